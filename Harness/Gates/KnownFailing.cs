using Harness.Engine;
using Harness.Reports;

namespace Harness.Gates;

/// <summary>
/// The known-failing list of a client, held against what it does. A failure that a waiver expects is <c>known-failing</c>; one that differs, or
/// whose waiver has expired, stays a failure; a waived check that passes is an unexpected pass. Each says which line of the list to change.
/// </summary>
/// <param name="waivers">In the order of the file.</param>
/// <param name="today">The day on which the suite is played.</param>
/// <param name="isWhole">False where only one run of a scenario is played.</param>
internal sealed class KnownFailing(IReadOnlyList<Waiver> waivers, DateOnly today, bool isWhole = true)
{
    private readonly List<string> _stale = [];
    private readonly HashSet<Waiver> _used = [];

    /// <summary>What must be changed in the list, each with its place.</summary>
    public IReadOnlyList<string> Stale => [.. _stale.Distinct(StringComparer.Ordinal).OrderBy(static line => line, PlaceOrder.Instance)];

    /// <summary>The same list, with nothing judged yet.</summary>
    public KnownFailing Afresh() => new(waivers, today, isWhole);

    /// <summary>The scenario, judged with its waivers.</summary>
    public ReportedScenario Apply(ReportedScenario scenario)
    {
        var mine = waivers.Where(waiver => waiver.IsAbout(scenario.Id)).ToList();
        if (mine.Count == 0)
        {
            return scenario;
        }

        var runs = scenario.Runs.Select(run => Excuse(run, [.. mine.Where(waiver => waiver.IsAbout(scenario.Id, run))])).ToList();
        foreach (var waiver in mine)
        {
            runs = Doubt(scenario.Id, runs, waiver);
        }

        return scenario with { Runs = runs };
    }

    private ReportedRun Excuse(ReportedRun run, List<Waiver> mine)
    {
        if (run.Verdict is not (Verdict.Fail or Verdict.Warn or Verdict.Inconclusive))
        {
            return run;
        }

        var checks = run.Checks.Select(check => IsFailing(check) ? Excuse(check, [.. mine.Where(waiver => waiver.IsAbout(check))]) : check).ToList();
        var verdict = Verdicts.Of(checks.Where(static check => check.NotScored is null).Select(static check => check.Verdict));
        if (verdict == Verdict.Pass && run.Retried.FirstOrDefault(attempt => !mine.Exists(waiver => waiver.Expects.Any(expected => FailureMask.Fits(expected, attempt)))) is { } before)
        {
            return run with { Checks = checks, Verdict = Verdict.Flaky, Reason = $"known to fail at attempt {run.Retried.Count + 1}, but an attempt before failed otherwise: {before}" };
        }

        return checks.Find(static check => check.Verdict == Verdict.KnownFailing) is { } known && verdict == Verdict.Pass
            ? run with { Checks = checks, Verdict = Verdict.KnownFailing, Reason = known.Waiver! }
            : run with { Checks = checks, Verdict = verdict, Reason = verdict == run.Verdict ? run.Reason : ReportReasons.Of(checks, verdict) };
    }

    private ReportedCheck Excuse(ReportedCheck check, List<Waiver> about)
    {
        if (about.Find(waiver => waiver.Expires >= today && waiver.Expected(check)) is { } fitting)
        {
            _used.Add(fitting);
            return check with { Verdict = Verdict.KnownFailing, Waiver = fitting.Words };
        }

        return about.FirstOrDefault() is { } other
            ? check with { Waiver = other.Expires < today ? Expired(other) : $"{other.At}: this waiver expects another failure (\"{other.Expects[0]}\"): mend the new one, or change what the waiver expects" }
            : check;
    }

    // A waiver has done its work where something that it is about fails, as it says or otherwise.
    private List<ReportedRun> Doubt(string scenario, List<ReportedRun> runs, Waiver waiver)
    {
        var about = runs.Where(run => waiver.IsAbout(scenario, run)).ToList();
        if (about.Count == 0)
        {
            // A part of the runs, another seed, or a run that did not come to its race says nothing about names.
            if (!isWhole || waiver.Scenario.Contains("[seed ", StringComparison.Ordinal) || runs.Exists(static run => run.Verdict is Verdict.Skip or Verdict.Error))
            {
                return runs;
            }

            _stale.Add($"{waiver.At}: no run is called {waiver.Scenario}: delete this waiver, or mend its name");
            return runs;
        }

        if (waiver.Expires < today)
        {
            _stale.Add(Expired(waiver));
        }

        var judged = about.Where(static run => run.Verdict is not (Verdict.Skip or Verdict.Error or Verdict.Inconclusive)).ToList();
        var checks = judged.SelectMany(static run => run.Checks).Where(check => waiver.IsAbout(check) && check.Verdict is not (Verdict.Skip or Verdict.Inconclusive)).ToList();
        if (judged.Count == 0 || _used.Contains(waiver) || checks.Exists(static check => check.Message is not null && check.Verdict != Verdict.KnownFailing) || (waiver is { Check: not null, IsOfLine: true } && checks.Count == 0))
        {
            return runs;
        }

        var words = checks.Exists(static check => check.Verdict == Verdict.KnownFailing)
            ? $"{waiver.At}: another waiver of {waiver.Subject} has the failure, and this one excuses nothing: delete this waiver"
            : $"{waiver.At}: {waiver.Subject} passes now: delete this waiver";
        _stale.Add(words);
        return [.. runs.Select(run => judged.Contains(run) && run.Verdict is Verdict.Pass or Verdict.Warn ? Surprise(run, waiver, words) : run)];
    }

    private static ReportedRun Surprise(ReportedRun run, Waiver waiver, string words) => run with
    {
        Verdict = Verdict.UnexpectedPass,
        Reason = words,
        Checks = [.. run.Checks.Select(check => waiver.Check is not null && waiver.IsAbout(check) && check.Verdict == Verdict.Pass ? check with { Verdict = Verdict.UnexpectedPass, Waiver = words } : check)],
    };

    private static bool IsFailing(ReportedCheck check) => check is { NotScored: null, Verdict: Verdict.Fail or Verdict.Warn };

    private static string Expired(Waiver waiver) =>
        $"{waiver.At}: the waiver of {waiver.Subject} expired on {waiver.Expires:yyyy-MM-dd}: mend the client and delete it, or renew 'expires'";
}
