namespace FakeDialStack.Control;

/// <summary>What can happen to the network between a client and the fake.</summary>
public enum NetworkFault
{
    /// <summary>Every open socket of the client is reset.</summary>
    Drop,

    /// <summary>Every open socket ends without a close frame.</summary>
    Cut,

    /// <summary>Nothing passes either way and nothing is lost, until <see cref="Restore"/>.</summary>
    Stall,

    /// <summary>The network is well again; what was kept is delivered.</summary>
    Restore,

    /// <summary>Every frame passes later, both ways.</summary>
    Delay,

    /// <summary>The next text frame to the client has its reserved bits set.</summary>
    Corrupt,

    /// <summary>The fake takes its open sockets for lost, and the client is not told.</summary>
    HalfOpen,

    /// <summary>New connections are broken off without an answer.</summary>
    Block,
}

/// <summary>How the network of one client is, from its next socket on. Loop only, but for <see cref="IsBlocked"/>.</summary>
internal sealed class PeerNetwork(string peer)
{
    private volatile bool _blocked;
    private TaskCompletionSource? _flowing;

    public string Peer { get; } = peer;

    public bool IsStalled
    {
        get => _flowing is not null;
        set
        {
            var waiting = _flowing;
            _flowing = value ? waiting ?? new TaskCompletionSource() : null;
            if (!value)
            {
                waiting?.SetResult();
            }
        }
    }

    /// <summary>Completes when nothing is stalled, or not any more.</summary>
    public Task Flowing => _flowing?.Task ?? Task.CompletedTask;

    public TimeSpan Delay { get; set; }

    public bool CorruptNext { get; set; }

    /// <summary>Asked from any thread by those who dial.</summary>
    public bool IsBlocked
    {
        get => _blocked;
        set => _blocked = value;
    }

    public void Restore()
    {
        IsStalled = false;
        Delay = TimeSpan.Zero;
        CorruptNext = false;
        IsBlocked = false;
    }
}
