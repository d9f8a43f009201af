using System.Text.Json;
using System.Text.Json.Serialization;

namespace FakeDialStack.Protocol;

/// <summary>
/// Reads and writes a closed set of words exactly as the protocol spells them. The converter of the base library also takes
/// numbers, other cases and comma-separated lists, all of which must be refused here.
/// </summary>
internal abstract class WireEnumJson<T> : JsonConverter<T>, IWireWords
    where T : struct, Enum
{
    private readonly (T Value, string Word)[] _words;

    /// <summary>A converter for these words.</summary>
    protected WireEnumJson(params (T Value, string Word)[] words)
    {
        _words = words;
        Words = [.. words.Select(w => w.Word)];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; }

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = reader.GetString();
            foreach (var (value, word) in _words)
            {
                if (word == text)
                {
                    return value;
                }
            }
        }

        throw new JsonException($"must be one of {string.Join(", ", Words)}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Array.Find(_words, w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word);
}

/// <summary>Knows the words that a member may hold.</summary>
internal interface IWireWords
{
    /// <summary>In the order of the protocol.</summary>
    IReadOnlyList<string> Words { get; }
}
