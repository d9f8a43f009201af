namespace FakeDialStack.Sessions;

/// <summary>All sockets of a fake that are still open, in the order in which they were. Loop only.</summary>
internal sealed class SessionRegister
{
    private readonly List<Session> _open = [];

    public void Add(Session session)
    {
        _open.RemoveAll(s => !s.Socket.IsOpen);
        _open.Add(session);
    }

    /// <summary>A snapshot: what is done to each may end others.</summary>
    public IReadOnlyList<Session> All() => _open.FindAll(s => s.Socket.IsOpen);

    public IReadOnlyList<Session> Of(string peer) => _open.FindAll(s => s.Socket.IsOpen && s.Socket.Peer == peer);
}
