using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDialStack.Protocol;
using Harness.Coverage;

namespace Harness.Documentation;

/// <summary>The catalogue of messages: a list, and a page for each type.</summary>
internal static class MessagePages
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The list.</summary>
    public static Page List(MessageUses uses)
    {
        var page = new PageWriter(SuitePages.Messages, "Messages", "the catalogue of messages");
        page.Paragraph(page.Link("Protocol", SuitePages.Index));
        page.Paragraph("Text frames over the WebSocket at `/v1/webrtc`, subprotocol `dialstack.webrtc.v1`: one JSON object each, told apart by `type`. "
            + "Members that nobody knows are to be ignored, and an optional one may be absent or null.");
        foreach (var direction in Enum.GetValues<Direction>())
        {
            page.Heading(Way(direction));
            page.Table(
                ["message", "what it is for", "in scenarios"],
                Of(direction).Select(shape => new[] { page.Link(Markdown.Code(shape.Type), SuitePages.OfMessage(shape.Type)), shape.Meaning, $"{uses.Seen(direction, shape.Type).Count}" }));
        }

        return page.Done();
    }

    /// <summary>A page for each type; one that both sides send has both on it.</summary>
    public static IEnumerable<Page> All(SuiteFacts facts, MessageUses uses)
    {
        var types = MessageCatalogue.ClientToServer.Concat(MessageCatalogue.ServerToClient).Select(shape => shape.Type).Distinct(StringComparer.Ordinal);
        foreach (var type in types)
        {
            var page = new PageWriter(SuitePages.OfMessage(type), type, "the catalogue of messages and the scenarios");
            page.Paragraph($"{page.Link("Protocol", SuitePages.Index)} › {page.Link("Messages", SuitePages.Messages)} › {Markdown.Code(type)}");
            foreach (var direction in Enum.GetValues<Direction>())
            {
                if (MessageCatalogue.Find(direction, type) is { } shape)
                {
                    One(page, facts, uses, direction, shape);
                }
            }

            yield return page.Done();
        }
    }

    private static void One(PageWriter page, SuiteFacts facts, MessageUses uses, Direction direction, MessageShape shape)
    {
        page.Heading(Way(direction));
        page.Paragraph(shape.Meaning);
        page.Table(
            ["member", "type", "", "meaning"],
            MessageParts.All(shape.Fields).Select(pair => new[] { Markdown.Code(pair.Name), FieldWords.TypeOf(pair.Field), FieldWords.Needed(pair.Field), pair.Field.Meaning }));
        page.List(Answers(page, shape));
        Example(page, uses, direction, shape);
        Uses(page, facts, uses, direction, shape);
    }

    private static IEnumerable<string> Answers(PageWriter page, MessageShape shape)
    {
        if (shape.Replies.Count > 0)
        {
            yield return "Answered by " + string.Join(", ", shape.Replies.Select(type => page.Link(Markdown.Code(type), SuitePages.OfMessage(type))));
        }

        if (shape.Errors.Count > 0)
        {
            yield return "Refused with " + string.Join(", ", shape.Errors.Select(code => page.Link(Markdown.Code(code), $"{SuitePages.Errors}#{code}")));
        }
    }

    private static void Example(PageWriter page, MessageUses uses, Direction direction, MessageShape shape)
    {
        if (uses.Example(direction, shape.Type) is not var (run, entry))
        {
            page.Paragraph("No scenario has it yet.");
            return;
        }

        var example = new JsonObject { ["type"] = shape.Type };
        foreach (var (name, value) in ScrubbedFields.Of(run.Transcript, entry))
        {
            example[name] = value?.DeepClone();
        }

        var injected = entry.Injected ? ", where the scenario makes the server send it" : "";
        page.Paragraph($"As sent in {page.Link(run.Run.Scenario.Id, SuitePages.OfScenario(run.Run.Scenario.Id))}{injected}; ids, tokens, times and descriptions have names instead:");
        page.Code("json", example.ToJsonString(s_indented));
    }

    private static void Uses(PageWriter page, SuiteFacts facts, MessageUses uses, Direction direction, MessageShape shape)
    {
        var (named, seen) = (uses.Named(direction, shape.Type), uses.Seen(direction, shape.Type));
        if (seen.Count > 0)
        {
            var links = string.Join(", ", named.Select(id => page.Link(id, SuitePages.OfScenario(id))));
            page.Paragraph($"It comes in {seen.Count} {(seen.Count == 1 ? "scenario" : "scenarios")}" + (named.Count > 0 ? $", and lines of these speak of it: {links}." : "."));
        }

        page.Table(
            ["requirement", "level", "decided by lines about it"],
            uses.Decided(direction, shape.Type).Order(StringComparer.Ordinal).Select(facts.Requirement).OfType<Scenarios.Requirement>()
                .Select(one => new[] { page.Link(one.Id, SuitePages.OfRequirement(one.Id)), one.Level, Markdown.Text(one.Text) }));
    }

    private static IReadOnlyList<MessageShape> Of(Direction direction) =>
        direction == Direction.ClientToServer ? MessageCatalogue.ClientToServer : MessageCatalogue.ServerToClient;

    private static string Way(Direction direction) => direction == Direction.ClientToServer ? "Client to server" : "Server to client";
}
