using Fixtures.ReferenceClient;
using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>The files of the suite, and the words that the reference client knows.</summary>
public sealed class SuiteFileTests
{
    [Test]
    public void Every_scenario_of_the_suite_is_without_mistakes()
    {
        var result = ScenarioLoader.Load(["Scenarios"], new LoaderContext("Scenarios", Repository.Root));

        Assert.That(result.Diagnostics.Select(d => d.ToString()), Is.Empty);
        Assert.That(result.Files, Is.Not.Empty);
    }

    [Test]
    public void Every_scenario_names_the_schema_in_its_first_line() => Assert.That(
        SuiteFiles().Where(f => File.ReadLines(f).First() != $"# yaml-language-server: $schema=../{ScenarioSchema.FileName}"),
        Is.Empty);

    [Test]
    public void The_words_of_the_reference_client_are_words_of_the_language() =>
        Assert.That(Softphone.Capabilities.Except(Vocabulary.Capabilities), Is.Empty);

    /// <summary>Paths of all scenario files.</summary>
    internal static IEnumerable<string> SuiteFiles() =>
        ScenarioLoader.Load(["Scenarios"], new LoaderContext("Scenarios", Repository.Root)).Files.Select(f => f.Path);
}
