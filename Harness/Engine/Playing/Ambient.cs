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

    private readonly HashSet<(string From, string Name)> _expected;
    private readonly HashSet<(string Peer, int Socket)> _authenticated = [];

    /// <param name="lines">Lines that expect something take it out of the ambient; <c>never</c> lines do not.</param>
    public Ambient(IEnumerable<Line> lines) =>
        _expected = LineTree.Flatten(lines).OfType<ExpectationLine>().Where(static l => l.Never is null).Select(static l => (l.From, l.Name)).ToHashSet();

    /// <summary>Asked for every entry of a client to the server, in order.</summary>
    public bool Covers(TranscriptEntry entry)
    {
        var isFirstAuthenticate = entry.Name == "authenticate" && _authenticated.Add((entry.From, entry.Socket ?? 0));
        return entry.ConsumedBy is not null
            || (!_expected.Contains((entry.From, entry.Name)) && (s_names.Contains(entry.Name) || entry.Kind == EntryKind.Http || isFirstAuthenticate));
    }
}
