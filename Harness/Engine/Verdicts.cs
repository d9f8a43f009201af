namespace Harness.Engine;

/// <summary>Sums up verdicts.</summary>
public static class Verdicts
{
    /// <summary>
    /// The verdict of a run from those of its checks: a failure is certain and beats everything; what could not be told
    /// beats a warning, and a warning a pass.
    /// </summary>
    public static Verdict Of(IEnumerable<Verdict> checks)
    {
        var found = checks.ToHashSet();
        Verdict[] fromWorst = [Verdict.Fail, Verdict.Inconclusive, Verdict.Warn];
        return fromWorst.Where(found.Contains).Append(Verdict.Pass).First();
    }
}
