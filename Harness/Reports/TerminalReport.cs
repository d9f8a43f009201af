using System.Globalization;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>What <c>conformance run</c> prints: a line per scenario as it is done, failures in full, a summary.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="failures">How failures are told.</param>
/// <param name="shownPath">How a path is written.</param>
public sealed class TerminalReport(Terminal terminal, FailureStory failures, Func<string, string> shownPath)
{
    private const int VerdictWidth = 16;

    /// <summary>Shows what is being played.</summary>
    public void Progress(int done, int all, string id) => terminal.Live($"{done}/{all}  {id}");

    /// <summary>Prints a scenario that is done: one line, and what went wrong below it.</summary>
    public void Scenario(PlayedScenario played)
    {
        ArgumentNullException.ThrowIfNull(played);
        var verdict = played.Verdict;
        terminal.Line(
            new Span(VerdictWords.Of(verdict).PadRight(VerdictWidth), FailureStory.ToneOf(verdict)),
            new Span(played.Scenario.Id),
            new Span("  " + Facts(played), Tone.Quiet),
            new Span(Snapshot(played), Tone.Odd));
        foreach (var run in played.Runs)
        {
            Run(run, played.Comparison);
        }

        foreach (var label in played.Comparison?.Orphans ?? [])
        {
            terminal.Line($"  {shownPath(played.Comparison!.VerifiedPath)}: no run belongs to the section '{(label.Length == 0 ? "without a head" : label)}'", Tone.Odd);
        }

        if (played.Comparison?.Note is { } note)
        {
            terminal.Line("  " + note, Tone.Odd);
        }
    }

    /// <summary>Prints the summary.</summary>
    /// <param name="outcome">Everything.</param>
    /// <param name="took">Real time for all of it.</param>
    /// <param name="acceptCommand">How drift is taken over.</param>
    /// <param name="inCi">True where a missing or orphaned snapshot is a failure.</param>
    public void Summary(SuiteOutcome outcome, TimeSpan took, string acceptCommand, bool inCi = false)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        terminal.Line();
        foreach (var path in outcome.OrphanedFiles)
        {
            terminal.Line($"{shownPath(path)}: no scenario belongs to this snapshot", Tone.Odd);
        }

        if (outcome.Broken is { } broken)
        {
            terminal.Line(broken, Tone.Bad);
        }

        var runs = outcome.Runs.Count();
        terminal.Line(new Span($"{Number(outcome.Scenarios.Count, "scenario")}, {Number(runs, "run")} of {Who(outcome.Settings.Client)}: ", Tone.Strong), new Span(Counts(outcome)));
        var snapshots = Snapshots(outcome);
        if (snapshots.Length > 0)
        {
            terminal.Line(new Span("snapshots: ", Tone.Strong), new Span(snapshots, outcome.Count(SnapshotState.Drift) > 0 ? Tone.Odd : Tone.Plain));
        }

        terminal.Line(new Span("time: ", Tone.Strong), new Span($"{Durations.Format(Rounded(outcome.ProtocolTime))} of protocol time in {Durations.Format(Rounded(took))}, seed {outcome.Settings.Seed}{Lateness(outcome)}"));
        var again = outcome.Runs.Where(static r => r.Run.PlayedAgain is not null).ToList();
        if (again.Count > 0)
        {
            terminal.Line($"{Number(again.Count, "run")} played again with a driver of {(again.Count == 1 ? "its" : "their")} own, because one that was shared broke: {again[0].Run.PlayedAgain}", Tone.Odd);
        }

        if (outcome.Count(SnapshotState.Drift) + outcome.Count(SnapshotState.New) > 0)
        {
            terminal.Line($"If the new transcripts are right: {acceptCommand}", Tone.Quiet);
        }

        if (inCi && outcome.Count(SnapshotState.New) + outcome.Orphans > 0)
        {
            terminal.Line("With CI=true a missing or orphaned snapshot is a failure: accept or remove it outside CI, and commit that.", Tone.Bad);
        }
    }

    private static string Who(string client) => client.Contains(' ', StringComparison.Ordinal) ? $"the client '{client}'" : $"the {client} client";

    private void Run(PlayedRun played, SnapshotComparison? comparison)
    {
        switch (played.Run.Verdict)
        {
            case Verdict.Fail or Verdict.Warn or Verdict.Error or Verdict.Inconclusive or Verdict.UnexpectedPass:
                foreach (var line in failures.Of(played))
                {
                    terminal.Line(line);
                }

                break;
            case Verdict.Skip or Verdict.KnownFailing or Verdict.Flaky:
                terminal.Line($"  {played.Run.Id}: {played.Transcript.Scrub(played.Run.Reason)}", Tone.Quiet);
                break;
        }

        if (played.Run.OrdersLeftOut)
        {
            terminal.Line($"  {played.Run.Id}: the race has more than {SuiteRunner.MostOrders} orders; the rest was not played", Tone.Odd);
        }

        // Of a run that failed, the failure says more than the diff.
        if (played.Snapshot == SnapshotState.Drift && comparison is not null && played.Run.Verdict != Verdict.Fail)
        {
            foreach (var line in FailureStory.Drift(played, shownPath(comparison.VerifiedPath)))
            {
                terminal.Line(line);
            }
        }
    }

    private static string Facts(PlayedScenario played)
    {
        var time = Durations.Format(Rounded(TimeSpan.FromTicks(played.Runs.Sum(run => run.Run.ProtocolTime.Ticks))));
        var orders = played.Runs.Count(run => run.Run.Order is not null);
        return played.Runs.Count == 1 ? time
            : orders == played.Runs.Count ? $"{orders} runs, one for each order of its race, {time}"
            : $"{played.Runs.Count} runs, {time}";
    }

    private static string Snapshot(PlayedScenario played) =>
        played.Runs.Any(run => run.Snapshot == SnapshotState.Drift) ? "  drift"
        : played.Runs.Any(run => run.Snapshot == SnapshotState.New) ? "  new snapshot"
        : "";

    private static string Counts(SuiteOutcome outcome)
    {
        var counts = Enum.GetValues<Verdict>().Select(verdict => (Word: VerdictWords.Of(verdict), Count: outcome.Count(verdict)))
            .Append((Word: "not run", Count: outcome.NotRun))
            .Where(count => count.Count > 0 || count.Word is "pass" or "fail")
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Count} {count.Word}"));
        return string.Join(", ", counts);
    }

    private static string Snapshots(SuiteOutcome outcome)
    {
        var counts = new[]
        {
            (outcome.Count(SnapshotState.Same), "same"),
            (outcome.Count(SnapshotState.Drift), "drift"),
            (outcome.Count(SnapshotState.New), "new"),
            (outcome.Orphans, "orphaned"),
        };
        return string.Join(", ", counts.Where(count => count.Item1 > 0).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Item1} {count.Item2}")));
    }

    // The virtual clock is the usual one, and exact: nothing is to be said of it.
    private static string Lateness(SuiteOutcome outcome) => outcome.Settings.Clock == "virtual"
        ? ""
        : $", {outcome.Settings.Clock} clock" + (outcome.Lateness is { } late ? $"; the harness was at most {Durations.Format(late)} late" : "");

    private static TimeSpan Rounded(TimeSpan time) =>
        time < TimeSpan.FromSeconds(10) ? time : TimeSpan.FromSeconds(Math.Round(time.TotalSeconds, 1));

    private static string Number(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
