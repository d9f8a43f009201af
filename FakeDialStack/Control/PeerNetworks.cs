using System.Collections.Concurrent;

namespace FakeDialStack.Control;

/// <summary>The networks of all clients by their labels. Looked up from any thread, changed on the loop.</summary>
internal sealed class PeerNetworks
{
    private readonly ConcurrentDictionary<string, PeerNetwork> _networks = new(StringComparer.Ordinal);

    private volatile bool _allBlocked;

    /// <summary>New connections of everybody are broken off.</summary>
    public bool AllBlocked
    {
        get => _allBlocked;
        set => _allBlocked = value;
    }

    public PeerNetwork Of(string peer) => _networks.GetOrAdd(peer, static p => new PeerNetwork(p));

    public bool IsBlocked(string peer) => _allBlocked || (_networks.TryGetValue(peer, out var network) && network.IsBlocked);
}
