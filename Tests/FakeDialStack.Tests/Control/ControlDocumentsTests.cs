using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using FakeDialStack.Control;
using FakeDialStack.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

/// <summary>The control API is what its description and its guide say, no more and no less.</summary>
public sealed partial class ControlDocumentsTests
{
    [Test]
    public async Task Description_and_guide_name_the_routes_that_there_are()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var description = await control.GetAsync("openapi.json");
        var described = description["paths"]!.AsObject()
            .SelectMany(static p => p.Value!.AsObject().Select(o => $"{o.Key.ToUpperInvariant()} {p.Key}"));
        var guide = GuideRow().Matches(await File.ReadAllTextAsync(Guide())).Select(static m => m.Groups["request"].Value);

        var routes = Routes();

        Assert.That(routes, Has.Count.AtLeast(25));
        Assert.That(described, Is.EquivalentTo(routes));
        Assert.That(guide, Is.EquivalentTo(routes));
    }

    [Test]
    public async Task The_description_names_what_bodies_and_paths_take()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);

        var description = await control.GetAsync("openapi.json");
        var place = description["paths"]!["/control/calls"]!["post"]!;
        var body = place["requestBody"]!["content"]!["application/json"]!["schema"]!;
        var operations = description["paths"]!.AsObject().SelectMany(static p => p.Value!.AsObject().Select(o => (Path: p.Key, Operation: o.Value!))).ToList();

        Assert.Multiple(() =>
        {
            Assert.That((string?)description["openapi"], Is.EqualTo("3.1.0"));
            Assert.That(body["required"]!.AsArray().Select(static r => (string?)r), Is.EqualTo(new[] { "to" }));
            Assert.That(body["properties"]!.AsObject().Select(static p => p.Key), Is.EqualTo(new[] { "to", "from", "from_name", "far_end" }));
            Assert.That(operations.Select(static o => (string?)o.Operation["operationId"]), Is.Unique);
            foreach (var (path, operation) in operations)
            {
                var names = (operation["parameters"]?.AsArray() ?? []).Where(static p => (string?)p!["in"] == "path").Select(static p => $"{{{p!["name"]}}}");
                Assert.That(names, Is.EqualTo(path.Split('/').Where(static s => s.StartsWith('{'))), path);
            }
        });
    }

    // The catch-all below /control only says what is not there.
    private static List<string> Routes()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddFakeDialStack(new FakeDialStackOptions());
        builder.Services.AddFakeDialStackControl();
        using var app = (IDisposable)builder.Build();
        var endpoints = (IEndpointRouteBuilder)app;
        endpoints.MapFakeDialStackControl();
        return [.. endpoints.DataSources.SelectMany(static s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(static e => e.RoutePattern.RawText!.StartsWith("/control/", StringComparison.Ordinal) && !e.RoutePattern.RawText.Contains("**", StringComparison.Ordinal))
            .SelectMany(static e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText}"))];
    }

    private static string Guide([CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "serve.md");

    [GeneratedRegex(@"^\| `(?<request>[A-Z]+ /control/\S*)` \|", RegexOptions.Multiline)]
    private static partial Regex GuideRow();
}
