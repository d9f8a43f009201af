namespace Harness.Documentation;

/// <summary>The list of an area's scenarios.</summary>
internal static class AreaPage
{
    /// <summary>The page.</summary>
    public static IEnumerable<Page> Of(SuiteFacts facts, string area, IReadOnlyList<PassedScenario> scenarios)
    {
        var path = SuitePages.OfArea(area);
        var page = new PageWriter(path, area.Length > 0 ? $"Scenarios: {area}" : "Scenarios", "the scenarios beside it");
        page.Paragraph(page.Link("Protocol", SuitePages.Index));
        page.Table(
            ["scenario", "what happens", "decides"],
            scenarios.Select(scenario => new[]
            {
                page.Link(scenario.Id.Split('/')[^1], SuitePages.OfScenario(scenario.Id)),
                Markdown.Text(scenario.First.Title),
                string.Join(' ', ScenarioFacts.Decided(scenario).Select(id => facts.Requirement(id) is null ? id : page.Link(id, SuitePages.OfRequirement(id)))),
            }));
        page.List(facts.LeftOut.Where(left => left.Id.StartsWith(area + "/", StringComparison.Ordinal)).Select(left => $"{left.Id} has no page: {Markdown.Text(left.Why)}."));
        return [page.Done()];
    }
}
