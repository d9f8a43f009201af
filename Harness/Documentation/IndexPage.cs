using Harness.Coverage;

namespace Harness.Documentation;

/// <summary>The page that everything starts from.</summary>
internal static class IndexPage
{
    /// <summary>The page.</summary>
    public static Page Of(SuiteFacts facts)
    {
        var page = new PageWriter(SuitePages.Index, "The softphone protocol, by its scenarios", "the scenarios");
        var covered = facts.Coverage.Count(row => row.State == CoverageState.Covered);
        page.Paragraph("Every diagram on these pages was drawn from a run of a scenario that passed: what you see has happened, message by message, "
            + "between the reference client and the fake server. Facts come from the protocol's published sources; what is inferred is marked `inf` at its requirement.");
        page.List(
        [
            $"{page.Link("Messages", SuitePages.Messages)}: every message with its members, an example, and where it occurs; {page.Link("error codes", SuitePages.Errors)}",
            $"{page.Link("Requirements", SuitePages.Requirements)}: {covered} of {facts.Coverage.Count} are covered by a scenario that would notice their violation",
            $"{page.Link("Beginnings", SuitePages.Beginnings)}: how a client comes to be connected, or in a call, before a scenario starts",
        ]);
        page.Heading("Scenarios");
        foreach (var area in facts.Scenarios.GroupBy(scenario => scenario.Area))
        {
            page.SubHeading(page.Link(area.Key.Length > 0 ? area.Key : "scenarios", SuitePages.OfArea(area.Key)));
            page.List(area.Select(one => page.Link(Markdown.Text(one.First.Title), SuitePages.OfScenario(one.Id))));
        }

        page.Heading("How to read a diagram");
        page.List(
        [
            "Each arrow is one entry of the transcript, in order: what the app asks of the client, what client and server send, what the far end signals in SIP's words.",
            "`✓ HOLD-01 within 1s` under an arrow: this is what the scenario demands of it, and the requirement that is decided by it. `✗ never`: this must not happen from here on.",
            "A dashed arrow with `⇒`: the scenario makes the server send it; by itself it would not have.",
            "An arrow that ends in a cross: a rule of the scenario took the message; nobody handled it.",
            "Tinted notes: `⚡` is a fault of the network; the other one tells the server to behave differently from here on.",
            "`⋯` is time that passes. Between arrows without such a note none does.",
            "Names such as `<call 1>` stand for values that are other in each run; the same name is the same value.",
        ]);
        return page.Done();
    }
}
