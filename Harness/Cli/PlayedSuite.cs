using Harness.Engine;
using Harness.Gates;
using Harness.Reports;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary>Collects results as they come, scenario by scenario, compares them with their snapshots and has them printed.</summary>
/// <param name="files">What is played.</param>
/// <param name="playsAll">False where only one run of a scenario is played: its snapshot then has sections that nothing is compared with.</param>
/// <param name="store">Where snapshots are; null when they are not compared.</param>
/// <param name="maker">Turns what was played into what is reported.</param>
/// <param name="gate">Decides what counts.</param>
/// <param name="report">Prints what is done.</param>
internal sealed class PlayedSuite(IReadOnlyList<SelectedFile> files, bool playsAll, SnapshotStore? store, ReportMaker maker, Gate gate, TerminalReport report)
{
    private readonly Dictionary<string, int> _positions = files.ToDictionary(static file => file.File.Id, static file => file.Position, StringComparer.Ordinal);
    private readonly List<ReportedScenario> _scenarios = [];
    private readonly List<RunResult> _current = [];
    private string? _broken;

    /// <summary>Takes everything that comes. Whatever breaks is kept for the outcome: what was played before still counts.</summary>
    public async Task CollectAsync(IAsyncEnumerable<RunResult> runs)
    {
        report.Progress(0, files.Count, files.Count > 0 ? files[0].File.Id : "");
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

    /// <summary>Everything so far, in the order it was played in.</summary>
    public IReadOnlyList<ReportedScenario> Scenarios => _scenarios;

    /// <summary>Scenarios that were selected and not played, because the suite was stopped or broke.</summary>
    public int NotRun => files.Count - _scenarios.Count;

    /// <summary>Why the suite ended early; null when it did not.</summary>
    public string? Broken => _broken;

    private void Finish(bool isWhole)
    {
        if (_current.Count == 0)
        {
            return;
        }

        var scenario = _current[0].Scenario;
        var runs = _current.Select(Played).ToList();
        var comparison = store is null ? null : Compare(store, scenario, runs, isWhole && playsAll);
        if (comparison is not null)
        {
            runs = [.. runs.Select(run => WithSnapshot(run, comparison))];
        }

        var played = gate.Apply(maker.Scenario(new PlayedScenario(scenario, runs, comparison), _positions[scenario.Id]));
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
