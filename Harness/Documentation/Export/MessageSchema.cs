using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace Harness.Documentation.Export;

/// <summary>
/// The JSON Schema (draft 7, which AsyncAPI takes as it is) of a message. It demands what the check of frames demands: members that
/// nobody knows are fine.
/// </summary>
internal static class MessageSchema
{
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    /// <summary>A schema that stands alone, in a file of its own.</summary>
    public static JsonObject Alone(Direction direction, MessageShape shape)
    {
        var alone = new JsonObject
        {
            ["$schema"] = Draft,
            ["$id"] = $"urn:dialstack:webrtc:v1:{MessageNames.Of(direction, shape)}",
            ["title"] = $"{shape.Type}, {FieldWords.Way(direction)}",
        };
        foreach (var (name, value) in Of(shape))
        {
            alone[name] = value?.DeepClone();
        }

        return alone;
    }

    /// <summary>The schema inside another document.</summary>
    public static JsonObject Of(MessageShape shape)
    {
        var schema = Object(shape.Fields);
        ((JsonObject)schema["properties"]!).Insert(0, "type", new JsonObject { ["const"] = shape.Type });
        ((JsonArray)schema["required"]!).Insert(0, "type");
        schema.Insert(0, "description", shape.Meaning);
        if (shape.Field("step") is not null)
        {
            // The one message whose members depend on each other (D.1.13).
            schema["if"] = new JsonObject { ["properties"] = new JsonObject { ["step"] = new JsonObject { ["const"] = "consult" } } };
            schema["then"] = new JsonObject
            {
                ["required"] = new JsonArray("destination", "sdp"),
                ["properties"] = new JsonObject { ["destination"] = Type("string"), ["sdp"] = Type("string") },
            };
        }

        return schema;
    }

    private static JsonObject Object(IReadOnlyList<FieldShape> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            properties[field.Name] = Field(field);
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray([.. fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]),
            ["properties"] = properties,
        };
    }

    private static JsonObject Field(FieldShape field)
    {
        var schema = field.Kind switch
        {
            FieldKind.Bool => Type("boolean"),
            FieldKind.Number => Type("integer"),
            FieldKind.Object => Type("object"),
            FieldKind.StringList => new JsonObject { ["type"] = "array", ["items"] = Type("string") },
            FieldKind.ObjectList => new JsonObject { ["type"] = "array", ["items"] = Object(field.Members!) },
            _ => Type("string"),
        };
        if (field.Values is { } words)
        {
            schema["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
        }

        if (field.IsTime)
        {
            schema["format"] = "date-time";
        }

        if (field.Nullable)
        {
            schema["type"] = new JsonArray(schema["type"]!.DeepClone(), "null");
            (schema["enum"] as JsonArray)?.Add(null);
        }

        schema["description"] = field.Meaning;
        return schema;
    }

    private static JsonObject Type(string name) => new() { ["type"] = name };
}
