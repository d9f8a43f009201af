using Harness.Engine;
using Harness.Gates;
using Harness.Reports;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary>Whether what one round found out would make the whole run fail: by the same gate and the same rules.</summary>
internal sealed class RoundVerdict(ReportMaker maker, Gate gate, ReportRules rules)
{
    /// <summary>True for a round that ends the search.</summary>
    public bool IsRed(IReadOnlyList<RunResult> round)
    {
        var fresh = gate.Afresh();
        var scenarios = round.GroupBy(static run => run.Scenario.Id).Select(runs => fresh.Apply(maker.Scenario(new PlayedScenario(runs.First().Scenario, [.. runs.Select(Played)], null), 0))).ToList();
        return scenarios.Exists(scenario => scenario.Runs.Any(run => rules.IsRed(run.Verdict)));
    }

    private static PlayedRun Played(RunResult run) => new(run, Transcript.Of(run), "", SnapshotState.None, []);
}
