using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>A run with its readable transcript and how that compares with the snapshot.</summary>
/// <param name="Run">As the engine left it; reports take texts from <paramref name="Transcript"/>.</param>
/// <param name="Transcript">Scrubbed.</param>
/// <param name="Text">Its snapshot form.</param>
/// <param name="Snapshot">How it compares.</param>
/// <param name="Diff">What drifted.</param>
public sealed record PlayedRun(RunResult Run, Transcript Transcript, string Text, SnapshotState Snapshot, IReadOnlyList<DiffLine> Diff);

/// <summary>A scenario with its runs.</summary>
/// <param name="Scenario">The scenario, of the first of its runs.</param>
/// <param name="Runs">In the order they were played in.</param>
/// <param name="Comparison">With the snapshot file; null when snapshots were not compared.</param>
public sealed record PlayedScenario(Scenario Scenario, IReadOnlyList<PlayedRun> Runs, SnapshotComparison? Comparison)
{
    /// <summary>The worst verdict of the runs.</summary>
    public Verdict Verdict => VerdictWords.Worst(Runs.Select(played => played.Run.Verdict));
}

/// <summary>What the suite was played against.</summary>
/// <param name="Client">As the command line names it: <c>reference</c>, <c>mutant:name</c>, the command of a driver …</param>
/// <param name="Seed">Everything random was drawn from it.</param>
/// <param name="Clock"><c>virtual</c> or <c>real</c>.</param>
/// <param name="Profile">The server's edition, or null where the scenarios decide.</param>
public sealed record SuiteSettings(string Client, int Seed, string Clock, string? Profile);

/// <summary>Everything that one call of <c>conformance run</c> found out.</summary>
/// <param name="Settings">What was played against.</param>
/// <param name="Scenarios">In the order they were played in.</param>
/// <param name="NotRun">Scenarios that were selected and not played, because the run was stopped or broke.</param>
/// <param name="OrphanedFiles">Verified snapshots without a scenario.</param>
/// <param name="Broken">Why the suite ended early; null when it did not.</param>
public sealed record SuiteOutcome(
    SuiteSettings Settings,
    IReadOnlyList<PlayedScenario> Scenarios,
    int NotRun,
    IReadOnlyList<string> OrphanedFiles,
    string? Broken)
{
    /// <summary>All runs of all scenarios.</summary>
    public IEnumerable<PlayedRun> Runs => Scenarios.SelectMany(scenario => scenario.Runs);

    /// <summary>Runs with this verdict.</summary>
    public int Count(Verdict verdict) => Runs.Count(played => played.Run.Verdict == verdict);

    /// <summary>Runs whose snapshot is in this state.</summary>
    public int Count(SnapshotState state) => Runs.Count(played => played.Snapshot == state);

    /// <summary>Orphaned snapshots: whole files, and sections of files.</summary>
    public int Orphans => OrphanedFiles.Count + Scenarios.Sum(scenario => scenario.Comparison?.Orphans.Count ?? 0);

    /// <summary>The most by which the harness was late in any run; null under the virtual clock.</summary>
    public TimeSpan? Lateness => Runs.Max(played => played.Run.Lateness);

    /// <summary>Protocol time inside all runs.</summary>
    public TimeSpan ProtocolTime => TimeSpan.FromTicks(Runs.Sum(played => played.Run.ProtocolTime.Ticks));
}
