using Harness.Engine;

namespace Harness.Reports.Html;

/// <summary>What somebody has to look at: what broke, what is stale, and every run that is not green, in a line each.</summary>
internal static class Findings
{
    // The list of runs has them all, with filters.
    private const int MostLines = 200;

    /// <summary>Writes the part.</summary>
    public static void Write(HtmlWriter page, Report report, IReadOnlyList<RunRow> runs)
    {
        page.Raw("<section id=\"findings\" aria-labelledby=\"findings-head\">\n<h2 id=\"findings-head\">What is not green</h2>\n");
        Whole(page, report);
        var odd = runs.Where(static row => !row.IsGreen && row.Run.Verdict != Verdict.Skip).OrderByDescending(static row => VerdictWords.Weight(row.Run.Verdict)).ToList();
        if (odd.Count > 0)
        {
            Runs(page, odd);
        }
        else
        {
            page.Raw("<p>Every run that was judged is green.</p>\n");
        }

        Skipped(page, runs);
        page.Raw("</section>\n");
    }

    private static void Whole(HtmlWriter page, Report report)
    {
        if (report.Broken is { } broken)
        {
            page.Line($"<h3>The suite ended early</h3>\n<pre class=\"message\">{broken}</pre>");
        }

        List(page, "Waivers that must be changed", report.StaleWaivers);
        List(page, "Snapshots that no scenario belongs to",
        [
            .. report.OrphanedSnapshots,
            .. report.Scenarios.SelectMany(static scenario => scenario.OrphanedSections.Select(section => $"{scenario.Verified}: no run belongs to the section '{(section.Length == 0 ? "without a head" : section)}'")),
        ]);
        List(page, "Snapshots that could not be written", [.. report.Scenarios.Select(static scenario => scenario.Note).OfType<string>()]);
    }

    private static void List(HtmlWriter page, string head, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        page.Write($"<h3>{head}</h3>\n<ul>");
        foreach (var line in lines)
        {
            page.Write($"<li class=\"message\">{line}</li>");
        }

        page.Raw("</ul>\n");
    }

    private static void Runs(HtmlWriter page, List<RunRow> odd)
    {
        page.Raw("<ul class=\"findings\">\n");
        foreach (var row in odd.Take(MostLines))
        {
            page.Raw("<li>");
            RunList.Badges(page, row);
            page.Line($" <a href=\"{row.Link}\">{row.Run.Id}</a> <span class=\"reason\">{RunList.Reason(row)}</span></li>");
        }

        page.Raw("</ul>\n");
        if (odd.Count > MostLines)
        {
            page.Line($"<p>… and {odd.Count - MostLines} more: the list of runs has them all.</p>");
        }
    }

    private static void Skipped(HtmlWriter page, IReadOnlyList<RunRow> runs)
    {
        var reasons = runs.Where(static row => row.Run.Verdict == Verdict.Skip).GroupBy(static row => row.Run.Reason).OrderByDescending(static group => group.Count()).ToList();
        if (reasons.Count == 0)
        {
            return;
        }

        page.Raw("<h3>Skipped</h3>\n<table><thead><tr><th scope=\"col\">runs</th><th scope=\"col\">why</th></tr></thead><tbody>\n");
        foreach (var reason in reasons)
        {
            page.Line($"<tr><td>{reason.Count()}</td><td>{reason.Key}</td></tr>");
        }

        page.Raw("</tbody></table>\n");
    }
}
