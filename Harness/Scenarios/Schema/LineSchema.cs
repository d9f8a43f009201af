using System.Text.Json.Nodes;
using static Harness.Scenarios.Schema.Part;

namespace Harness.Scenarios.Schema;

/// <summary>A line: one head, and the modifiers that belong to it.</summary>
internal static class LineSchema
{
    public static JsonObject Line()
    {
        var properties = Modifiers();
        foreach (var (name, schema) in StageSchema.Heads().Concat(Blocks()))
        {
            properties[name] = schema;
        }

        var line = Map(properties);
        line["minProperties"] = 1;
        line["patternProperties"] = Object(ArrowSchema.All.Select(a => KeyValuePair.Create(a.Pattern, OrColumn(a.Names()))));
        line["dependencies"] = new JsonObject { ["since"] = AnyOf(Required("within"), Required("at")) };
        line["allOf"] = new JsonArray([.. Times(), OneHead(), .. ArrowSchema.Rules(), .. StageSchema.Rules(), .. BlockRules()]);
        line["defaultSnippets"] = Snippets();
        return line;
    }

    /// <summary>The line has this head, and then only these modifiers.</summary>
    public static JsonObject Only(string head, IEnumerable<string> modifiers) =>
        new() { ["propertyNames"] = OneOf([head, .. modifiers]) };

    private static Dictionary<string, JsonObject> Modifiers()
    {
        var schemas = new Dictionary<string, JsonObject>
        {
            ["with"] = Ref("members"),
            ["as"] = Text(),
            ["within"] = Duration(),
            ["at"] = OrColumn(Pattern($@"^{Time}\.\.{Time}$")),
            ["since"] = Text(),
            ["never"] = OrColumn(Pattern($"^(to the end|until .+|{Time})$")),
            ["optional"] = Flag(),
            ["times"] = OrColumn(Whole(1)),
            ["when"] = Map(new(), rest: AnyOf(Scalar(), List(Scalar()))),
            ["checks"] = Words(),
            ["status"] = AnyOf(new() { ["type"] = "integer", ["minimum"] = 100, ["maximum"] = 599 }, Pattern("^[1-5](xx|[0-9][0-9])$"), Ref("column")),
            ["raw"] = Text(),
            ["signed"] = Flag(),
            ["tampering"] = OrColumn(OneOf([.. Vocabulary.Tamperings.Select(t => t.Name)])),
            ["socket"] = OrColumn(Whole(1)),
            ["by"] = Duration(),
            ["for"] = Text(),
            ["then"] = OrColumn(Pattern("^close( [0-9]{4})?$")),
            ["fragments"] = OrColumn(Whole(1)),
            ["padded to"] = OrColumn(Whole(1)),
            ["note"] = Text(),
        };
        return LineGrammar.Modifiers.ToDictionary(m => m.Name, m => About(schemas[m.Name], Sentence(m.Doc)), StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, JsonObject>> Blocks()
    {
        yield return KeyValuePair.Create("any order", About(List(Ref("line")), "Expectations in any order."));
        yield return KeyValuePair.Create("in order", About(List(Ref("line")), "Expectations of several lanes in this order."));
        yield return KeyValuePair.Create("one of", About(List(AnyOf(List(Ref("line")), Ref("line")), 2), "Alternatives."));
        yield return KeyValuePair.Create("race", About(List(Ref("line")), "Actions at once, delivered in every order."));
    }

    private static IEnumerable<JsonObject> Times()
    {
        yield return Not(Required("within", "at"));
        yield return When(Required("never"), AllOf(Not(Required("within")), Not(Required("at")), Not(Required("optional"))));
    }

    // A line without any other head is a note.
    private static JsonObject OneHead()
    {
        var heads = AnyOf(Pattern("^.+ (->|=>) .+$"), OneOf([.. LineGrammar.PlainHeads.Where(h => h != "note"), .. LineGrammar.BlockHeads]));
        var none = new JsonObject { ["propertyNames"] = Not(heads) };
        return When(none, AllOf(Required("note"), Only("note", LineGrammar.For(LineKind.Note))));
    }

    private static IEnumerable<JsonObject> BlockRules() =>
        LineGrammar.BlockHeads.Select(h => When(Required(h), Only(h, LineGrammar.For(h == "race" ? LineKind.Race : LineKind.Block))));

    private static JsonArray Snippets()
    {
        static JsonObject Snippet(string label, string head, string value) =>
            new() { ["label"] = label, ["body"] = new JsonObject { [head] = value } };

        return
        [
            Snippet("app -> client: an action", "app -> ${1:laptop}", "${2:connect}"),
            Snippet("client -> app: an event", "${1:laptop} -> app", "${2:connected}"),
            Snippet("client -> server: a message", "${1:laptop} -> server", "${2:authenticate}"),
            Snippet("server -> client: a message", "server -> ${1:laptop}", "${2:authenticated}"),
            Snippet("server => client: an injection", "server => ${1:laptop}", "${2:error}"),
            Snippet("far end -> server: a signal", "${1:caller} -> server", "${2:INVITE}"),
            Snippet("server -> far end: a signal", "server -> ${1:caller}", "${2:INVITE}"),
        ];
    }

    private static string Sentence(string doc) => char.ToUpperInvariant(doc[0]) + doc[1..] + ".";
}
