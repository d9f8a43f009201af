using Fixtures.ReferenceClient;
using Harness.Drivers;
using Harness.Engine;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Plays small scenarios from text.</summary>
internal static class Stage
{
    public static IClientDriver Reference { get; } = new ReferenceDriver("reference", SoftphoneRules.Reference);

    /// <summary>A scenario with a connected laptop and these lines; <paramref name="covers"/> as the file writes it.</summary>
    public static string Text(string lines, string covers = "[]", string laptop = "{ user: alice, is: connected }", string also = "") => $"""
        format: 1
        title: Something happens
        covers: {covers}
        {also}
        given:
          users: {"{ alice: , bob: }"}
          clients: {"{ laptop: "}{laptop}{" }"}
        lines:
        {lines}

        """;

    /// <summary>Plays every run of a file.</summary>
    public static async Task<List<RunResult>> PlayAllAsync(string text, IClientDriver driver, int seed = 1)
    {
        var loaded = ScenarioText.Load(("it.yaml", text));
        Assert.That(loaded.Diagnostics, Is.Empty);
        var suite = new SuiteRunner(new SuiteOptions { Files = loaded.Files, Driver = driver, Requirement = loaded.Requirements.Find, Seed = seed });
        var results = new List<RunResult>();
        await foreach (var result in suite.PlayAsync(CancellationToken.None))
        {
            results.Add(result);
        }

        return results;
    }

    /// <summary>Plays the one run of a file.</summary>
    public static async Task<RunResult> PlayAsync(string text, IClientDriver driver) => (await PlayAllAsync(text, driver)).Single();

    /// <summary>The only check that is no pass and no skip.</summary>
    public static CheckResult Broken(this RunResult run) => run.Checks.Single(static c => c.Verdict is Verdict.Fail or Verdict.Warn);

    /// <summary><c>CALL-02 requirement Pass</c> for each check.</summary>
    public static IEnumerable<string> Told(this RunResult run) => run.Checks.Select(static c => $"{c.Requirement ?? "-"} {c.Label} {c.Verdict}");
}
