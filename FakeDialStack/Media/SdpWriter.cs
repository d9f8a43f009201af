using System.Globalization;
using System.Text;

namespace FakeDialStack.Media;

/// <summary>Who one end of a peer connection is.</summary>
/// <param name="SessionId">The number in the origin line.</param>
/// <param name="Port">UDP port on loopback.</param>
/// <param name="Ufrag">ICE user fragment.</param>
/// <param name="Password">ICE password, at least 22 characters.</param>
/// <param name="Fingerprint">SHA-256 of the certificate, as SDP writes it.</param>
internal sealed record SdpIdentity(long SessionId, int Port, string Ufrag, string Password, string Fingerprint);

/// <summary>Writes the descriptions that browsers accept: ICE-lite, one audio stream, everything bundled.</summary>
internal static class SdpWriter
{
    private const string Host = "127.0.0.1";
    private const string Opus = "opus/48000/2";
    private const string Pcmu = "PCMU/8000";

    /// <summary>The server's offer.</summary>
    public static string Offer(SdpIdentity identity, int version)
    {
        var sdp = new StringBuilder();
        Head(sdp, identity, version);
        Line(sdp, "a=group:BUNDLE 0");
        Line(sdp, $"m=audio {identity.Port} UDP/TLS/RTP/SAVPF 111 110 0");
        Transport(sdp, identity, "actpass", "0", withIce: true);
        Line(sdp, "a=sendrecv");
        Line(sdp, "a=rtpmap:111 " + Opus);
        Line(sdp, "a=fmtp:111 minptime=10;useinbandfec=1");
        Line(sdp, "a=rtpmap:110 telephone-event/48000");
        Line(sdp, "a=rtpmap:0 " + Pcmu);
        Candidate(sdp, identity);
        return sdp.ToString();
    }

    /// <summary>The answer: the offer's payload numbers, its first audio stream, and every other m-line refused with port 0.</summary>
    public static string Answer(SdpIdentity identity, int version, SdpDescription offer, bool withIce)
    {
        var sdp = new StringBuilder();
        Head(sdp, identity, version);
        var audio = offer.Media.First(m => m.Kind == "audio");
        if (audio.Mid is { } mid && offer.Bundle.Contains(mid))
        {
            Line(sdp, "a=group:BUNDLE " + mid);
        }

        foreach (var media in offer.Media)
        {
            if (ReferenceEquals(media, audio))
            {
                Accepted(sdp, identity, media, withIce);
            }
            else
            {
                Refused(sdp, media);
            }
        }

        return sdp.ToString();
    }

    private static void Accepted(StringBuilder sdp, SdpIdentity identity, SdpMedia audio, bool withIce)
    {
        var codecs = Codecs(audio);
        Line(sdp, $"m=audio {identity.Port} {audio.Protocol} {string.Join(' ', codecs.Select(c => c.Payload))}");
        // The side that waits for the handshake answers passive; only to a passive offer must it be active. RFC 8842 §5.
        Transport(sdp, identity, audio.Value("setup") == "passive" ? "active" : "passive", audio.Mid, withIce);
        Line(sdp, "a=" + Mirrored(audio.Direction));
        foreach (var (payload, codec) in codecs)
        {
            Line(sdp, $"a=rtpmap:{payload} {codec}");
            if (codec == Opus)
            {
                Line(sdp, $"a=fmtp:{payload} minptime=10;useinbandfec=1");
            }
        }

        if (withIce)
        {
            Candidate(sdp, identity);
        }
    }

    private static void Refused(StringBuilder sdp, SdpMedia media)
    {
        Line(sdp, $"m={media.Kind} 0 {media.Protocol} {string.Join(' ', media.Formats)}");
        Line(sdp, "c=IN IP4 0.0.0.0");
        if (media.Mid is { } mid)
        {
            Line(sdp, "a=mid:" + mid);
        }

        Line(sdp, "a=inactive");
    }

    private static List<(string Payload, string Codec)> Codecs(SdpMedia audio)
    {
        // With Opus, telephone-event at its clock rate if offered: some browsers send broken tones at the other.
        var opus = audio.PayloadOf(Opus) is not null;
        string[] events = opus ? ["telephone-event/48000", "telephone-event/8000"] : ["telephone-event/8000"];
        var wanted = new List<string> { Opus };
        wanted.AddRange(events.Where(e => audio.PayloadOf(e) is not null).Take(1));
        wanted.Add(Pcmu);
        return [.. wanted.Select(c => (audio.PayloadOf(c), c)).Where(c => c.Item1 is not null).Select(c => (c.Item1!, c.c))];
    }

    private static string Mirrored(string direction) => direction switch
    {
        "sendonly" => "recvonly",
        "recvonly" => "sendonly",
        _ => direction,
    };

    private static void Head(StringBuilder sdp, SdpIdentity identity, int version)
    {
        Line(sdp, "v=0");
        Line(sdp, string.Create(CultureInfo.InvariantCulture, $"o=- {identity.SessionId} {version} IN IP4 {Host}"));
        Line(sdp, "s=-");
        Line(sdp, "t=0 0");
        Line(sdp, "a=ice-lite");
    }

    private static void Transport(StringBuilder sdp, SdpIdentity identity, string setup, string? mid, bool withIce)
    {
        Line(sdp, "c=IN IP4 " + Host);
        Line(sdp, "a=rtcp-mux");
        if (withIce)
        {
            Line(sdp, "a=ice-ufrag:" + identity.Ufrag);
            Line(sdp, "a=ice-pwd:" + identity.Password);
        }

        Line(sdp, "a=fingerprint:sha-256 " + identity.Fingerprint);
        Line(sdp, "a=setup:" + setup);
        if (mid is not null)
        {
            Line(sdp, "a=mid:" + mid);
        }

        Line(sdp, "a=msid:dialstack audio");
    }

    private static void Candidate(StringBuilder sdp, SdpIdentity identity) =>
        Line(sdp, $"a=candidate:1 1 udp 2130706431 {Host} {identity.Port} typ host");

    private static void Line(StringBuilder sdp, string line) => sdp.Append(line).Append("\r\n");
}
