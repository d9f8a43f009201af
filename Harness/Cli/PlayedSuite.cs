using Harness.Engine;
using Harness.Reports;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary>Collects results as they come, scenario by scenario, compares them with their snapshots and has them printed.</summary>
/// <param name="files">What is played.</param>
/// <param name="store">Where snapshots are; null when they are not compared.</param>
/// <param name="report">Prints what is done.</param>
internal sealed class PlayedSuite(IReadOnlyList<ScenarioFile> files, SnapshotStore? store, TerminalReport report)
{
    private readonly List<PlayedScenario> _scenarios = [];
    private readonly List<RunResult> _current = [];
    private string? _broken;

    /// <summary>Takes everything that comes. Whatever breaks is kept for the outcome: what was played before still counts.</summary>
    public async Task CollectAsync(IAsyncEnumerable<RunResult> runs)
    {
        report.Progress(0, files.Count, files[0].Rows[0].Id);
        try
        {
            await foreach (var run in runs)
            {
                if (_current.Count > 0 && _current[0].Scenario.Id != run.Scenario.Id)
                {
                    Finish(isWhole: true);
                }

                _current.Add(run);
                report.Progress(_scenarios.Count, files.Count, run.Id);
            }

            Finish(isWhole: true);
        }
        catch (OperationCanceledException)
        {
            Finish(isWhole: false);
            _broken = "stopped before everything was played";
        }
        catch (Exception error)
        {
            Finish(isWhole: false);
            _broken = $"the harness broke: {error}";
        }
    }

    /// <summary>Everything so far.</summary>
    public SuiteOutcome Outcome(SuiteSettings settings, IReadOnlyList<string> orphanedFiles) =>
        new(settings, _scenarios, files.Count - _scenarios.Count, orphanedFiles, _broken);

    private void Finish(bool isWhole)
    {
        if (_current.Count == 0)
        {
            return;
        }

        var scenario = _current[0].Scenario;
        var runs = _current.Select(Played).ToList();
        var comparison = store is null ? null : Compare(store, scenario, runs, isWhole);
        if (comparison is not null)
        {
            runs = [.. runs.Select(run => WithSnapshot(run, comparison))];
        }

        var played = new PlayedScenario(scenario, runs, comparison);
        _scenarios.Add(played);
        _current.Clear();
        report.Scenario(played);
    }

    private static PlayedRun Played(RunResult run)
    {
        var transcript = Transcript.Of(run);
        return new PlayedRun(run, transcript, SnapshotText.Of(transcript), SnapshotState.None, []);
    }

    private static SnapshotComparison? Compare(SnapshotStore store, Scenario scenario, List<PlayedRun> runs, bool isWhole)
    {
        var comparable = runs.Where(run => HasSnapshot(run.Run)).ToList();
        var sections = comparable.Select(run => new SnapshotSection(SnapshotFile.LabelOf(run.Run), run.Text)).ToList();
        var isComplete = isWhole && runs.TrueForAll(run => !run.Run.HasSnapshot || HasSnapshot(run.Run)) && sections.Count > 0;
        return sections.Count == 0 ? null : store.Compare(scenario, sections, isComplete);
    }

    private static PlayedRun WithSnapshot(PlayedRun played, SnapshotComparison comparison)
    {
        var section = HasSnapshot(played.Run)
            ? comparison.Sections.FirstOrDefault(section => section.Label == SnapshotFile.LabelOf(played.Run))
            : null;
        return section is null ? played : played with { Snapshot = section.State, Diff = section.Diff };
    }

    // What was not played, or not to its end, has no transcript worth keeping.
    private static bool HasSnapshot(RunResult run) =>
        run.HasSnapshot && run.Verdict is not (Verdict.Skip or Verdict.Error or Verdict.Inconclusive);
}
