using Harness.Engine;
using Harness.Reports;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary>What <c>conformance</c> ends with. The worst wins, in the order <see cref="Usage"/>, <see cref="Broken"/>, <see cref="Failed"/>, <see cref="NothingJudged"/>.</summary>
public static class ExitCode
{
    /// <summary>All good.</summary>
    public const int Good = 0;

    /// <summary>A failure, drift, an unexpected pass, inconclusive unless that is allowed; in CI also a missing or orphaned snapshot.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, or mistakes in scenario files: nothing was played.</summary>
    public const int Usage = 2;

    /// <summary>Harness, fake or driver broke.</summary>
    public const int Broken = 3;

    /// <summary>Nothing was judged: an empty selection, or everything was skipped or inconclusive.</summary>
    public const int NothingJudged = 4;

    /// <summary>The code for what was found out.</summary>
    /// <param name="outcome">What was found out.</param>
    /// <param name="inCi">True in CI, where a missing or an orphaned snapshot is a failure.</param>
    /// <param name="allowInconclusive">True where a run that could not be judged is no failure.</param>
    public static int Of(SuiteOutcome outcome, bool inCi, bool allowInconclusive = false)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome.Broken is not null || outcome.Count(Verdict.Error) > 0)
        {
            return Broken;
        }

        var failed = outcome.Count(Verdict.Fail) + outcome.Count(Verdict.UnexpectedPass) + outcome.Count(SnapshotState.Drift);
        if (!allowInconclusive)
        {
            failed += outcome.Count(Verdict.Inconclusive);
        }

        if (inCi)
        {
            failed += outcome.Count(SnapshotState.New) + outcome.Orphans;
        }

        return failed > 0 ? Failed : outcome.Runs.Any(played => played.Run.Verdict is not (Verdict.Skip or Verdict.Inconclusive)) ? Good : NothingJudged;
    }
}
