using System.Collections.Concurrent;

namespace FakeDialStack.Control;

/// <summary>The networks of all clients by their labels. Looked up from any thread, changed on the loop.</summary>
internal sealed class PeerNetworks
{
    private readonly ConcurrentDictionary<string, PeerNetwork> _networks = new(StringComparer.Ordinal);

    public PeerNetwork Of(string peer) => _networks.GetOrAdd(peer, static p => new PeerNetwork(p));

    public bool IsBlocked(string peer) => _networks.TryGetValue(peer, out var network) && network.IsBlocked;
}
