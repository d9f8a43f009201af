using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>The page of a scenario.</summary>
internal static class ScenarioPage
{
    private const int MostDiffLines = 24;

    /// <summary>The page.</summary>
    public static Page Of(SuiteFacts facts, PassedScenario scenario)
    {
        var page = new PageWriter(SuitePages.OfScenario(scenario.Id), scenario.First.Title, scenario.Shown);
        var area = scenario.Area.Length > 0 ? page.Link(scenario.Area, SuitePages.OfArea(scenario.Area)) + " › " : "";
        page.Paragraph($"{page.Link("Protocol", SuitePages.Index)} › {area}{scenario.Id.Split('/')[^1]}");
        if (scenario.First.About is { } about)
        {
            page.Paragraph(Markdown.Text(about));
        }

        Stage(page, scenario.First);
        Decides(page, facts, scenario);
        page.Heading("What happens");
        page.Paragraph(Shown(scenario) + page.Link("How to read it", SuitePages.Index + "#how-to-read-a-diagram") + ".");
        page.Draw(DiagramBuilder.OfLines(scenario.Runs[0]));
        OtherRuns(page, scenario);
        Messages(page, scenario);
        Source(page, facts, scenario);
        return page.Done();
    }

    private static void Stage(PageWriter page, Scenario scenario)
    {
        page.Heading("Who takes part");
        page.List(StageWords.Of(scenario.Given, beginning => page.Link(beginning, $"{SuitePages.Beginnings}#{BeginningsPage.Anchor(beginning)}")));
    }

    private static void Decides(PageWriter page, SuiteFacts facts, PassedScenario scenario)
    {
        var requirements = ScenarioFacts.Decided(scenario).Select(facts.Requirement).OfType<Requirement>().ToList();
        if (requirements.Count == 0)
        {
            return;
        }

        page.Heading("What it decides");
        page.Table(
            ["requirement", "level", "what it demands", "source"],
            requirements.Select(one => new[] { page.Link(one.Id, SuitePages.OfRequirement(one.Id)), one.Level, Markdown.Text(one.Text), Markdown.Text(one.Source) }));
    }

    private static string Shown(PassedScenario scenario) => scenario.Runs.Count > 1
        ? $"One of {scenario.Runs.Count} runs, `{scenario.Runs[0].Label}`. "
        : scenario.First.Seeds > 1 ? $"The first of {scenario.First.Seeds} runs with different seeds. " : "";

    private static void OtherRuns(PageWriter page, PassedScenario scenario)
    {
        if (scenario.Runs.Count == 1)
        {
            return;
        }

        page.Heading("The other runs");
        var first = SnapshotText.Of(scenario.Runs[0].Transcript);
        var others = scenario.Runs.Skip(1).Select(other => (other.Label, Time: Durations.Format(other.Run.ProtocolTime), Diff: RunDifference.Between(first, SnapshotText.Of(other.Transcript)))).ToList();
        page.Table(
            ["run", "takes", "entries that differ from the one above"],
            others.Select(other => new[] { Markdown.Code(other.Label), other.Time, other.Diff.Count == 0 ? "none" : $"{other.Diff.Count(line => line[0] == '+')} come, {other.Diff.Count(line => line[0] == '-')} go" }));
        foreach (var other in others.Where(other => other.Diff.Count > 0))
        {
            var left = other.Diff.Count - MostDiffLines;
            var more = left > 0 ? $"\n… {left} more, in the scenario's .verified.txt" : "";
            page.Folded($"What differs with `{other.Label}`", "diff", string.Join('\n', other.Diff.Take(MostDiffLines)) + more);
        }
    }

    private static void Messages(PageWriter page, PassedScenario scenario)
    {
        var rows = ScenarioFacts.Messages(scenario).SelectMany(message =>
        {
            var name = $"{page.Link(Markdown.Code(message.Shape.Type), SuitePages.OfMessage(message.Shape.Type))} {FieldWords.Way(message.Direction)}";
            var fields = message.Shape.Fields.Select((field, i) => new[] { i == 0 ? name : "", Markdown.Code(field.Name), FieldWords.TypeOf(field), FieldWords.Needed(field), field.Meaning });
            return message.Shape.Fields.Count > 0 ? fields : [[name, "", "", "", "No members."]];
        }).ToList();
        if (rows.Count > 0)
        {
            page.Heading("Messages in it");
            page.Table(["message", "member", "type", "", "meaning"], rows);
        }
    }

    private static void Source(PageWriter page, SuiteFacts facts, PassedScenario scenario)
    {
        page.Heading("The scenario");
        page.Paragraph(facts.SuiteFolder is { } folder ? page.Link(Markdown.Code(scenario.Shown), $"{folder}/{scenario.Shown}") : Markdown.Code(scenario.Shown));
        page.Code("yaml", string.Join('\n', scenario.Text.Split('\n').SkipWhile(line => line.StartsWith('#'))));
    }
}
