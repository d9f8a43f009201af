using System.Reflection;
using System.Runtime.CompilerServices;
using FakeDialStack;
using Harness.Engine;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests;

/// <summary>
/// The public surface is kept as text, so that a change of it is a diff that somebody looks at. Rewrite the files with
/// <c>CONFORMANCE_ACCEPT=api dotnet test Tests/Harness.Tests --filter PublicApiTests</c>.
/// </summary>
public sealed class PublicApiTests
{
    [TestCase("FakeDialStack")]
    [TestCase("Harness")]
    public void The_public_surface_is_the_verified_one(string project)
    {
        var surface = SurfaceOf(project == "Harness" ? typeof(SuiteRunner).Assembly : typeof(FakeDialStackServer).Assembly);
        var path = Repository.In(project, "PublicApi.verified.txt");
        if (Environment.GetEnvironmentVariable("CONFORMANCE_ACCEPT") == "api")
        {
            File.WriteAllText(path, surface);
        }

        Assert.That(File.ReadAllText(path).Split('\n'), Is.EqualTo(surface.Split('\n')));
    }

    private static string SurfaceOf(Assembly assembly) =>
        string.Concat(assembly.GetExportedTypes().OrderBy(static t => t.FullName, StringComparer.Ordinal).Select(DescriptionOf));

    private static string DescriptionOf(Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.GetMembers(declared)
            .Where(static m => m is not Type && m.GetCustomAttribute<CompilerGeneratedAttribute>() is null && m is not MethodInfo { IsSpecialName: true })
            .Select(static m => $"    {m.MemberType} {m}\n")
            .Order(StringComparer.Ordinal);
        return $"{type}{(type.BaseType is { } parent && parent != typeof(object) ? $" : {parent}" : "")}\n{string.Concat(members)}";
    }
}
