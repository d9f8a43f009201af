using Harness.Engine;
using Harness.Reports;

namespace Harness.Gates;

/// <summary>
/// A named, frozen list of checks. What is not in it is played and shown where its scenario is in it, but does not count: a scenario or
/// check that is added later never turns a client red that was green under this set.
/// </summary>
/// <param name="Name">E.g. <c>2026-11</c>.</param>
/// <param name="Checks">By scenario, the names of its checks as <see cref="CheckNames.FrozenIn"/> writes them.</param>
internal sealed record RequirementSet(string Name, IReadOnlyDictionary<string, IReadOnlySet<string>> Checks)
{
    /// <summary>Why a scenario is not played; null when it is.</summary>
    public string? WhyLeftOut(string scenario) => Checks.ContainsKey(scenario) ? null : $"not in the set {Name}";

    /// <summary>The run, judged by what is in the set.</summary>
    /// <param name="run">As it was judged.</param>
    /// <param name="scenario">Which scenario it is of.</param>
    /// <param name="known">All checks that the lines of the scenario can make today. What no line asks for (a bad frame, an
    /// unexpected one) is no check of a line, and counts under every set.</param>
    public ReportedRun Score(ReportedRun run, string scenario, IReadOnlySet<string> known)
    {
        if (run.Verdict is not (Verdict.Pass or Verdict.Warn or Verdict.Fail or Verdict.Inconclusive) || !Checks.TryGetValue(scenario, out var mine))
        {
            return run;
        }

        var checks = run.Checks.Select(check => mine.Contains(check.FrozenName()) || !known.Contains(check.FrozenName()) ? check : check with { NotScored = $"not in the set {Name}" }).ToList();
        var scored = checks.Where(static check => check.NotScored is null).ToList();
        var verdict = Verdicts.Of(scored.Select(static check => check.Verdict));
        return verdict == Verdict.Pass && WhyNotReached(checks, scored) is { } why
            ? run with { Checks = checks, Verdict = Verdict.Skip, Reason = why }
            : run with { Checks = checks, Verdict = verdict, Reason = ReportReasons.Of(scored, verdict) };
    }

    // A check outside the set that ended the run early says nothing about those behind it: neither red nor green.
    private string? WhyNotReached(IReadOnlyList<ReportedCheck> checks, List<ReportedCheck> scored)
    {
        if (scored.Count == 0 && checks.Count > 0)
        {
            return $"none of its checks is in the set {Name}";
        }

        var ended = checks.FirstOrDefault(static check => check is { NotScored: not null, Message: not null });
        return ended is not null && scored.Find(static check => check.Verdict == Verdict.Skip) is { } missed
            ? $"{missed.Name()} was not reached: {ended.Message} That is not in the set {Name}, but it ended the run."
            : null;
    }
}
