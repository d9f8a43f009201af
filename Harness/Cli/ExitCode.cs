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
    /// <param name="rules">What counts as a failure besides failures.</param>
    internal static int Of(Report report, ExitRules rules)
    {
        var summary = report.Summary;
        if (report.Broken is not null || summary.Error > 0)
        {
            return Broken;
        }

        var failed = summary.Fail + summary.UnexpectedPass + summary.Drift + report.StaleWaivers.Count
            + (rules.AllowInconclusive ? 0 : summary.Inconclusive)
            + (rules.AllowFlaky ? 0 : summary.Flaky)
            + (rules.FailOnWarn ? summary.Warn : 0)
            + (rules.InCi ? summary.NewSnapshots + summary.OrphanedSnapshots : 0);
        return failed > 0 ? Failed : report.Runs().Any(static run => run.Verdict is not (Verdict.Skip or Verdict.Inconclusive)) ? Good : NothingJudged;
    }
}

/// <summary>What counts as a failure besides failures.</summary>
internal sealed record ExitRules
{
    /// <summary>In CI a missing or an orphaned snapshot is one.</summary>
    public bool InCi { get; init; }

    /// <summary>A run that could not be judged is none.</summary>
    public bool AllowInconclusive { get; init; }

    /// <summary>A run that passed only on a retry is none.</summary>
    public bool AllowFlaky { get; init; }

    /// <summary>A broken SHOULD, or an advisory row, is one.</summary>
    public bool FailOnWarn { get; init; }
}
