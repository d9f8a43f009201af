using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>Workflow commands that a GitHub job shows at the line of the file: <c>::error file=…,line=…::…</c>.</summary>
internal static class GitHubAnnotations
{
    // GitHub shows ten of a kind for each step; the last place is left for what the others are.
    private const int Most = 9;

    /// <summary>One for each failing check, the worst first, and one that counts the rest.</summary>
    public static IEnumerable<string> Of(Report report)
    {
        var all = Whole(report).Concat(report.Scenarios.SelectMany(scenario => scenario.Runs.SelectMany(run => Run(report, scenario, run)))).ToList();
        foreach (var (level, lines) in all.GroupBy(static one => one.Level, static one => one.Text).Select(static group => (group.Key, group.ToList())))
        {
            foreach (var line in lines.Take(Most))
            {
                yield return line;
            }

            if (lines.Count > Most)
            {
                yield return $"::{level} title=conformance::{lines.Count - Most} more; the report has them all";
            }
        }
    }

    private static IEnumerable<(string Level, string Text)> Whole(Report report)
    {
        if (report.Broken is { } broken)
        {
            yield return One("error", null, null, null, "the suite broke", broken);
        }

        foreach (var (file, why) in report.Rules.InCi ? report.Orphans() : [])
        {
            yield return One("error", file, "1", null, "orphaned snapshot", why);
        }

        foreach (var stale in report.StaleWaivers)
        {
            yield return stale.Split(':', 4) is [var file, var line, var column, var words]
                ? One("error", file, line, column, "known-failing list", words.Trim())
                : One("error", null, null, null, "known-failing list", stale);
        }
    }

    private static IEnumerable<(string Level, string Text)> Run(Report report, ReportedScenario scenario, ReportedRun run)
    {
        if (run.Verdict is Verdict.Error or Verdict.UnexpectedPass or Verdict.Flaky or Verdict.Inconclusive)
        {
            yield return One(report.Rules.IsRed(run.Verdict) ? "error" : "warning", scenario.File, "1", null, $"{VerdictWords.Of(run.Verdict)}: {run.Id}", run.Reason);
        }

        foreach (var check in run.Checks.Where(static check => check is { Message: not null, NotScored: null, Verdict: Verdict.Fail or Verdict.Warn }))
        {
            var id = check.Requirement is { } requirement ? requirement + ": " : "";
            yield return One(
                report.Rules.IsRed(check.Verdict) ? "error" : "warning", check.File ?? scenario.File, Text(check.Line) ?? "1", Text(check.Column), $"{VerdictWords.Of(check.Verdict)}: {run.Id}", $"{id}{check.Message}");
        }

        if (report.Rules.IsRed(run.Snapshot))
        {
            yield return One("error", scenario.File, "1", null, $"{VerdictWords.Of(run.Snapshot)}: {run.Id}", run.Snapshot == SnapshotState.Drift ? $"the transcript differs from {scenario.Verified}" : "there is no verified snapshot");
        }
    }

    private static (string Level, string Text) One(string level, string? file, string? line, string? column, string title, string words)
    {
        var properties = new[] { ("file", file), ("line", line), ("col", column), ("title", title) }
            .Where(static pair => pair.Item2 is not null).Select(static pair => $"{pair.Item1}={Property(pair.Item2!)}");
        return (level, $"::{level} {string.Join(',', properties)}::{Data(words)}");
    }

    private static string? Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
