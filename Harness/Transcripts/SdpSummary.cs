using System.Globalization;

namespace Harness.Transcripts;

/// <summary>The facts of a session description that a reviewer wants to see, and none of its secrets.</summary>
internal static class SdpSummary
{
    private static readonly Dictionary<string, string> s_staticPayloads = new(StringComparer.Ordinal)
    {
        // RFC 3551 §6: these need no rtpmap.
        ["0"] = "PCMU",
        ["8"] = "PCMA",
        ["9"] = "G722",
        ["13"] = "CN",
    };

    /// <summary>True for anything that starts as RFC 8866 wants it.</summary>
    public static bool IsSdp(string text) =>
        text.StartsWith("v=0\r", StringComparison.Ordinal) || text.StartsWith("v=0\n", StringComparison.Ordinal) || text == "v=0";

    /// <summary><c>offer sendrecv opus,telephone-event,PCMU 1 candidate</c>.</summary>
    public static string Of(string sdp)
    {
        var lines = sdp.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var audioAt = lines.FindIndex(line => line.StartsWith("m=audio", StringComparison.Ordinal));
        var session = lines.TakeWhile(line => !line.StartsWith("m=", StringComparison.Ordinal)).ToList();
        var audio = audioAt < 0
            ? []
            : lines.Skip(audioAt).Take(1).Concat(lines.Skip(audioAt + 1).TakeWhile(line => !line.StartsWith("m=", StringComparison.Ordinal))).ToList();

        var facts = new List<string>();
        if (Role(lines) is { } role)
        {
            facts.Add(role);
        }

        if (audio.Count == 0)
        {
            facts.Add("no audio");
            return string.Join(' ', facts);
        }

        facts.Add(Direction(audio) ?? Direction(session) ?? "sendrecv");
        var codecs = Codecs(audio);
        facts.Add(codecs.Count == 0 ? "no codec" : string.Join(',', codecs));
        if (audio[0].StartsWith("m=audio 0 ", StringComparison.Ordinal))
        {
            facts.Add("rejected");
        }

        var candidates = audio.Count(line => line.StartsWith("a=candidate:", StringComparison.Ordinal));
        facts.Add(candidates switch
        {
            0 => "no candidate",
            1 => "1 candidate",
            _ => string.Create(CultureInfo.InvariantCulture, $"{candidates} candidates"),
        });
        return string.Join(' ', facts);
    }

    /// <summary><c>udp host</c>.</summary>
    public static string OfCandidate(string candidate)
    {
        var words = candidate.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var type = Array.IndexOf(words, "typ");
        var transport = words.Length > 2 ? words[2].ToLowerInvariant() : "";
        return type >= 0 && type + 1 < words.Length ? $"{transport} {words[type + 1]}" : transport;
    }

    // RFC 8842 §5.2: an offer says actpass, an answer takes a side.
    private static string? Role(List<string> lines) =>
        lines.Find(line => line.StartsWith("a=setup:", StringComparison.Ordinal)) switch
        {
            null => null,
            "a=setup:actpass" => "offer",
            _ => "answer",
        };

    private static string? Direction(List<string> lines) =>
        lines.Find(line => line is "a=sendrecv" or "a=sendonly" or "a=recvonly" or "a=inactive")?[2..];

    private static List<string> Codecs(List<string> audio)
    {
        var codecs = new List<string>();
        foreach (var payload in audio[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(3))
        {
            var map = audio.Find(line => line.StartsWith($"a=rtpmap:{payload} ", StringComparison.Ordinal));
            var name = map is null
                ? s_staticPayloads.GetValueOrDefault(payload, payload)
                : map[(map.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split('/')[0];
            if (!codecs.Contains(name))
            {
                codecs.Add(name);
            }
        }

        return codecs;
    }
}
