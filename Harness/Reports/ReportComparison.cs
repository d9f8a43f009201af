using Harness.Engine;

namespace Harness.Reports;

/// <summary>A requirement with what each report says of it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Verdicts">The worst of its checks in each report; null where it was not checked.</param>
internal sealed record ComparedRequirement(string Id, IReadOnlyList<Verdict?> Verdicts)
{
    /// <summary>True when the reports do not agree.</summary>
    public bool Differs => Verdicts.Distinct().Count() > 1;
}

/// <summary>Where the transcripts of one run part ways first.</summary>
/// <param name="Run">Which run.</param>
/// <param name="Other">Number of the report that differs from the first.</param>
/// <param name="Line">From 1.</param>
/// <param name="Before">The last lines that they share.</param>
/// <param name="First">The first report's next line; null where its transcript has ended.</param>
/// <param name="Second">That of the other.</param>
internal sealed record Parting(string Run, int Other, int Line, IReadOnlyList<string> Before, string? First, string? Second);

/// <summary>Several reports, side by side.</summary>
/// <param name="Requirements">All that any of them checks, in the order of the suite.</param>
/// <param name="Partings">Of runs that the first and another have both played.</param>
/// <param name="Same">How many transcripts were the same throughout.</param>
internal sealed record ReportComparison(IReadOnlyList<ComparedRequirement> Requirements, IReadOnlyList<Parting> Partings, int Same)
{
    private const int Context = 2;

    /// <summary>Compares all with the first.</summary>
    public static ReportComparison Of(IReadOnlyList<Report> reports)
    {
        var ids = reports.SelectMany(static report => report.Requirements.Keys.Concat(report.Runs().SelectMany(static run => run.Checks).Select(static check => check.Requirement).OfType<string>())).Distinct(StringComparer.Ordinal);
        var worst = reports.Select(static report => report.Runs().SelectMany(static run => run.Checks).Where(static check => check.Requirement is not null)
            .GroupBy(static check => check.Requirement!, StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => VerdictWords.Worst(group.Select(static check => check.Verdict)), StringComparer.Ordinal)).ToList();
        var requirements = ids.Select(id => new ComparedRequirement(id, [.. worst.Select(known => known.TryGetValue(id, out var verdict) ? verdict : (Verdict?)null)]))
            .Where(static one => one.Verdicts.Any(static verdict => verdict is not null)).ToList();
        var pairs = Enumerable.Range(1, reports.Count - 1).SelectMany(other => Pairs(reports[0], reports[other]).Select(pair => (other, pair.First, pair.Second))).ToList();
        var partings = pairs.Select(static pair => PartingOf(pair.First, pair.Second, pair.other)).OfType<Parting>().ToList();
        return new ReportComparison(requirements, partings, pairs.Count - partings.Count);
    }

    private static IEnumerable<(ReportedRun First, ReportedRun Second)> Pairs(Report first, Report second)
    {
        var others = second.Runs().Where(WasPlayed).ToDictionary(static run => run.Id, StringComparer.Ordinal);
        return first.Runs().Where(run => WasPlayed(run) && others.ContainsKey(run.Id)).Select(run => (run, others[run.Id]));
    }

    private static bool WasPlayed(ReportedRun run) => run.Transcript.Length > 0;

    private static Parting? PartingOf(ReportedRun first, ReportedRun second, int other)
    {
        if (first.Transcript == second.Transcript)
        {
            return null;
        }

        var (a, b) = (Lines(first), Lines(second));
        var at = a.Zip(b).TakeWhile(static pair => pair.First == pair.Second).Count();
        return new Parting(first.Id, other, at + 1, a[Math.Max(0, at - Context)..at], at < a.Length ? a[at] : null, at < b.Length ? b[at] : null);
    }

    private static string[] Lines(ReportedRun run) => run.Transcript.TrimEnd('\n').Split('\n');
}
