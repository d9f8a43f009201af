using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Harness.Transcripts;

/// <summary>
/// Replaces secrets and changing values by numbered names: <c>&lt;req 1&gt;</c>, <c>&lt;call 2&gt;</c>,
/// <c>&lt;alice token 1&gt;</c>. The same value always gets the same name, numbered in order of first appearance, so one
/// scrubber serves exactly one run and is asked in the order of its transcript. Not thread-safe.
/// </summary>
public sealed class Scrubber
{
    // Shorter values are too likely to be a word of somebody else's sentence.
    private const int ShortestValueSoughtInText = 8;

    // An object with a member twice cannot be walked: it stays a text.
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, string>> _inOrder = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Regex? _known;

    /// <param name="known">Values whose names are known before, without angle brackets: a user's id is <c>alice</c>, her first token <c>alice token 1</c>.</param>
    public Scrubber(IReadOnlyDictionary<string, string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var longestFirst = known.Where(pair => pair.Key.Length > 0)
            .OrderByDescending(pair => pair.Key.Length).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        foreach (var (value, name) in longestFirst)
        {
            _names[value] = $"<{name}>";
        }

        if (longestFirst.Count > 0)
        {
            var any = string.Join('|', longestFirst.Select(pair => Regex.Escape(pair.Key)));
            _known = new Regex($@"(?<![A-Za-z0-9_])(?:{any})(?![A-Za-z0-9_])", RegexOptions.CultureInvariant);
        }
    }

    /// <summary>Scrubs what an entry carries. The input stays as it is.</summary>
    public JsonObject Fields(JsonObject fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var scrubbed = new JsonObject();
        foreach (var (name, value) in fields)
        {
            scrubbed[name] = Member(name, value);
        }

        return scrubbed;
    }

    /// <summary>Scrubs a text of any kind. JSON is scrubbed member by member.</summary>
    public string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return text;
        }

        if (_names.TryGetValue(text, out var whole))
        {
            return whole;
        }

        if (SdpSummary.IsSdp(text))
        {
            return Sdp(text);
        }

        return TryJson(text) is { } json ? FieldText.Compact(Value(json)) : Sentence(text);
    }

    private static JsonNode? TryJson(string text)
    {
        if (text[0] is not ('{' or '['))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: s_strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonNode? Member(string? name, JsonNode? value)
    {
        if (value is JsonValue && SecretPatterns.KindOfMember(name) is { } kind)
        {
            var text = value.GetValueKind() switch
            {
                JsonValueKind.String => value.GetValue<string>(),
                JsonValueKind.Number when kind is "time" or "port" => value.ToJsonString(),
                _ => "",
            };
            if (text.Length > 0)
            {
                return JsonValue.Create(Name(kind, text));
            }
        }

        return Value(value);
    }

    private JsonNode? Value(JsonNode? value)
    {
        switch (value)
        {
            case JsonObject map:
                return Fields(map);
            case JsonArray list:
                return new JsonArray([.. list.Select(Value)]);
            case JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String:
                return JsonValue.Create(Text(scalar.GetValue<string>()));
            default:
                return value?.DeepClone();
        }
    }

    private string Sentence(string text)
    {
        // Names given before win over patterns: a user's id is <alice>, not <user 1>.
        var scrubbed = _known is null ? text : _known.Replace(text, match => _names[match.Value]);
        scrubbed = SecretPatterns.QuotedMember.Replace(scrubbed, QuotedMember);
        scrubbed = SecretPatterns.InText.Replace(scrubbed, match => Found(match, scrubbed));
        if (scrubbed.Length < ShortestValueSoughtInText)
        {
            return scrubbed;
        }

        foreach (var (value, name) in _inOrder)
        {
            if (value.Length >= ShortestValueSoughtInText)
            {
                scrubbed = scrubbed.Replace(value, name, StringComparison.Ordinal);
            }
        }

        return scrubbed;
    }

    // JSON that is cut, broken or part of a sentence.
    private string QuotedMember(Match match) =>
        SecretPatterns.KindOfMember(match.Groups["member"].Value) is { } kind && match.Groups["value"].Value is { Length: > 0 } value && value[0] != '<'
            ? $"{match.Groups["head"].Value}{Name(kind, value)}"
            : match.Value;

    private string Found(Match match, string text)
    {
        // A token that somebody cut for a failure text cannot be told from another: no number.
        var end = match.Index + match.Length;
        if (match.Groups["jwt"].Success && end < text.Length && text[end] == '…')
        {
            return "<token>";
        }

        var kind = SecretPatterns.Kinds.First(kind => match.Groups[kind].Success);
        var value = match.Value;
        return kind switch
        {
            "sdp" => Sdp(value.Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal)),
            "jwt" or "bearer" => Name("token", value),
            "id" => Name(value[..^27].Replace('_', ' '), value),
            "candidate" => Candidate(value),
            _ => Name(kind, value),
        };
    }

    private string Sdp(string text) => Name("sdp", text, SdpSummary.Of(text));

    private string Candidate(string text) => Name("candidate", text, SdpSummary.OfCandidate(text));

    private string Name(string kind, string value, string facts = "")
    {
        if (_names.TryGetValue(value, out var known))
        {
            return known;
        }

        // A token is a token, also where a member calls it a secret.
        if (kind == "secret" && value.StartsWith("eyJ", StringComparison.Ordinal))
        {
            kind = "token";
        }

        // A scheme word stays, whatever member it was found in.
        if (value.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return "Bearer " + Name("token", value["Bearer ".Length..]);
        }

        var number = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        var name = new StringBuilder("<").Append(kind).Append(' ').Append(number.ToString(CultureInfo.InvariantCulture));
        if (facts.Length > 0)
        {
            name.Append(' ').Append(facts);
        }

        var text = name.Append('>').ToString();
        _names[value] = text;
        _inOrder.Add(new KeyValuePair<string, string>(value, text));
        return text;
    }
}
