using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Engine.Matching;

/// <summary>Reading text out of JSON.</summary>
internal static class JsonText
{
    /// <summary>The text of a string; null for anything else.</summary>
    public static string? AsText(this JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
