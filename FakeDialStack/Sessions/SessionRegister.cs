namespace FakeDialStack.Sessions;

/// <summary>All sessions of a fake that are not over, in the order in which their sockets were opened. Loop only.</summary>
internal sealed class SessionRegister
{
    private readonly List<Session> _sessions = [];

    public void Add(Session session)
    {
        _sessions.RemoveAll(s => !IsThere(s));
        _sessions.Add(session);
    }

    /// <summary>A snapshot: what is done to each may end others.</summary>
    public IReadOnlyList<Session> All() => _sessions.FindAll(IsThere);

    public IReadOnlyList<Session> Of(string peer) => _sessions.FindAll(s => IsThere(s) && s.Socket.Peer == peer);

    // A socket may have ended behind a stalled network, or be open and taken for lost.
    private static bool IsThere(Session session) => session.Socket.IsOpen || session.State != SessionState.Closed;
}
