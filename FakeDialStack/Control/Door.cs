namespace FakeDialStack.Control;

/// <summary>Frames of one direction of one client that wait at the door.</summary>
/// <param name="Peer">The label of the client.</param>
/// <param name="FromClient">True: what the client sent; false: what the fake would send to it.</param>
/// <param name="Count">How many wait.</param>
/// <param name="NextType">What comes next: the message type, or the kind of frame.</param>
public sealed record HeldLane(string Peer, bool FromClient, int Count, string NextType);

/// <summary>
/// Where races are staged: text frames in both directions can be kept here and let through one by one.
/// A lane stays in order: behind a frame that waits, every later one of its lane waits too. Loop only.
/// </summary>
internal sealed class Door
{
    private readonly List<Lane> _lanes = [];
    private bool _holding;
    private long _arrivals;

    public IReadOnlyList<HeldLane> Held =>
    [
        .. _lanes.Where(l => l.Waiting.Count > 0)
            .OrderBy(l => l.Peer, StringComparer.Ordinal).ThenBy(l => l.FromClient)
            .Select(l => new HeldLane(l.Peer, l.FromClient, l.Waiting.Count, l.Waiting.Peek().Type)),
    ];

    public void Hold() => _holding = true;

    public void StopHolding() => _holding = false;

    /// <summary>Lets everything through, in the order in which it came to the door.</summary>
    public void Open()
    {
        _holding = false;
        while (_lanes.Where(l => l.Waiting.Count > 0).MinBy(l => l.Waiting.Peek().Arrival) is { } first)
        {
            first.Waiting.Dequeue().Pass();
        }
    }

    /// <summary>Lets one frame through.</summary>
    /// <exception cref="InvalidOperationException">Nothing waits there.</exception>
    public void ReleaseNext(string peer, bool fromClient)
    {
        var lane = _lanes.Find(l => l.Peer == peer && l.FromClient == fromClient && l.Waiting.Count > 0)
            ?? throw new InvalidOperationException($"No frame {(fromClient ? "from" : "to")} {peer} waits at the door.");
        lane.Waiting.Dequeue().Pass();
    }

    /// <summary>Lets a text frame through, or keeps it.</summary>
    public void Text(string peer, bool fromClient, string type, Action pass) => Come(peer, fromClient, type, pass, _holding);

    /// <summary>Something that is not held by itself, but must not overtake what is: a close.</summary>
    public void Behind(string peer, bool fromClient, string type, Action pass) => Come(peer, fromClient, type, pass, hold: false);

    private void Come(string peer, bool fromClient, string type, Action pass, bool hold)
    {
        var lane = _lanes.Find(l => l.Peer == peer && l.FromClient == fromClient);
        if (!hold && lane is not { Waiting.Count: > 0 })
        {
            pass();
            return;
        }

        if (lane is null)
        {
            _lanes.Add(lane = new Lane(peer, fromClient, new Queue<(long, string, Action)>()));
        }

        lane.Waiting.Enqueue((_arrivals++, type, pass));
    }

    private sealed record Lane(string Peer, bool FromClient, Queue<(long Arrival, string Type, Action Pass)> Waiting);
}
