using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeDialStack.Protocol;

/// <summary>Times on the wire: RFC 3339, UTC, whole seconds (L-21).</summary>
public static class WireTime
{
    /// <summary>E.g. <c>2026-09-01T12:00:05Z</c>. Fractions of a second are cut off.</summary>
    public static string Write(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads any RFC 3339 time.</summary>
    public static bool TryRead(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out time);
}

/// <summary>Converts <see cref="WireTime"/>.</summary>
internal sealed class WireTimeJson : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && WireTime.TryRead(reader.GetString(), out var time)
            ? time
            : throw new JsonException("must be an RFC 3339 time");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(WireTime.Write(value));
}
