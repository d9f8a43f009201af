using Harness.Engine;
using Harness.Reports;

namespace Harness.Cli;

/// <summary>What <c>conformance</c> ends with. The worst wins, in the order <see cref="Usage"/>, <see cref="Broken"/>, <see cref="Failed"/>, <see cref="NothingJudged"/>.</summary>
public static class ExitCode
{
    /// <summary>All good.</summary>
    public const int Good = 0;

    /// <summary>A failure, drift, an unexpected pass, a waiver that is stale or expired, flaky and inconclusive unless that is allowed; in CI also a missing or orphaned snapshot.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or mistakes in scenario files: nothing was played.</summary>
    public const int Usage = 2;

    /// <summary>Harness, fake or driver broke.</summary>
    public const int Broken = 3;

    /// <summary>Nothing was judged: an empty selection, or everything was skipped or inconclusive.</summary>
    public const int NothingJudged = 4;

    /// <summary>The code for a report.</summary>
    /// <param name="report">What was found out.</param>
    internal static int Of(Report report)
    {
        var (summary, rules) = (report.Summary, report.Rules);
        if (report.Broken is not null || summary.Error > 0)
        {
            return Broken;
        }

        var isRed = report.StaleWaivers.Count > 0
            || report.Runs().Any(run => rules.IsRed(run.Verdict) || rules.IsRed(run.Snapshot))
            || (rules.InCi && summary.OrphanedSnapshots > 0);
        return isRed ? Failed : report.Runs().Any(static run => run.Verdict is not (Verdict.Skip or Verdict.Inconclusive)) ? Good : NothingJudged;
    }
}
