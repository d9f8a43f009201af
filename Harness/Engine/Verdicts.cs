namespace Harness.Engine;

/// <summary>Sums up verdicts.</summary>
public static class Verdicts
{
    /// <summary>The verdict of a run from those of its checks: a failure beats a warning, a warning a pass.</summary>
    public static Verdict Of(IEnumerable<Verdict> checks)
    {
        var worst = Verdict.Pass;
        foreach (var verdict in checks)
        {
            if (verdict == Verdict.Fail)
            {
                return Verdict.Fail;
            }

            worst = verdict == Verdict.Warn ? Verdict.Warn : worst;
        }

        return worst;
    }
}
