using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Transcripts;

/// <summary>Writes what an entry carries as <c>k=v k=v</c>, in the order of the message, one line, the same every time.</summary>
internal static class FieldText
{
    private const int LongestText = 120;
    private const int ShortenedText = 80;
    private const int LongestList = 12;

    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>k=v k={a=1 b=[1, 2]}</c>; empty for no members.</summary>
    public static string Of(JsonObject fields) =>
        string.Join(' ', fields.Select(pair => $"{Word(pair.Key)}={Value(pair.Value)}"));

    /// <summary>Scrubbed JSON on one line, for a text that was JSON.</summary>
    public static string Compact(JsonNode? node) => node?.ToJsonString(s_plain) ?? "null";

    /// <summary>A text as it stands behind the equals sign: in quotes only where it could be misread.</summary>
    public static string Word(string text)
    {
        var shown = Shortened(text);
        return IsPlain(shown) ? shown : JsonSerializer.Serialize(shown, s_plain);
    }

    private static string Value(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject map => "{" + Of(map) + "}",
        JsonArray list => List(list),
        _ when value.GetValueKind() == JsonValueKind.String => Word(value.GetValue<string>()),
        _ => value.ToJsonString(s_plain),
    };

    private static string List(JsonArray list)
    {
        var items = list.Take(LongestList).Select(Value).ToList();
        if (list.Count > LongestList)
        {
            items.Add(string.Create(CultureInfo.InvariantCulture, $"… ({list.Count - LongestList} more)"));
        }

        return "[" + string.Join(", ", items) + "]";
    }

    private static string Shortened(string text)
    {
        if (text.Length <= LongestText || IsName(text))
        {
            return text;
        }

        // Never cut a character of two halves in two.
        var end = char.IsHighSurrogate(text[ShortenedText - 1]) ? ShortenedText - 1 : ShortenedText;
        return new StringBuilder(text, 0, end, 128)
            .Append(CultureInfo.InvariantCulture, $"… ({text.Length} characters)").ToString();
    }

    private static bool IsPlain(string text) =>
        IsName(text)
        || (text.Length > 0
            && text is not ("null" or "true" or "false")
            && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && !text.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || "\"\\={}[],<>".Contains(character, StringComparison.Ordinal)))
        || IsPhoneNumber(text);

    // The one kind of text that looks like a number, is everywhere here, and cannot be one on the wire.
    private static bool IsPhoneNumber(string text) => text.Length > 1 && text[0] == '+' && text.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsName(string text) =>
        text.Length > 2 && text[0] == '<' && text[^1] == '>' && text.AsSpan(1, text.Length - 2).IndexOfAny('<', '>', '"') < 0;
}
