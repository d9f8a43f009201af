using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace Harness.Documentation.Export;

/// <summary>Writes a document as JSON or as YAML. LF only, ends with a newline.</summary>
internal static class DocumentText
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As JSON.</summary>
    public static string Json(JsonNode document) => document.ToJsonString(s_indented) + "\n";

    /// <summary>As the extension of a file says: YAML for <c>.yaml</c> and <c>.yml</c>, else JSON.</summary>
    public static string For(string path, JsonNode document) => Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" ? Yaml(document) : Json(document);

    private static string Yaml(JsonNode document) => new SerializerBuilder().WithQuotingNecessaryStrings().WithNewLine("\n").DisableAliases().Build().Serialize(Plain(JsonNode.Parse(document.ToJsonString()))!);

    private static object? Plain(JsonNode? node) => node switch
    {
        null => null,
        JsonObject map => map.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)),
        JsonArray list => list.Select(Plain).ToList(),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.String => node.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => node.AsValue().TryGetValue<long>(out var whole) ? whole : (object)node.GetValue<double>(),
        },
    };
}
