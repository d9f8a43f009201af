using System.Text.RegularExpressions;

namespace Drivers.Tests.Support;

/// <summary>Parts of a transcript.</summary>
internal static partial class Lanes
{
    /// <summary>
    /// What the server sent to clients and what crossed the PSTN leg, lane by lane, without times, and with the numbers of the scrubber
    /// taken anew within these lanes: what other lanes carry must not shift them.
    /// </summary>
    public static string OfServer(string transcript)
    {
        var all = transcript.Split('\n')
            .Select(static line => Arrow().Match(line))
            .Where(static m => m.Success)
            .Select(static m => (From: m.Groups["from"].Value, To: m.Groups["to"].Value, Text: m.Value.TrimEnd()))
            .ToList();
        var clients = all.Where(static l => l.From == "app").Select(static l => l.To).Concat(all.Where(static l => l.To == "app").Select(static l => l.From)).ToHashSet();
        var lines = all
            .Where(l => (l.From == "server" && l.To is not ("backend" or "server")) || (l.To == "server" && !clients.Contains(l.From) && l.From is not ("backend" or "app" or "server")))
            .GroupBy(static l => $"{l.From} {l.To}")
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .SelectMany(static g => g.Select(static l => l.Text));
        return Renumber(string.Join('\n', lines));
    }

    private static string Renumber(string text)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        return Numbered().Replace(text, name =>
        {
            if (!names.TryGetValue(name.Value, out var known))
            {
                var kind = name.Groups["kind"].Value;
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
                names[name.Value] = known = $"<{kind} {counts[kind]}>";
            }

            return known;
        });
    }

    [GeneratedRegex("^(?<from>\\S+) +[-=]> (?<to>\\S+) +\\S.*$")]
    private static partial Regex Arrow();

    [GeneratedRegex("<(?<kind>[a-z ]+?) \\d+>")]
    private static partial Regex Numbered();
}
