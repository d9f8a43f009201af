using System.Text.RegularExpressions;
using Fixtures.ReferenceClient;
using Harness.Drivers;
using Harness.Engine;
using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>A scenario of the guide, with what the guide says that it shows.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Text">The whole file.</param>
/// <param name="Shows">The verdict; <see cref="Verdict.Pass"/> unless a comment above says otherwise.</param>
/// <param name="Reason">A part of the reason for another verdict.</param>
internal sealed partial record GuideExample(string Title, string Text, Verdict Shows, string Reason)
{
    public bool IsPlayed => Shows is Verdict.Pass or Verdict.Fail;

    /// <summary>All of a page.</summary>
    public static IReadOnlyList<GuideExample> AllOf(string page) =>
    [
        .. Yaml().Matches(page).Where(static m => m.Groups["text"].Value.Contains("format: 1\n", StringComparison.Ordinal)).Select(static m => new GuideExample(
            TitleLine().Match(m.Groups["text"].Value).Groups["title"].Value,
            m.Groups["text"].Value,
            m.Groups["verdict"].Success ? Enum.Parse<Verdict>(m.Groups["verdict"].Value, ignoreCase: true) : Verdict.Pass,
            m.Groups["reason"].Value)),
    ];

    /// <summary>Its scenarios, read.</summary>
    public ScenarioFile Read()
    {
        var loaded = ScenarioText.Load(("it.yaml", Text));
        Assert.That(loaded.Diagnostics, Is.Empty);
        return loaded.Files.Single();
    }

    /// <summary>Plays it against the reference client.</summary>
    public async Task<IReadOnlyList<RunResult>> PlayAsync()
    {
        var results = new List<RunResult>();
        var options = new SuiteOptions
        {
            Files = [Read()],
            Driver = new ReferenceDriver("reference", SoftphoneRules.Reference),
            IsReference = true,
            Requirement = static _ => null,
        };
        await foreach (var run in new SuiteRunner(options).PlayAsync(CancellationToken.None))
        {
            results.Add(run);
        }

        return results;
    }

    public override string ToString() => Title;

    [GeneratedRegex(@"(?:^<!-- shows: (?<verdict>\w+): (?<reason>[^\n]*?) -->\n)?^```yaml\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Yaml();

    [GeneratedRegex(@"^title: (?<title>.*)$", RegexOptions.Multiline)]
    private static partial Regex TitleLine();
}
