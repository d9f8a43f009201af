using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Scenarios.Schema;

/// <summary>Writes JSON for people: what fits a line stands on one.</summary>
internal static class SchemaWriter
{
    private const int Width = 120;

    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(node, 0, text);
        return text.Append('\n').ToString();
    }

    private static void Write(JsonNode? node, int depth, StringBuilder text)
    {
        var compact = node?.ToJsonString(s_options) ?? "null";
        if (node is not (JsonObject or JsonArray) || compact.Length + (depth * 2) <= Width)
        {
            text.Append(compact);
            return;
        }

        var isObject = node is JsonObject;
        text.Append(isObject ? "{" : "[");
        var separator = "";
        foreach (var (key, value) in Members(node))
        {
            text.Append(separator).Append('\n').Append(' ', (depth + 1) * 2);
            separator = ",";
            if (key is not null)
            {
                text.Append(JsonValue.Create(key).ToJsonString(s_options)).Append(": ");
            }

            Write(value, depth + 1, text);
        }

        text.Append('\n').Append(' ', depth * 2).Append(isObject ? '}' : ']');
    }

    private static IEnumerable<(string? Key, JsonNode? Value)> Members(JsonNode node) => node is JsonObject map
        ? map.Select(m => ((string?)m.Key, m.Value))
        : ((JsonArray)node).Select(i => ((string?)null, i));
}
