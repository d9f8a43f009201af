using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeDialStack.Control;

/// <summary>How the control API reads and writes JSON.</summary>
internal static class ControlJson
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>On one line, with the characters that people type.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The object in a text; null when it holds none.</summary>
    public static JsonObject? ReadObject(string text)
    {
        try
        {
            var read = JsonNode.Parse(text, documentOptions: s_strict) as JsonObject;
            // Texts are decoded only when they are asked for; half characters must show here.
            _ = read?.ToJsonString();
            return read;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
