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
internal sealed record PlayedRun(RunResult Run, Transcript Transcript, string Text, SnapshotState Snapshot, IReadOnlyList<DiffLine> Diff);

/// <summary>A scenario with its runs.</summary>
/// <param name="Scenario">The scenario, of the first of its runs.</param>
/// <param name="Runs">In the order they were played in.</param>
/// <param name="Comparison">With the snapshot file; null when snapshots were not compared.</param>
internal sealed record PlayedScenario(Scenario Scenario, IReadOnlyList<PlayedRun> Runs, SnapshotComparison? Comparison);
