using Fixtures.Mutants;
using Fixtures.ReferenceClient;
using Harness.Drivers;
using Harness.Engine;
using Harness.Scenarios;
using NUnit.Framework;

namespace Scenarios;

/// <summary>
/// A scenario proves something only if a client with a fault fails it. Each mutant has one fault against one requirement,
/// and is played on the scenarios that check that requirement.
/// </summary>
public sealed class TeethTests
{
    private static readonly Lazy<Task<List<Bite>>> s_bites = new(BiteAllAsync);

    private static IEnumerable<TestCaseData> Mutants() =>
        MutantCatalogue.All.Select(static m => new TestCaseData(m).SetName($"{m.Requirement} {m.Name} is caught"));

    private static IEnumerable<TestCaseData> Files() =>
        ScenarioSuite.Loaded.Files.Select(static f => new TestCaseData(f).SetName($"{f.Id} is failed by a mutant"));

    [TestCaseSource(nameof(Mutants))]
    public async Task A_mutant_fails_the_check_of_its_requirement(Mutant mutant)
    {
        var bites = (await s_bites.Value).Where(b => b.Mutant == mutant.Name).ToList();

        Assert.That(bites, Is.Not.Empty, $"no scenario checks {mutant.Requirement}");
        Assert.That(
            bites.Any(static b => b.Failure is not null),
            $"{mutant.Fault}, and yet passes {string.Join(", ", bites.Select(static b => b.Scenario))}: {string.Join("; ", bites.SelectMany(static b => b.Others))}");
    }

    [TestCaseSource(nameof(Files))]
    public async Task A_scenario_is_failed_by_a_mutant_for_what_it_checks(ScenarioFile file)
    {
        var bites = (await s_bites.Value).Where(b => b.Scenario == file.Id).ToList();

        Assert.That(bites.Any(static b => b.Failure is not null), $"played: {string.Join(", ", bites.Select(static b => b.Mutant))}");
    }

    [Test]
    public async Task A_mutant_of_a_race_fails_in_one_order_only()
    {
        var races = ScenarioSuite.Loaded.Files.Where(static f => f.Rows.Any(static r => r.Lines.Any(static l => l is BlockLine { Kind: BlockKind.Race }))).ToList();
        var narrow = new List<string>();
        var checkedThere = races.SelectMany(static f => f.Rows).SelectMany(static r => LineTree.Flatten(r.Lines)).SelectMany(static l => l.Checks).ToHashSet();
        foreach (var mutant in MutantCatalogue.All.Where(m => checkedThere.Contains(m.Requirement)))
        {
            var runs = (await ScenarioSuite.PlayAsync(new ReferenceDriver(mutant.Name, mutant.Change(SoftphoneRules.Reference)), races))
                .GroupBy(static r => r.Scenario.Id);
            narrow.AddRange(runs.Where(static g => g.Count() > 1 && g.Count(static r => r.Verdict == Verdict.Fail) == 1).Select(g => $"{mutant.Name} in {g.Key}"));
        }

        Assert.That(narrow, Is.Not.Empty);
    }

    private static async Task<List<Bite>> BiteAllAsync()
    {
        var bites = new List<Bite>();
        foreach (var mutant in MutantCatalogue.All)
        {
            var files = ScenarioSuite.Loaded.Files.Where(f => f.Rows.Any(r => LineTree.Flatten(r.Lines).Any(l => l.Checks.Contains(mutant.Requirement)))).ToList();
            if (files.Count == 0)
            {
                continue;
            }

            var driver = new ReferenceDriver($"mutant:{mutant.Name}", mutant.Change(SoftphoneRules.Reference));
            var runs = await ScenarioSuite.PlayAsync(driver, [.. files.Select(static f => f with { Rows = [.. f.Rows.Select(static r => r with { Seeds = 1 })] })]);
            bites.AddRange(runs.GroupBy(static r => r.Scenario.Id).Select(g => Bite.Of(mutant, g.Key, [.. g])));
        }

        return bites;
    }

    /// <summary>What one mutant did in one scenario: the failure of its requirement's check, or what else went wrong.</summary>
    private sealed record Bite(string Mutant, string Scenario, Failure? Failure, IReadOnlyList<string> Others)
    {
        public static Bite Of(Mutant mutant, string scenario, IReadOnlyList<RunResult> runs) => new(
            mutant.Name,
            scenario,
            runs.SelectMany(static r => r.Checks).FirstOrDefault(c => c.Requirement == mutant.Requirement && c.Failure is not null)?.Failure,
            [.. runs.Where(static r => r.Verdict != Verdict.Pass).Select(static r => $"{r.Id}: {r.Reason}").Take(3)]);
    }
}
