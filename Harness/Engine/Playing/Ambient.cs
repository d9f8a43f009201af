using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>What a client may do without a line that asks for it (rule 4).</summary>
internal sealed class Ambient
{
    private static readonly HashSet<string> s_names = new(StringComparer.Ordinal)
    {
        "ws.open", "ws.close", "ws.ping", "ws.pong", "ping", "ice.candidate", "ice.done",
    };

    private readonly Dictionary<(string From, string Name), int> _expected = [];
    private readonly HashSet<(string Peer, int Socket)> _authenticated = [];

    /// <param name="lines">
    /// A line that expects something takes it out of the ambient until the last such line is satisfied: as far as the
    /// scenario speaks of it, it counts. <c>never</c> lines say all they mean themselves.
    /// </param>
    /// <param name="satisfied">The record after the entry that satisfied a line; null when nothing did.</param>
    public Ambient(IEnumerable<Line> lines, Func<Line, int?> satisfied)
    {
        foreach (var line in LineTree.Flatten(lines).OfType<ExpectationLine>().Where(static l => l.Never is null))
        {
            var key = (line.From, line.Name);
            _expected[key] = Math.Max(_expected.GetValueOrDefault(key), satisfied(line) ?? int.MaxValue);
        }
    }

    /// <summary>Asked for every entry of a client to the server, in order.</summary>
    public bool Covers(TranscriptEntry entry)
    {
        var isFirstAuthenticate = entry.Name == "authenticate" && _authenticated.Add((entry.From, entry.Socket ?? 0));
        return entry.ConsumedBy is not null
            || (entry.Number >= _expected.GetValueOrDefault((entry.From, entry.Name)) && (s_names.Contains(entry.Name) || entry.Kind == EntryKind.Http || isFirstAuthenticate));
    }
}
