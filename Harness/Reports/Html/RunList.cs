using Harness.Transcripts;

namespace Harness.Reports.Html;

/// <summary>All runs, area by area: a line each, what went wrong inside it, and the filters above.</summary>
internal static class RunList
{
    /// <summary>Writes the part.</summary>
    public static void Write(HtmlWriter page, Report report, IReadOnlyList<RunRow> runs)
    {
        page.Raw("<section id=\"runs\" aria-labelledby=\"runs-head\" tabindex=\"-1\">\n<h2 id=\"runs-head\">Runs</h2>\n");
        Filters(page, runs);
        page.Raw("<noscript><p>Without scripts this page tells what failed and why; ladder diagrams and messages need scripts. The folder <code>transcripts</code> beside it has every run as text.</p></noscript>\n");
        var story = new RunStory(page, report);
        foreach (var area in runs.GroupBy(static row => row.Area))
        {
            page.Line($"<section class=\"area\" data-area=\"{area.Key}\" aria-label=\"{area.Key}\">\n<h3>{area.Key}</h3>\n<ul class=\"runs\">");
            foreach (var row in area)
            {
                Row(page, row, story);
            }

            page.Raw("</ul>\n</section>\n");
        }

        page.Raw("</section>\n");
    }

    /// <summary>The verdict of a run and, apart from it, what became of its snapshot.</summary>
    public static void Badges(HtmlWriter page, RunRow row)
    {
        Badge.Write(page, row.Run.Verdict);
        if (row.Drifted)
        {
            page.Raw(" ");
            Badge.Drift(page);
        }
        else if (row.Run.Snapshot == SnapshotState.New)
        {
            page.Raw(" ");
            Badge.Write(page, "new snapshot", "+");
        }
    }

    /// <summary>Why it has its verdict; of a run that only drifted, that.</summary>
    public static string Reason(RunRow row) =>
        row.Run.Reason.Length > 0 ? row.Run.Reason
        : row.Drifted ? $"met every line, but its transcript is not that of {row.Scenario.Verified ?? "its snapshot"} any more"
        : "";

    private static void Filters(HtmlWriter page, IReadOnlyList<RunRow> runs)
    {
        page.Raw("<form id=\"filters\" role=\"search\" aria-label=\"Filter the runs\" hidden>\n");
        page.Raw("<label class=\"find\">Find <input type=\"search\" name=\"q\" autocomplete=\"off\" placeholder=\"id, title, requirement, message\" aria-keyshortcuts=\"/\"></label>\n");
        page.Raw("<label>Area <select name=\"area\"><option value=\"\">all</option>");
        foreach (var area in runs.Select(static row => row.Area).Distinct(StringComparer.Ordinal))
        {
            page.Write($"<option>{area}</option>");
        }

        page.Raw("</select></label>\n<fieldset><legend>Verdict</legend>");
        foreach (var verdict in runs.Select(static row => row.Run.Verdict).Distinct().OrderByDescending(VerdictWords.Weight))
        {
            page.Write($"<label><input type=\"checkbox\" name=\"verdict\" value=\"{VerdictWords.Of(verdict)}\"> {VerdictWords.Of(verdict)}</label>");
        }

        page.Raw("</fieldset>\n<fieldset><legend>Only</legend><label><input type=\"checkbox\" name=\"odd\"> what is not green</label><label><input type=\"checkbox\" name=\"drift\"> drift</label></fieldset>\n");
        page.Raw("<button type=\"reset\">Show all</button>\n<p id=\"shown\" role=\"status\"></p>\n</form>\n");
    }

    private static void Row(HtmlWriter page, RunRow row, RunStory story)
    {
        var run = row.Run;
        var requirements = string.Join(' ', run.Checks.Select(static check => check.Requirement).OfType<string>().Concat(row.Scenario.Covers).Distinct(StringComparer.Ordinal));
        page.Write($"<li class=\"run\" id=\"run={row.Key}\" data-verdict=\"{VerdictWords.Of(run.Verdict)}\" data-odd=\"{(row.IsGreen ? "" : "yes")}\" data-drift=\"{(row.Drifted ? "yes" : "")}\" data-requirements=\"{requirements}\"><details data-run=\"{row.Number}\"><summary>");
        Badges(page, row);
        page.Write($" <span class=\"id\">{run.Id}</span> <span class=\"title\">{row.Scenario.Title}</span>");
        if (Reason(row) is { Length: > 0 } reason)
        {
            page.Write($" <span class=\"reason\">{reason}</span>");
        }

        page.Raw("</summary>\n<div class=\"body\">\n");
        story.Write(row);
        page.Raw("</div></details></li>\n");
    }
}
