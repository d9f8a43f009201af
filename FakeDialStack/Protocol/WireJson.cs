using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeDialStack.Protocol;

/// <summary>JSON metadata of all messages: exactly as strict as the protocol, so unknown members pass (CF-22).</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ClientMessage))]
[JsonSerializable(typeof(ServerMessage))]
internal sealed partial class WireJson : JsonSerializerContext;

/// <summary>The same metadata, writing <c>+</c> and quotes as people read them, not as <c>\u002B</c>: raw text ends up in transcripts.</summary>
internal static class WireMetadata
{
    /// <summary>For reading and writing.</summary>
    public static WireJson Plain { get; } =
        new(new JsonSerializerOptions(WireJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
