using Harness.Engine;
using Harness.Reports;
using Harness.Tests.Cli;
using Harness.Tests.Transcripts;
using Harness.Transcripts;

namespace Harness.Tests.Reports;

/// <summary>Reports made by hand, with a run of every kind.</summary>
internal static class MadeReports
{
    public static Report Of(IReadOnlyList<(string Id, MadeRun Run, SnapshotState Snapshot)> runs, ReportRules? rules = null)
    {
        var maker = new ReportMaker(static path => path, static run => $"conformance run {run.Id}");
        var scenarios = runs.Select((one, i) =>
        {
            one.Run.Id = one.Id;
            one.Run.File = $"Scenarios/{one.Id}.yaml";
            var result = one.Run.Result();
            var transcript = Transcript.Of(result);
            IReadOnlyList<DiffLine> diff = one.Snapshot == SnapshotState.Drift ? [new DiffLine(DiffKind.Gone, "before"), new DiffLine(DiffKind.Came, "after")] : [];
            var played = new PlayedRun(result, transcript, SnapshotText.Of(transcript), one.Snapshot, diff);
            var comparison = one.Snapshot == SnapshotState.None ? null : new SnapshotComparison($"Scenarios/{one.Id}.verified.txt", [], [], null);
            return maker.Scenario(new PlayedScenario(result.Scenario, [played], comparison), i);
        }).ToList();
        return new Report(
            JsonReport.FormatVersion, "node \"driver\".mjs", 1, "virtual", null, null, null, runs.Count, ReportSummaries.Of(scenarios, 0, 0), scenarios,
            new Dictionary<string, ReportedRequirement>(StringComparer.Ordinal) { ["CALL-02"] = new("MUST", "C", "Hangs up.", "docs") }, [], [], null, rules ?? new ReportRules());
    }

    /// <summary>One of each verdict, and two snapshots that are not as verified.</summary>
    public static Report OfEveryKind(ReportRules? rules = null) => Of(
        [
            ("calls/passes", CliRun.Passing(), SnapshotState.Same),
            ("calls/fails", Failing(Verdict.Fail), SnapshotState.None),
            ("calls/warns", Failing(Verdict.Warn), SnapshotState.None),
            ("calls/skips", Other(Verdict.Skip, "the client has no 'hold'"), SnapshotState.None),
            ("hold/known", Other(Verdict.KnownFailing, "known failing until 2099-12-31: later, known-failing.yaml:2:5"), SnapshotState.None),
            ("hold/surprises", Other(Verdict.UnexpectedPass, "known-failing.yaml:7:5: delete this waiver"), SnapshotState.None),
            ("hold/flaky", Other(Verdict.Flaky, "passed only at attempt 2"), SnapshotState.None),
            ("hold/late", Other(Verdict.Inconclusive, "the harness was late"), SnapshotState.None),
            ("push/broke", Other(Verdict.Error, "the driver exited with code 1\u0001"), SnapshotState.None),
            ("push/drifts", CliRun.Passing(), SnapshotState.Drift),
            ("push/new", CliRun.Passing(), SnapshotState.New),
        ],
        rules);

    private static MadeRun Failing(Verdict verdict)
    {
        var run = Other(verdict, "CALL-02: did not hang up, <call 1> | 50 % & more");
        run.Checks.Add(new CheckResult("CALL-02", "requirement", verdict, MadeRun.At(9), new Failure("did not hang up, <call 1> | 50 % & more", ["a ```call.hangup```"], ["nothing"], 0)));
        return run;
    }

    private static MadeRun Other(Verdict verdict, string reason)
    {
        var run = CliRun.Passing();
        (run.Verdict, run.Reason) = (verdict, reason);
        return run;
    }
}
