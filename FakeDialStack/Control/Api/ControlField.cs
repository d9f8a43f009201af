using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeDialStack.Control.Api;

/// <summary>What a member of a body holds.</summary>
internal enum FieldType
{
    Text,
    Whole,
    Flag,
    Map,

    /// <summary>A time such as <c>500ms</c>, <c>30s</c>, <c>24h</c>.</summary>
    Time,
}

/// <summary>One member of a body: what it is called, what it holds, and what it means.</summary>
internal sealed record ControlField(string Name, FieldType Type, string Doc)
{
    /// <summary>Whether it must be there.</summary>
    public bool Required { get; init; }

    /// <summary>The words that it can have; empty for any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>For the documentation.</summary>
    public string? Example { get; init; }

    /// <summary>What is wrong with a value; null when it fits.</summary>
    public string? Mistake(JsonNode? value)
    {
        if (value is null)
        {
            return Required ? $"'{Name}' is missing" : null;
        }

        var kind = value.GetValueKind();
        var fits = Type switch
        {
            FieldType.Text or FieldType.Time => kind == JsonValueKind.String,
            FieldType.Whole => kind == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out _),
            FieldType.Flag => kind is JsonValueKind.True or JsonValueKind.False,
            _ => kind == JsonValueKind.Object,
        };
        if (!fits)
        {
            return $"'{Name}' must be {Said}";
        }

        return Words.Count > 0 && !Words.Contains(value.GetValue<string>()) ? $"'{Name}' cannot be '{value.GetValue<string>()}'" : null;
    }

    /// <summary>Its JSON Schema.</summary>
    public JsonObject Schema()
    {
        var schema = new JsonObject
        {
            ["type"] = Type switch { FieldType.Whole => "integer", FieldType.Flag => "boolean", FieldType.Map => "object", _ => "string" },
            ["description"] = Doc,
        };
        if (Words.Count > 0)
        {
            schema["enum"] = new JsonArray([.. Words.Select(w => JsonValue.Create(w))]);
        }

        if (Example is not null)
        {
            schema["examples"] = new JsonArray(Type is FieldType.Text or FieldType.Time ? Example : JsonNode.Parse(Example));
        }

        return schema;
    }

    private string Said => Type switch
    {
        FieldType.Text => "a string",
        FieldType.Time => "a time such as \"500ms\", \"30s\" or \"24h\"",
        FieldType.Whole => "a whole number",
        FieldType.Flag => "true or false",
        _ => "an object",
    };
}
