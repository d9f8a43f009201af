using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>Which files paths, patterns and ids stand for.</summary>
public sealed class PathTests
{
    private const string Text = "format: 1\ntitle: x\nlines: [{ clock: 1s }]\n";

    private string _folder = "";

    [SetUp]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("scenario-paths-").FullName;
        foreach (var name in new[] { "b/two.yaml", "a/one.yaml", "a/ten.yaml", "a/deep/er.yaml", "sets/core.yaml", "a/known-failing.yaml", "a/notes.txt" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, name))!);
            File.WriteAllText(Path.Combine(_folder, name), Text);
        }
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase(".", "deep/er a/one a/ten b/two")]
    [TestCase("a", "deep/er a/one a/ten")]
    [TestCase("b/two.yaml a", "b/two deep/er a/one a/ten")]
    [TestCase("*/t*.yaml", "a/ten b/two")]
    [TestCase("a/**", "deep/er a/one a/ten")]
    [TestCase("**/o?e.yaml", "a/one")]
    [TestCase("a/one a/one.yaml", "a/one")]
    public void A_path_stands_for(string paths, string ids)
    {
        var result = ScenarioLoader.Load(paths.Split(' '), new LoaderContext(BaseDirectory: _folder));

        Assert.That(result.Diagnostics, Is.Empty);
        Assert.That(string.Join(' ', result.Files.Select(f => f.Id)), Is.EqualTo(ids));
    }

    [Test]
    public void An_id_stands_for_the_file_of_the_suite()
    {
        var result = ScenarioLoader.Load(["b/two"], new LoaderContext(SuiteRoot: _folder));

        Assert.That(result.Files.Single().Path, Is.EqualTo(Path.Combine(_folder, "b", "two.yaml")));
    }
}
