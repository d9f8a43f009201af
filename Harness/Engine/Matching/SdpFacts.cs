namespace Harness.Engine.Matching;

/// <summary>What scenarios and transcripts say about a session description. RFC 8866, RFC 8829.</summary>
/// <param name="Direction">sendrecv, sendonly, recvonly or inactive of the audio m-line; null without one.</param>
/// <param name="Codecs">Encoding names of the audio m-line in its order.</param>
/// <param name="Candidates">Number of candidates.</param>
/// <param name="Ufrag">ICE user fragment, or empty.</param>
/// <param name="Password">ICE password, or empty.</param>
/// <param name="OfferProblem">Why a browser would refuse it as an offer; null when it would not.</param>
internal sealed record SdpFacts(
    string? Direction, IReadOnlyList<string> Codecs, int Candidates, string Ufrag, string Password, string? OfferProblem)
{
    /// <summary>Reads the facts; null when the text is no session description.</summary>
    public static SdpFacts? TryRead(string text)
    {
        if (!text.StartsWith("v=0", StringComparison.Ordinal))
        {
            return null;
        }

        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var audio = lines.SkipWhile(static l => !l.StartsWith("m=audio ", StringComparison.Ordinal)).ToList();
        var body = audio.Count == 0 ? [] : audio.Take(1).Concat(audio.Skip(1).TakeWhile(static l => !l.StartsWith("m=", StringComparison.Ordinal))).ToList();
        var session = lines.TakeWhile(static l => !l.StartsWith("m=", StringComparison.Ordinal)).ToList();
        var direction = body.Count == 0 ? null : DirectionOf(body) ?? DirectionOf(session) ?? "sendrecv";
        var all = session.Concat(body).ToList();
        return new SdpFacts(
            direction,
            CodecsOf(body),
            body.Count(static l => l.StartsWith("a=candidate:", StringComparison.Ordinal)),
            Attribute(body, "ice-ufrag") ?? Attribute(session, "ice-ufrag") ?? "",
            Attribute(body, "ice-pwd") ?? Attribute(session, "ice-pwd") ?? "",
            Problem(body, all));
    }

    private static string? Problem(List<string> body, List<string> all) =>
        body.Count == 0 ? "it has no audio m-line"
        : !body[0].Contains("SAVPF", StringComparison.Ordinal) ? $"its transport is not DTLS-SRTP: {body[0]}"
        : Attribute(all, "fingerprint") is null ? "it has no fingerprint"
        : Attribute(all, "ice-ufrag") is null || Attribute(all, "ice-pwd") is null ? "it has no ICE credentials"
        : Attribute(all, "setup") is not ("actpass" or "active" or "passive") ? "it has no setup role"
        : null;

    private static string? DirectionOf(List<string> lines) =>
        lines.FirstOrDefault(static l => l is "a=sendrecv" or "a=sendonly" or "a=recvonly" or "a=inactive")?[2..];

    private static string? Attribute(List<string> lines, string name) =>
        lines.FirstOrDefault(l => l.StartsWith($"a={name}:", StringComparison.Ordinal))?[(name.Length + 3)..];

    private static List<string> CodecsOf(List<string> body)
    {
        if (body.Count == 0)
        {
            return [];
        }

        var codecs = new List<string>();
        foreach (var payload in body[0].Split(' ').Skip(3))
        {
            var map = Attribute(body, $"rtpmap:{payload} ") ?? body
                .FirstOrDefault(l => l.StartsWith($"a=rtpmap:{payload} ", StringComparison.Ordinal))?[($"a=rtpmap:{payload} ".Length)..];
            var name = map?.Split('/')[0] ?? payload switch { "0" => "PCMU", "8" => "PCMA", _ => payload };
            if (!codecs.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                codecs.Add(name);
            }
        }

        return codecs;
    }
}
