using System.Globalization;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>What <c>conformance run</c> prints: a line per scenario as it is done, failures in full, a summary.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="failures">How failures are told.</param>
internal sealed class TerminalReport(Terminal terminal, FailureStory failures)
{
    private const int VerdictWidth = 16;
    private const int MostNamed = 40;

    /// <summary>Shows what is being played.</summary>
    public void Progress(int done, int all, string id) => terminal.Live($"{done}/{all}  {id}");

    /// <summary>Shows something that is no scenario: a round, what is waited for.</summary>
    public void Live(string text) => terminal.Live(text);

    /// <summary>Prints a scenario that is done: one line, and what went wrong below it.</summary>
    public void Scenario(ReportedScenario played)
    {
        var verdict = played.Worst();
        terminal.Line(
            new Span(VerdictWords.Of(verdict).PadRight(VerdictWidth), FailureStory.ToneOf(verdict)),
            new Span(played.Id),
            new Span("  " + Facts(played), Tone.Quiet),
            new Span(Snapshot(played), Tone.Odd));
        foreach (var run in played.Runs)
        {
            Run(played, run);
        }

        foreach (var label in played.OrphanedSections)
        {
            terminal.Line($"  {played.Verified}: no run belongs to the section '{(label.Length == 0 ? "without a head" : label)}'", Tone.Odd);
        }

        if (played.Note is { } note)
        {
            terminal.Line("  " + note, Tone.Odd);
        }
    }

    /// <summary>Prints one run of a report in full, whatever its verdict.</summary>
    public void Explain(ReportedScenario scenario, ReportedRun run)
    {
        Lines(failures.Of(scenario, run));
        if (run.Snapshot == SnapshotState.Drift)
        {
            Lines(FailureStory.Drift(run, scenario.Verified ?? "its snapshot"));
        }
    }

    /// <summary>Prints what reports of shards are together.</summary>
    public void Merged(Report report)
    {
        Findings(report);
        terminal.Line(new Span("time: ", Tone.Strong), new Span($"{Durations.Format(Rounded(report.ProtocolTime()))} of protocol time, seed {report.Seed}{Lateness(report)}"));
    }

    /// <summary>Prints the summary.</summary>
    /// <param name="report">Everything.</param>
    /// <param name="took">Real time for all of it.</param>
    /// <param name="acceptCommand">How drift is taken over.</param>
    /// <param name="inCi">True where a missing or orphaned snapshot is a failure.</param>
    public void Summary(Report report, TimeSpan took, string acceptCommand, bool inCi = false)
    {
        terminal.Line();
        Findings(report);
        terminal.Line(new Span("time: ", Tone.Strong), new Span($"{Durations.Format(Rounded(report.ProtocolTime()))} of protocol time in {Durations.Format(Rounded(took))}, seed {report.Seed}{Lateness(report)}"));
        Remarks(report, acceptCommand, inCi);
    }

    private void Findings(Report report)
    {
        foreach (var path in report.OrphanedSnapshots)
        {
            terminal.Line($"{path}: no scenario belongs to this snapshot", Tone.Odd);
        }

        foreach (var stale in report.StaleWaivers)
        {
            terminal.Line(stale, Tone.Bad);
        }

        if (report.Broken is { } broken)
        {
            terminal.Line(broken, Tone.Bad);
        }

        Names(report);
        var runs = report.Runs().Count();
        var part = report.Shard is { } shard ? $" (shard {shard})" : "";
        var set = report.Set is { } name ? $", scored by the set {name}" : "";
        terminal.Line(new Span($"{Number(report.Scenarios.Count, "scenario")}{part}, {Number(runs, "run")} of {Who(report.Client)}{set}: ", Tone.Strong), new Span(report.Summary.Words()));
        if (report.SnapshotWords() is { Length: > 0 } snapshots)
        {
            terminal.Line(new Span("snapshots: ", Tone.Strong), new Span(snapshots, report.Summary.Drift > 0 ? Tone.Odd : Tone.Plain));
        }
    }

    private void Remarks(Report report, string acceptCommand, bool inCi)
    {
        var again = report.Runs().Where(static run => run.PlayedAgain is not null).ToList();
        if (again.Count > 0)
        {
            terminal.Line($"{Number(again.Count, "run")} played again with a driver of {(again.Count == 1 ? "its" : "their")} own, because one that was shared broke: {again[0].PlayedAgain}", Tone.Odd);
        }

        if (report.Summary.Drift + report.Summary.NewSnapshots > 0)
        {
            terminal.Line($"If the new transcripts are right: {acceptCommand}", Tone.Quiet);
        }

        if (inCi && report.Summary.NewSnapshots + report.Summary.OrphanedSnapshots > 0)
        {
            terminal.Line("With CI=true a missing or orphaned snapshot is a failure: accept or remove it outside CI, and commit that.", Tone.Bad);
        }
    }

    // Of a long output the end is what people see: what is not green is named there once more.
    private void Names(Report report)
    {
        var named = report.Runs().Where(static run => run.Verdict is Verdict.Fail or Verdict.Error or Verdict.UnexpectedPass or Verdict.Flaky or Verdict.Inconclusive).ToList();
        if (named.Count < 2)
        {
            return;
        }

        foreach (var run in named.Take(MostNamed))
        {
            terminal.Line(new Span(VerdictWords.Of(run.Verdict).PadRight(VerdictWidth), FailureStory.ToneOf(run.Verdict)), new Span(run.Id), new Span("  " + run.Reason, Tone.Quiet));
        }

        if (named.Count > MostNamed)
        {
            terminal.Line($"… and {named.Count - MostNamed} more", Tone.Quiet);
        }

        terminal.Line();
    }

    private void Run(ReportedScenario scenario, ReportedRun run)
    {
        switch (run.Verdict)
        {
            case Verdict.Fail or Verdict.Warn or Verdict.Error or Verdict.Inconclusive or Verdict.UnexpectedPass:
                Lines(failures.Of(scenario, run));
                break;
            case Verdict.Skip or Verdict.KnownFailing or Verdict.Flaky:
                terminal.Line($"  {run.Id}: {run.Reason}", Tone.Quiet);
                break;
        }

        if (run.OrdersLeftOut)
        {
            terminal.Line($"  {run.Id}: the race has more than {SuiteRunner.MostOrders} orders; the rest was not played", Tone.Odd);
        }

        // Of a run that failed, the failure says more than the diff.
        if (run.Snapshot == SnapshotState.Drift && run.Verdict != Verdict.Fail)
        {
            Lines(FailureStory.Drift(run, scenario.Verified ?? "its snapshot"));
        }
    }

    private void Lines(IEnumerable<Span[]> lines)
    {
        foreach (var line in lines)
        {
            terminal.Line(line);
        }
    }

    private static string Who(string client) => client.Contains(' ', StringComparison.Ordinal) ? $"the client '{client}'" : $"the {client} client";

    private static string Facts(ReportedScenario played)
    {
        var time = Durations.Format(Rounded(TimeSpan.FromMilliseconds(played.Runs.Sum(static run => run.ProtocolMs))));
        var done = played.Runs.Count(static run => run.Verdict != Verdict.Skip);
        var orders = played.Runs.Count(static run => run.Order is not null);
        var runs = done == played.Runs.Count || done == 0 ? Number(played.Runs.Count, "run") : $"{done} of {played.Runs.Count} runs";
        return played.Runs.Count == 1 ? time
            : orders == played.Runs.Count ? $"{orders} runs, one for each order of its race, {time}"
            : $"{runs}, {time}";
    }

    private static string Snapshot(ReportedScenario played) =>
        played.Runs.Any(static run => run.Snapshot == SnapshotState.Drift) ? "  drift"
        : played.Runs.Any(static run => run.Snapshot == SnapshotState.New) ? "  new snapshot"
        : "";

    // The virtual clock is the usual one, and exact: nothing is to be said of it.
    private static string Lateness(Report report) => report.Clock == "virtual"
        ? ""
        : $", {report.Clock} clock" + (report.Lateness() is { } late ? $"; the harness was at most {Durations.Format(late)} late" : "");

    private static TimeSpan Rounded(TimeSpan time) =>
        time < TimeSpan.FromSeconds(10) ? time : TimeSpan.FromSeconds(Math.Round(time.TotalSeconds, 1));

    private static string Number(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
