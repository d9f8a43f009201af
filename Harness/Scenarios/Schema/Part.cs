using System.Text.Json.Nodes;

namespace Harness.Scenarios.Schema;

/// <summary>Small pieces of a JSON Schema.</summary>
internal static class Part
{
    /// <summary>A name of a party.</summary>
    public const string Name = "[A-Za-z_][A-Za-z0-9_-]*";

    /// <summary>A duration.</summary>
    public const string Time = @"([0-9]+(\.[0-9]+)?(ms|s|m|h|d))+";

    public static JsonObject Text() => new() { ["type"] = "string" };

    public static JsonObject Nothing() => new() { ["type"] = "null" };

    public static JsonObject Flag() => OrColumn(new() { ["type"] = "boolean" });

    public static JsonObject Whole(int least) => new() { ["type"] = "integer", ["minimum"] = least };

    public static JsonObject Const(JsonNode value) => new() { ["const"] = value };

    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    public static JsonObject Duration() => OrColumn(Pattern($"^{Time}$"));

    public static JsonObject Scalar() => new() { ["type"] = new JsonArray("string", "number", "boolean", "null") };

    public static JsonObject Ref(string definition) => new() { ["$ref"] = "#/definitions/" + definition };

    public static JsonObject OneOf(IReadOnlyList<string> words) => new() { ["enum"] = Array(words) };

    public static JsonObject AnyOf(params IReadOnlyList<JsonObject> some) => new() { ["anyOf"] = new JsonArray([.. some]) };

    public static JsonObject AllOf(params IReadOnlyList<JsonObject> all) => new() { ["allOf"] = new JsonArray([.. all]) };

    public static JsonObject Not(JsonObject other) => new() { ["not"] = other };

    public static JsonObject Required(params IReadOnlyList<string> names) => new() { ["required"] = Array(names) };

    /// <summary>A column of examples may stand for any value.</summary>
    public static JsonObject OrColumn(JsonObject schema) => AnyOf(schema, Ref("column"));

    public static JsonObject List(JsonObject item, int least = 1) => new() { ["type"] = "array", ["items"] = item, ["minItems"] = least };

    /// <summary>One word or a list of them.</summary>
    public static JsonObject Words(JsonObject? word = null) => word is null
        ? AnyOf(Text(), List(Text(), 0))
        : AnyOf(word, List(OrColumn((JsonObject)word.DeepClone()), 0), Ref("column"));

    /// <summary>A map from names of parties.</summary>
    public static JsonObject Named(JsonObject value) => new()
    {
        ["type"] = "object",
        ["patternProperties"] = new JsonObject { [$"^{Name}$"] = value },
        ["additionalProperties"] = false,
    };

    /// <summary>A map with these keys and no others, or with <paramref name="rest"/> under any other.</summary>
    public static JsonObject Map(Dictionary<string, JsonObject> properties, JsonObject rest) => new()
    {
        ["type"] = "object",
        ["properties"] = Object(properties),
        ["additionalProperties"] = rest,
    };

    public static JsonObject Map(Dictionary<string, JsonObject> properties, params IReadOnlyList<string> required)
    {
        var map = new JsonObject { ["type"] = "object", ["properties"] = Object(properties), ["additionalProperties"] = false };
        if (required.Count > 0)
        {
            map["required"] = Array(required);
        }

        return map;
    }

    /// <summary>The same with a sentence for the editor.</summary>
    public static JsonObject About(JsonObject schema, string sentence)
    {
        schema["description"] = sentence;
        return schema;
    }

    /// <summary>If the one, then the other.</summary>
    public static JsonObject When(JsonObject condition, JsonObject then) => new() { ["if"] = condition, ["then"] = then };

    public static JsonArray Array(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];

    public static JsonObject Object(IEnumerable<KeyValuePair<string, JsonObject>> properties)
    {
        var all = new JsonObject();
        foreach (var (key, value) in properties)
        {
            all[key] = value;
        }

        return all;
    }
}
