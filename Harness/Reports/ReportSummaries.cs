using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>Counts what a report holds.</summary>
internal static class ReportSummaries
{
    /// <summary>The counts of these scenarios.</summary>
    public static ReportSummary Of(IReadOnlyList<ReportedScenario> scenarios, int orphanedFiles, int notRun)
    {
        var runs = scenarios.SelectMany(static scenario => scenario.Runs).ToList();
        int Runs(Verdict verdict) => runs.Count(run => run.Verdict == verdict);
        return new ReportSummary(
            Runs(Verdict.Pass),
            Runs(Verdict.Fail),
            Runs(Verdict.Warn),
            Runs(Verdict.Skip),
            Runs(Verdict.KnownFailing),
            Runs(Verdict.UnexpectedPass),
            Runs(Verdict.Flaky),
            Runs(Verdict.Inconclusive),
            Runs(Verdict.Error),
            runs.Count(static run => run.Snapshot == SnapshotState.Drift),
            runs.Count(static run => run.Snapshot == SnapshotState.New),
            orphanedFiles + scenarios.Sum(static scenario => scenario.OrphanedSections.Count),
            notRun);
    }

    /// <summary>Runs with this verdict.</summary>
    public static int Of(this ReportSummary summary, Verdict verdict) => verdict switch
    {
        Verdict.Pass => summary.Pass,
        Verdict.Fail => summary.Fail,
        Verdict.Warn => summary.Warn,
        Verdict.Skip => summary.Skip,
        Verdict.KnownFailing => summary.KnownFailing,
        Verdict.UnexpectedPass => summary.UnexpectedPass,
        Verdict.Flaky => summary.Flaky,
        Verdict.Inconclusive => summary.Inconclusive,
        _ => summary.Error,
    };

    /// <summary><c>170 pass, 2 fail</c>: pass and fail always, the others where there are any.</summary>
    public static string Words(this ReportSummary summary)
    {
        var counts = Enum.GetValues<Verdict>().Select(verdict => (Word: VerdictWords.Of(verdict), Count: summary.Of(verdict)))
            .Append((Word: "not run", Count: summary.NotRun))
            .Where(static count => count.Count > 0 || count.Word is "pass" or "fail")
            .Select(static count => FormattableString.Invariant($"{count.Count} {count.Word}"));
        return string.Join(", ", counts);
    }

    /// <summary><c>170 same, 2 drift</c>; empty where no snapshot was compared.</summary>
    public static string SnapshotWords(this Report report)
    {
        var counts = new[]
        {
            (Count: report.Runs().Count(static run => run.Snapshot == SnapshotState.Same), Word: "same"),
            (Count: report.Summary.Drift, Word: "drift"),
            (Count: report.Summary.NewSnapshots, Word: "new"),
            (Count: report.Summary.OrphanedSnapshots, Word: "orphaned"),
        };
        return string.Join(", ", counts.Where(static count => count.Count > 0).Select(static count => FormattableString.Invariant($"{count.Count} {count.Word}")));
    }

    /// <summary>Every orphaned snapshot: files without a scenario, sections without a run.</summary>
    public static IEnumerable<(string File, string Why)> Orphans(this Report report) => report.OrphanedSnapshots.Select(static path => (path, "no scenario belongs to this snapshot"))
        .Concat(report.Scenarios.SelectMany(static scenario => scenario.OrphanedSections.Select(section => (scenario.Verified ?? scenario.File, $"no run belongs to the section '{(section.Length == 0 ? "without a head" : section)}'"))));

    /// <summary>True where something makes the whole run fail.</summary>
    public static bool IsRed(this Report report) =>
        report.Broken is not null
        || report.StaleWaivers.Count > 0
        || report.Runs().Any(run => report.Rules.IsRed(run.Verdict) || report.Rules.IsRed(run.Snapshot))
        || (report.Rules.InCi && report.Summary.OrphanedSnapshots > 0);

    /// <summary>The worst verdict of a scenario's runs.</summary>
    public static Verdict Worst(this ReportedScenario scenario) => VerdictWords.Worst(scenario.Runs.Select(static run => run.Verdict));

    /// <summary>Protocol time inside all runs.</summary>
    public static TimeSpan ProtocolTime(this Report report) => TimeSpan.FromMilliseconds(report.Runs().Sum(static run => run.ProtocolMs));

    /// <summary>The most by which the harness was late in any run; null under the virtual clock.</summary>
    public static TimeSpan? Lateness(this Report report) =>
        report.Runs().Max(static run => run.LatenessMs) is { } late ? TimeSpan.FromMilliseconds(late) : null;
}
