using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FakeDialStack.Control.Live;

/// <summary>
/// Takes secrets out of what people get to see: tokens, keys, signatures, passwords, and of descriptions the ICE credentials
/// and the fingerprint. Ids, numbers and addresses stay, so that entries can be told apart.
/// </summary>
internal static partial class LiveScrubber
{
    private const string Gone = "<secret>";
    private const string Token = "<token>";

    /// <summary>A copy without secrets.</summary>
    public static JsonObject Fields(JsonObject fields)
    {
        var scrubbed = new JsonObject();
        foreach (var (name, value) in fields)
        {
            scrubbed[Text(name)] = Member(name, value);
        }

        return scrubbed;
    }

    /// <summary>A text without secrets, whether it is JSON, a description, a sentence, or broken.</summary>
    public static string Text(string text)
    {
        var scrubbed = QuotedMember().Replace(text, static m => NameOf(m.Groups["member"].Value) is { } name ? $"{m.Groups["head"].Value}{name}" : m.Value);
        scrubbed = DescriptionLine().Replace(scrubbed, "${head}" + Gone);
        scrubbed = Secret().Replace(scrubbed, Gone);
        return Jwt().Replace(scrubbed, Token);
    }

    private static JsonNode? Member(string name, JsonNode? value) =>
        value is JsonValue && NameOf(name) is { } secret ? JsonValue.Create(secret) : Value(value);

    private static JsonNode? Value(JsonNode? value) => value switch
    {
        JsonObject map => Fields(map),
        JsonArray list => new JsonArray([.. list.Select(Value)]),
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String => JsonValue.Create(Text(scalar.GetValue<string>())),
        null => null,
        _ => value.DeepClone(),
    };

    /// <summary>What stands in place of a member whose name alone says that it is secret; null for others.</summary>
    private static string? NameOf(string member)
    {
        var name = member.ToLowerInvariant().Replace('-', '_');
        return name switch
        {
            "authorization" or "proxy_authorization" => "Bearer " + Token,
            "credential" or "password" or "pwd" or "ice_pwd" or "ufrag" or "ice_ufrag" or "usernamefragment" or "username_fragment" => Gone,
            "cookie" or "set_cookie" or "signature" or "x_dialstack_signature" => Gone,
            _ when name.EndsWith("token", StringComparison.Ordinal) || name == "client_secret" => Token,
            _ when name.EndsWith("secret", StringComparison.Ordinal) => Gone,
            _ => null,
        };
    }

    // In a text that is no JSON as a whole, also where it is quoted once more.
    [GeneratedRegex("""(?<head>"(?<member>[\w-]+)\\*"\s*:\s*\\*")(?<value>(?:[^"\\]|\\[^"])*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex QuotedMember();

    [GeneratedRegex("""(?<head>a=ice-ufrag:|a=ice-pwd:|a=fingerprint:|a=crypto:|\sufrag\s)(?<value>(?:(?!\\r|\\n)[^\r\n"])+)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DescriptionLine();

    [GeneratedRegex("""(?<!\w)whsec_[\w-]+|(?<!\w)[sp]k_\w+|t=\d+(?:,v\d=[0-9a-fA-F]+)+""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Secret();

    [GeneratedRegex("""eyJ[\w-]{6,}(?:\.[\w-]*){0,4}""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Jwt();
}
