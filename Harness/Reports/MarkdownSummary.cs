using System.Globalization;
using System.Text;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>Writes <c>summary.md</c>, for the page of a CI job.</summary>
internal static class MarkdownSummary
{
    /// <summary>The file's name.</summary>
    public const string FileName = "summary.md";

    // A job's page has a limit of its own; the other reports have everything.
    private const int MostStories = 20;
    private const int MostRows = 200;

    /// <summary>The summary.</summary>
    public static string Write(Report report)
    {
        var text = new StringBuilder();
        text.Append("## Conformance of ").Append(Code(report.Client)).Append("\n\n");
        text.Append(!report.IsRed() ? "✅ " : "❌ ").Append(Inline(report.Summary.Words()));
        if (report.SnapshotWords() is { Length: > 0 } snapshots)
        {
            text.Append(" · snapshots: ").Append(snapshots);
        }

        text.Append('\n').Append(Settings(report)).Append('\n');
        Whole(report, text);
        NotGreen(report, text);
        Areas(report, text);
        Skipped(report, text);
        return text.ToString();
    }

    private static string Settings(Report report)
    {
        var facts = new List<string> { $"{report.Clock} clock", $"seed {report.Seed.ToString(CultureInfo.InvariantCulture)}" };
        facts.AddRange(new[] { ("profile", report.Profile), ("shard", report.Shard), ("set", report.Set) }.Where(static fact => fact.Item2 is not null).Select(static fact => $"{fact.Item1} {fact.Item2}"));
        facts.Add($"{Durations.Format(TimeSpan.FromSeconds(Math.Round(report.ProtocolTime().TotalSeconds)))} of protocol time");
        return $"\n{string.Join(" · ", facts)}\n";
    }

    private static void Whole(Report report, StringBuilder text)
    {
        foreach (var line in new[] { report.Broken }.OfType<string>().Concat(report.StaleWaivers).Concat(report.Orphans().Select(static orphan => $"{orphan.File}: {orphan.Why}")))
        {
            text.Append("- ").Append(Inline(line.Split('\n')[0])).Append('\n');
        }
    }

    private static void NotGreen(Report report, StringBuilder text)
    {
        var runs = report.Scenarios.SelectMany(static scenario => scenario.Runs.Select(run => (Scenario: scenario, Run: run)))
            .Where(static one => one.Run.Verdict is not (Verdict.Pass or Verdict.Skip) || one.Run.Snapshot == SnapshotState.Drift)
            .OrderByDescending(static one => VerdictWords.Weight(one.Run.Verdict)).ToList();
        if (runs.Count == 0)
        {
            return;
        }

        text.Append("\n### Not green\n\n| verdict | run | what |\n|---|---|---|\n");
        foreach (var (_, run) in runs.Take(MostRows))
        {
            var word = run.Snapshot == SnapshotState.Drift ? run.Verdict == Verdict.Pass ? "drift" : $"{VerdictWords.Of(run.Verdict)}, drift" : VerdictWords.Of(run.Verdict);
            text.Append("| ").Append(word).Append(" | ").Append(Code(run.Id)).Append(" | ").Append(Cell(run.Reason)).Append(" |\n");
        }

        Rest(runs.Count - MostRows, "run", text);
        foreach (var (scenario, run) in runs.Where(static one => one.Run.Verdict is not (Verdict.KnownFailing or Verdict.Flaky)).Take(MostStories))
        {
            var story = run.Verdict == Verdict.Pass ? "" : StoryText.Of(report, scenario, run);
            var drift = run.Snapshot == SnapshotState.Drift && run.Verdict != Verdict.Fail ? StoryText.OfDrift(scenario, run) : "";
            text.Append("\n<details><summary>").Append(Html(run.Id)).Append("</summary>\n\n").Append(Fenced(string.Join("\n\n", new[] { story, drift }.Where(static part => part.Length > 0)))).Append("\n</details>\n");
        }
    }

    private static void Areas(Report report, StringBuilder text)
    {
        Verdict[] columns = [.. Enum.GetValues<Verdict>().Where(verdict => report.Summary.Of(verdict) > 0 || verdict is Verdict.Pass or Verdict.Fail)];
        text.Append("\n### Areas\n\n| area | ").Append(string.Join(" | ", columns.Select(VerdictWords.Of))).Append(" |\n|---|").Append(string.Concat(columns.Select(static _ => "---:|"))).Append('\n');
        foreach (var area in report.Scenarios.GroupBy(static scenario => scenario.Id.Split('/')[0]))
        {
            var counts = columns.Select(verdict => area.Sum(scenario => scenario.Runs.Count(run => run.Verdict == verdict)));
            text.Append("| ").Append(area.Key).Append(" | ").Append(string.Join(" | ", counts)).Append(" |\n");
        }
    }

    private static void Skipped(Report report, StringBuilder text)
    {
        var reasons = report.Runs().Where(static run => run.Verdict == Verdict.Skip).GroupBy(static run => run.Reason).OrderByDescending(static group => group.Count()).ToList();
        if (reasons.Count == 0)
        {
            return;
        }

        text.Append("\n### Skipped\n\n| runs | why |\n|---:|---|\n");
        foreach (var reason in reasons.Take(MostRows))
        {
            text.Append("| ").Append(reason.Count()).Append(" | ").Append(Cell(reason.Key)).Append(" |\n");
        }

        Rest(reasons.Count - MostRows, "reason", text);
    }

    private static void Rest(int count, string what, StringBuilder text)
    {
        if (count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n… and {count} more {what}{(count == 1 ? "" : "s")}; the report has them all.\n");
        }
    }

    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {Line(text)} ``" : $"`{Line(text)}`".Replace("|", "\\|", StringComparison.Ordinal);

    private static string Cell(string text) => Inline(Line(text)).Replace("|", "\\|", StringComparison.Ordinal);

    // Names such as <call 1> would be taken for HTML.
    private static string Inline(string text) => Html(text).Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal);

    private static string Html(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static string Fenced(string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}text\n{text}\n{fence}\n";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
