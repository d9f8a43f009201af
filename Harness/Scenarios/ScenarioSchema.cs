using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using Harness.Scenarios.Reading;
using Harness.Scenarios.Schema;
using static Harness.Scenarios.Schema.Part;

namespace Harness.Scenarios;

/// <summary>
/// The JSON Schema of scenario files (draft 7), for editors. Made from the tables that the parser reads, so the two cannot
/// drift. The parser knows more: names of parties, captures, labels, requirements.
/// </summary>
public static class ScenarioSchema
{
    /// <summary>The name of its file, in the root of the suite.</summary>
    public const string FileName = "scenario.schema.json";

    /// <summary>The schema as the text of its file.</summary>
    public static string Generate() => SchemaWriter.Write(Root());

    private static JsonObject Root()
    {
        var root = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "A scenario of the conformance suite",
            ["description"] = "Made by the harness from the tables of its parser; the guide is docs/scenario-language.md.",
        };
        var file = Map(
            new()
            {
                ["format"] = About(Const(ScenarioReader.Format), "The version of the language."),
                ["title"] = About(Text(), "One sentence."),
                ["covers"] = About(Words(), "Requirements that the scenario is about; each is checked by a line."),
                ["about"] = About(Text(), "Prose."),
                ["given"] = About(Given(), "Who takes part, and how things stand."),
                ["examples"] = About(List(Map(new(), rest: Scalar())), "One run for each row; $column inserts its value."),
                ["seeds"] = About(OrColumn(Whole(1)), "One run for each seed."),
                ["lines"] = About(List(Ref("line")), "What must happen, from top to bottom."),
            },
            "format",
            "title",
            "lines");
        foreach (var (key, value) in file.ToList())
        {
            file.Remove(key);
            root[key] = value;
        }

        root["definitions"] = new JsonObject
        {
            ["column"] = About(Pattern(@"\$"), "A column of examples stands for the value."),
            ["line"] = LineSchema.Line(),
            ["members"] = ValueSchema.Members(),
            ["value"] = ValueSchema.Value(),
        };
        return root;
    }

    private static JsonObject Given()
    {
        var properties = new Dictionary<string, JsonObject>
        {
            ["users"] = Named(AnyOf(Nothing(), User())),
            ["clients"] = Named(AnyOf(Pattern($"^{Name}$"), Client())),
            ["far ends"] = Named(OrColumn(Pattern(@"^\+?[0-9*#A-D]{1,32}$"))),
            ["backend"] = AnyOf(Const("under test"), Map(new() { ["token_ttl"] = Duration(), ["webhooks"] = Flag() })),
            ["server"] = Server(),
            ["clock"] = OrColumn(OneOf(GivenReader.Clocks)),
            ["needs"] = Words(OneOf([.. Vocabulary.Capabilities])),
        };
        return AnyOf(Nothing(), Map(InOrder(properties, GivenReader.Keys)));
    }

    private static JsonObject User() => Map(InOrder(
        new()
        {
            ["mobile_push_wakeup"] = Flag(),
            ["do_not_disturb"] = Flag(),
            ["id"] = Text(),
            ["devices"] = Words(OneOf(Vocabulary.PushServices)),
        },
        GivenReader.UserKeys));

    private static JsonObject Client() => Map(
        InOrder(
            new()
            {
                ["user"] = Text(),
                ["is"] = OrColumn(OneOf([.. Vocabulary.Beginnings.Select(b => b.Name)])),
                ["token_provider"] = About(Flag(), "false: it is given one token and cannot ask for another."),
                ["options"] = About(Map(new(), rest: Scalar()), "Handed to the driver as they are."),
            },
            GivenReader.ClientKeys),
        "user");

    private static JsonObject Server()
    {
        var properties = new Dictionary<string, JsonObject>
        {
            ["profile"] = OrColumn(OneOf(AccountSettings.Profiles)),
            ["limits"] = SettingSchema.Limits(),
        };
        foreach (var (name, schema) in SettingSchema.Switches())
        {
            properties[name] = schema;
        }

        return Map(properties);
    }

    // The keys of a table in its order; one that has no schema here fails loudly.
    private static Dictionary<string, JsonObject> InOrder(Dictionary<string, JsonObject> properties, IReadOnlyList<string> keys) =>
        keys.ToDictionary(k => k, k => properties[k], StringComparer.Ordinal);
}
