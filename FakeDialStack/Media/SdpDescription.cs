using System.Globalization;

namespace FakeDialStack.Media;

/// <summary>One m-line of a description, with the attributes that an answer depends on. RFC 8866.</summary>
/// <param name="Kind">audio, video, application.</param>
/// <param name="Protocol">UDP/TLS/RTP/SAVPF and its kin.</param>
/// <param name="Formats">Payload numbers, in order of preference.</param>
/// <param name="Attributes">Everything behind <c>a=</c>, session level first, in order.</param>
internal sealed record SdpMedia(string Kind, string Protocol, IReadOnlyList<string> Formats, IReadOnlyList<string> Attributes)
{
    /// <summary>The media id, or null.</summary>
    public string? Mid => Value("mid");

    /// <summary>Which ways media flow, from the describing end's view. RFC 8866 §6.7: sendrecv unless it says otherwise.</summary>
    public string Direction => Attributes.LastOrDefault(a => a is "sendrecv" or "sendonly" or "recvonly" or "inactive") ?? "sendrecv";

    /// <summary>True when at least one address is in the description.</summary>
    public bool HasCandidate => Attributes.Any(a => a.StartsWith("candidate:", StringComparison.Ordinal));

    /// <summary>What stands behind the attribute's colon, the innermost one; null when it is absent.</summary>
    public string? Value(string name)
    {
        var found = Attributes.LastOrDefault(a => a.StartsWith(name + ":", StringComparison.Ordinal));
        return found?[(name.Length + 1)..];
    }

    /// <summary>The payload number of a codec such as <c>opus/48000/2</c>, or null.</summary>
    public string? PayloadOf(string codec)
    {
        foreach (var attribute in Attributes.Where(a => a.StartsWith("rtpmap:", StringComparison.Ordinal)))
        {
            var space = attribute.IndexOf(' ', StringComparison.Ordinal);
            if (space > 0 && attribute[(space + 1)..].Trim().Equals(codec, StringComparison.OrdinalIgnoreCase)
                && Formats.Contains(attribute["rtpmap:".Length..space]))
            {
                return attribute["rtpmap:".Length..space];
            }
        }

        // PCMU has a payload number of its own and needs no rtpmap. RFC 3551 §6.
        return codec == "PCMU/8000" && Formats.Contains("0") ? "0" : null;
    }
}

/// <summary>What an answer needs to know of a session description.</summary>
/// <param name="Bundle">The media ids of the first BUNDLE group.</param>
/// <param name="Media">The m-lines, in order.</param>
internal sealed record SdpDescription(IReadOnlyList<string> Bundle, IReadOnlyList<SdpMedia> Media)
{
    /// <summary>Reads a description; null when the text is none.</summary>
    public static SdpDescription? Read(string text)
    {
        var lines = text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).ToList();
        if (lines.Count == 0 || lines[0] != "v=0" || lines.Any(l => l.Length < 2 || l[1] != '=' || !char.IsAsciiLetterLower(l[0])))
        {
            return null;
        }

        var session = lines.TakeWhile(l => l[0] != 'm').Where(l => l[0] == 'a').Select(l => l[2..]).ToList();
        var media = new List<SdpMedia>();
        foreach (var section in Sections(lines))
        {
            var words = section[0][2..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 4 || !int.TryParse(words[1].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return null;
            }

            var own = section.Where(l => l[0] == 'a').Select(l => l[2..]);
            media.Add(new SdpMedia(words[0], words[2], words[3..], [.. session.Where(Inherited), .. own]));
        }

        var bundle = session.FirstOrDefault(a => a.StartsWith("group:BUNDLE", StringComparison.Ordinal));
        return new SdpDescription(bundle?.Split(' ')[1..] ?? [], media);
    }

    private static bool Inherited(string attribute) => !attribute.StartsWith("group:", StringComparison.Ordinal);

    private static IEnumerable<List<string>> Sections(List<string> lines)
    {
        List<string>? section = null;
        foreach (var line in lines)
        {
            if (line[0] == 'm')
            {
                if (section is not null)
                {
                    yield return section;
                }

                section = [line];
            }
            else
            {
                section?.Add(line);
            }
        }

        if (section is not null)
        {
            yield return section;
        }
    }
}
