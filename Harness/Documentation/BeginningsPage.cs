namespace Harness.Documentation;

/// <summary>How scenarios begin whose clients are somewhere already: played before their first line.</summary>
internal static class BeginningsPage
{
    /// <summary>The page.</summary>
    public static Page Of(SuiteFacts facts)
    {
        var page = new PageWriter(SuitePages.Beginnings, "Beginnings", "the scenarios");
        page.Paragraph(page.Link("Protocol", SuitePages.Index));
        page.Paragraph("A client may be somewhere when a scenario begins. This is how it came there; diagrams of scenarios leave it out.");
        foreach (var (beginning, passed) in Found(facts))
        {
            page.Heading(beginning);
            page.Paragraph("As played in " + page.Link(passed.Run.Scenario.Id, SuitePages.OfScenario(passed.Run.Scenario.Id)) + ".");
            page.Draw(DiagramBuilder.OfBeginning(passed, $"The beginning '{beginning}'"));
        }

        return page.Done();
    }

    /// <summary>The anchor that its heading gets.</summary>
    public static string Anchor(string beginning) => beginning.Replace(' ', '-');

    // Alone, so that nothing of another client is between.
    private static IEnumerable<(string Beginning, PassedRun Run)> Found(SuiteFacts facts) =>
        from passed in facts.Scenarios.Select(scenario => scenario.Runs[0])
        let clients = passed.Run.Scenario.Given.Clients
        where clients is [{ Is: not null }] && passed.Run.BeginningEntries > 0 && passed.Run.Scenario.Given.Server is { Switches.Count: 0, Profile: null }
        group passed by clients[0].Is! into same
        orderby same.Key
        select (same.Key, same.First());
}
