using Harness.Engine;

namespace Harness.Reports.Html;

/// <summary>All requirements of the suite, area by area, with what became of them here.</summary>
internal static class RequirementMatrix
{
    /// <summary>Writes the part.</summary>
    public static void Write(HtmlWriter page, Report report, IReadOnlyList<RunRow> runs)
    {
        var checks = runs.SelectMany(static row => row.Run.Checks.Select(check => (Row: row, Check: check))).Where(static one => one.Check.Requirement is not null)
            .ToLookup(static one => one.Check.Requirement!, StringComparer.Ordinal);
        page.Raw("<section id=\"requirements\" aria-labelledby=\"requirements-head\">\n<h2 id=\"requirements-head\">Requirements</h2>\n");
        page.Line($"<p>{report.Requirements.Keys.Count(checks.Contains)} of {report.Requirements.Count} requirements are checked by what was selected here. The verdict is the worst of all checks that count; <em>not covered here</em> means that no selected scenario checks it, <em>skip</em> that one does and was not played as far.</p>");
        page.Raw("<div class=\"wide\" role=\"region\" aria-labelledby=\"requirements-head\" tabindex=\"0\"><table class=\"matrix\"><thead><tr><th scope=\"col\">Requirement</th><th scope=\"col\">Verdict</th><th scope=\"col\">Level</th><th scope=\"col\">What it demands</th><th scope=\"col\">Checked by</th></tr></thead>\n");
        foreach (var area in report.Requirements.GroupBy(static requirement => requirement.Key.Split('-')[0]))
        {
            page.Line($"<tbody><tr class=\"area\"><th scope=\"rowgroup\" colspan=\"5\">{area.Key}</th></tr>");
            foreach (var (id, requirement) in area)
            {
                Row(page, id, requirement, [.. checks[id]]);
            }

            page.Raw("</tbody>\n");
        }

        page.Raw("</table></div>\n</section>\n");
    }

    private static void Row(HtmlWriter page, string id, ReportedRequirement requirement, List<(RunRow Row, ReportedCheck Check)> checks)
    {
        page.Write($"<tr id=\"requirement={id}\"><th scope=\"row\">{id}</th><td>");
        var scored = checks.Where(static one => one.Check.NotScored is null).ToList();
        if (checks.Count == 0)
        {
            Badge.Write(page, "not covered here", "○");
        }
        else if (scored.Count == 0)
        {
            Badge.Write(page, "not scored", "○");
        }
        else
        {
            Badge.Write(page, VerdictWords.Worst(scored.Select(static one => one.Check.Verdict)));
        }

        page.Write($"</td><td>{requirement.Level}</td><td>");
        Prose.Write(page, requirement.Text);
        page.Write($" <span class=\"source\">{requirement.Source}{(requirement.Tier == "X" ? "; inferred, advisory" : "")}</span></td><td>");
        Scenarios(page, checks);
        page.Raw("</td></tr>\n");
    }

    // A scenario once, with the worst that any of its runs says, leading to the run that says it.
    private static void Scenarios(HtmlWriter page, List<(RunRow Row, ReportedCheck Check)> checks)
    {
        foreach (var (at, scenario) in checks.GroupBy(static one => one.Row.Scenario.Id).Index())
        {
            var worst = scenario.MaxBy(static one => VerdictWords.Weight(one.Check.Verdict));
            page.Write($"{(at > 0 ? ", " : "")}<a href=\"{worst.Row.Link}\">{scenario.Key}</a>");
            if (worst.Check.Verdict != Verdict.Pass)
            {
                page.Write($" ({VerdictWords.Of(worst.Check.Verdict)})");
            }

            if (worst.Check.NotScored is { } why)
            {
                page.Write($" (not scored: {why})");
            }
        }
    }
}
