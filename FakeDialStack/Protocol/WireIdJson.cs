using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeDialStack.Protocol;

/// <summary>An identifier that travels as a plain JSON string.</summary>
internal interface IWireId<TSelf>
    where TSelf : struct, IWireId<TSelf>
{
    /// <summary>The text on the wire.</summary>
    string Value { get; }

    /// <summary>Takes the text from the wire as it is: the protocol treats ids as opaque.</summary>
    static abstract TSelf Of(string value);
}

/// <summary>Writes an identifier as a string; anything else in its place is refused.</summary>
internal sealed class WireIdJson<T> : JsonConverter<T>
    where T : struct, IWireId<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? T.Of(reader.GetString()!)
            : throw new JsonException("an id is a string");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
