using FakeDialStack.Protocol;
using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>The codes of the <c>error</c> message.</summary>
internal static class ErrorsPage
{
    /// <summary>The page.</summary>
    public static Page Of(SuiteFacts facts)
    {
        var seen = (from scenario in facts.Scenarios
                    from passed in scenario.Runs
                    from entry in passed.Run.Transcript
                    where entry is { Kind: EntryKind.Message, From: "server", Name: "error" }
                    select (Code: entry.Fields["code"]?.ToString() ?? "", scenario.Id)).Distinct().ToLookup(pair => pair.Code, pair => pair.Id, StringComparer.Ordinal);
        var page = new PageWriter(SuitePages.Errors, "Error codes", "the catalogue of messages");
        page.Paragraph($"{page.Link("Protocol", SuitePages.Index)} › {page.Link("Messages", SuitePages.Messages)}");
        page.Paragraph($"What {page.Link("`error`", SuitePages.OfMessage("error"))} carries as `code`. The list is open: a client tolerates codes that it does not know.");
        page.Table(
            ["code", "fatal", "when", "what a client does", "seen in"],
            ErrorCodeInfo.All.Select(one => new[]
            {
                $"<a id=\"{one.Code}\"></a>{Markdown.Code(one.Code)}", one.Fatal, one.Meaning, one.Reaction,
                string.Join(' ', seen[one.Code].Select(id => page.Link(id, SuitePages.OfScenario(id)))),
            }));
        return page.Done();
    }
}
