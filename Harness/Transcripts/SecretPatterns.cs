using System.Text.RegularExpressions;

namespace Harness.Transcripts;

/// <summary>
/// What must not stay in a text, wherever it stands: secrets, and values that differ from run to run. The names of the
/// groups are the kinds that <see cref="Scrubber"/> numbers by.
/// </summary>
internal static partial class SecretPatterns
{
    /// <summary>All of them in one expression, so that numbers follow the order of appearance in the text.</summary>
    [GeneratedRegex(
        """
        (?<sdp>v=0(?:\r|\n|\\r|\\n)[^"]*)
        |(?<jwt>eyJ[\w-]{6,}(?:\.[\w-]*){0,4})
        |(?<secret>(?<!\w)whsec_[\w-]+)
        |(?<key>(?<!\w)[sp]k_\w+)
        |(?<signature>t=\d+(?:,v\d=[0-9a-fA-F]+)+)
        |(?<=Bearer\s)(?<bearer>[^\s"<]+)
        |(?<=a=ice-ufrag:)(?<ufrag>[^\s"\\]+)
        |(?<=a=ice-pwd:)(?<pwd>[^\s"\\]+)
        |(?<=a=fingerprint:)(?<fingerprint>[^\r\n"\\]+)
        |(?<candidate>candidate:\S+\s\d+\s\w+\s\d+\s[^"\r\n\\]+)
        |(?<!\w)(?<req>req_(?!id\b)\w+)
        |(?<![A-Za-z0-9])(?<id>[a-z]+(?:_[a-z]+)*_[0-9a-z]{26})(?!\w)
        |(?<![\w-])(?<uuid>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?![\w-])
        |(?<time>\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d))
        |(?<=(?:127\.0\.0\.1|localhost|\[::1\]):)(?<port>\d+)
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    public static partial Regex InText { get; }

    /// <summary><c>"member": "value"</c> in a text that is no JSON as a whole, also where it is quoted once more.</summary>
    [GeneratedRegex("""(?<head>"(?<member>[\w-]+)\\*"\s*:\s*\\*")(?<value>(?:[^"\\…]|\\[^"\\])*)""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    public static partial Regex QuotedMember { get; }

    /// <summary>The groups of <see cref="InText"/>.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["sdp", "jwt", "secret", "key", "signature", "bearer", "ufrag", "pwd", "fingerprint", "candidate", "req", "id", "uuid", "time", "port"];

    /// <summary>
    /// The kind of a member by its name, where the name alone says that the value is a secret or changes; null otherwise.
    /// </summary>
    public static string? KindOfMember(string? member)
    {
        var name = member?.ToLowerInvariant().Replace('-', '_');
        return name switch
        {
            null => null,
            "req_id" => "req",
            "authorization" or "proxy_authorization" => null,
            "credential" or "password" => "credential",
            "username" => "username",
            "ufrag" or "ice_ufrag" or "usernamefragment" or "username_fragment" => "ufrag",
            "pwd" or "ice_pwd" => "pwd",
            "sec_websocket_key" or "sec_websocket_accept" => "websocket key",
            "x_request_id" or "request_id" or "idempotency_key" => "request",
            "signature" or "x_dialstack_signature" => "signature",
            "cookie" or "set_cookie" => "cookie",
            "jti" => "token id",
            "exp" or "iat" or "nbf" => "time",
            "port" => "port",
            _ when name.EndsWith("token", StringComparison.Ordinal) => "token",
            _ when name.EndsWith("secret", StringComparison.Ordinal) => "secret",
            _ => null,
        };
    }
}
