using Harness.Coverage;

namespace Harness.Documentation;

/// <summary>Every requirement, with the scenarios that decide it and the mutants that show that they would notice.</summary>
internal static class RequirementsPage
{
    /// <summary>The page.</summary>
    public static Page Of(SuiteFacts facts)
    {
        var page = new PageWriter(SuitePages.Requirements, "Requirements and their coverage", "the scenarios and their requirements");
        page.Paragraph(page.Link("Protocol", SuitePages.Index));
        page.Paragraph("Tier C is a MUST with a published source; tier X is a SHOULD, a MAY, or inferred, and only warns. "
            + "*covered*: a check decides it, and there is a client with that very fault to show that the check notices. *unproven*: there is no such client yet. "
            + "*open*: no scenario decides it.");
        page.Table(["", "requirements"], Enum.GetValues<CoverageState>().Select(state => new[] { Word(state), $"{facts.Coverage.Count(row => row.State == state)}" }));
        foreach (var area in facts.Coverage.GroupBy(row => row.Requirement.Area))
        {
            page.Heading(area.Key);
            page.Table(["requirement", "level", "what it demands", "coverage", "decided in", "mutants"], area.Select(row => Row(page, row)));
        }

        return page.Done();
    }

    /// <summary>The anchor of a requirement on the page.</summary>
    public static string Anchor(string id) => id.ToLowerInvariant();

    /// <summary>How far a requirement is covered, in a word.</summary>
    public static string Word(CoverageState state) => state.ToString().ToLowerInvariant();

    private static string[] Row(PageWriter page, RequirementCoverage row) =>
    [
        $"<a id=\"{Anchor(row.Requirement.Id)}\"></a>{row.Requirement.Id}",
        $"{row.Requirement.Level} ({row.Requirement.Tier})",
        $"{Markdown.Text(row.Requirement.Text)} *{Markdown.Text(row.Requirement.Source)}*",
        Word(row.State),
        string.Join(' ', row.Scenarios.Select(id => page.Link(id, SuitePages.OfScenario(id)))),
        string.Join(' ', row.Mutants.Select(one => Markdown.Code(one.Mutant.Name))),
    ];
}
