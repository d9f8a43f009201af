using System.Globalization;
using System.Text;

namespace Fixtures.ReferenceClient;

/// <summary>The ICE and DTLS secrets of one peer connection (RFC 8839 §5.4, RFC 8122 §5).</summary>
/// <param name="UserFragment"><c>ice-ufrag</c>.</param>
/// <param name="Password"><c>ice-pwd</c>.</param>
/// <param name="Fingerprint">SHA-256 fingerprint of the certificate.</param>
public sealed record MediaSecrets(string UserFragment, string Password, string Fingerprint)
{
    private const string IceCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <summary>New ones, as a new peer connection has.</summary>
    public static MediaSecrets Make(Random chance)
    {
        var certificate = new byte[32];
        chance.NextBytes(certificate);
        return new MediaSecrets(
            chance.GetString(IceCharacters, 4),
            chance.GetString(IceCharacters, 24),
            string.Join(':', certificate.Select(b => b.ToString("X2", CultureInfo.InvariantCulture))));
    }
}

/// <summary>
/// Session descriptions as a browser makes them, without media behind: Opus, telephone-event and PCMU over
/// DTLS-SRTP, with one host candidate inside (CF-11, MEDIA-01 to MEDIA-03).
/// </summary>
public static class MadeSdp
{
    /// <summary>An offer: <c>a=setup:actpass</c> (RFC 5763 §5).</summary>
    public static string Offer(MediaSecrets secrets, long session, int version, string direction = "sendrecv") =>
        Describe(secrets, session, version, "actpass", "0", direction);

    /// <summary>An answer: the answerer opens DTLS, and the media id is the offer's.</summary>
    public static string Answer(MediaSecrets secrets, long session, int version, string offer, string direction = "sendrecv") =>
        Describe(secrets, session, version, "active", MediaId(offer), direction);

    private static string Describe(MediaSecrets secrets, long session, int version, string setup, string mid, string direction)
    {
        var port = 50000 + (int)(session % 10000);
        string[] lines =
        [
            "v=0",
            $"o=- {session} {version} IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            $"a=group:BUNDLE {mid}",
            "a=msid-semantic: WMS",
            $"m=audio {port} UDP/TLS/RTP/SAVPF 111 0 101",
            "c=IN IP4 192.0.2.10",
            $"a=rtcp:{port} IN IP4 192.0.2.10",
            $"a=candidate:1 1 udp 2130706431 192.0.2.10 {port} typ host generation 0",
            $"a=ice-ufrag:{secrets.UserFragment}",
            $"a=ice-pwd:{secrets.Password}",
            $"a=fingerprint:sha-256 {secrets.Fingerprint}",
            $"a=setup:{setup}",
            $"a=mid:{mid}",
            $"a={direction}",
            "a=rtcp-mux",
            "a=rtpmap:111 opus/48000/2",
            "a=fmtp:111 minptime=10;useinbandfec=1",
            "a=rtpmap:0 PCMU/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
        ];
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line}\r\n");
        }

        return text.ToString();
    }

    private static string MediaId(string offer)
    {
        const string Mid = "a=mid:";
        foreach (var line in offer.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(Mid, StringComparison.Ordinal))
            {
                return line[Mid.Length..].Trim().ToString();
            }
        }

        return "0";
    }
}
