using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>The calls of one account, oldest first. Loop only.</summary>
internal sealed class CallBook
{
    // Late hang-ups are for calls that ended a moment ago; a fake that runs for days must not keep them all.
    private const int Remembered = 1000;

    private readonly List<Call> _live = [];
    private readonly List<Call> _over = [];

    /// <summary>A snapshot: what is done for each call may end others.</summary>
    public IReadOnlyList<Call> Live() => [.. _live];

    public IReadOnlyList<Call> Of(User user) => _live.FindAll(c => c.User == user);

    /// <summary>Ended calls of the user of which a lost session has not heard.</summary>
    public IReadOnlyList<Call> UnheardOf(User user) => _over.FindAll(c => c.User == user && c.Unheard is not null);

    public void Add(Call call) => _live.Add(call);

    public void MoveToOver(Call call)
    {
        if (_live.Remove(call))
        {
            _over.Add(call);
            if (_over.Count > Remembered)
            {
                _over.RemoveAt(0);
            }
        }
    }

    public Call? Find(CallId id) => _live.Find(c => c.Id == id);

    /// <summary>True when the session may still speak of this call, because it has only just learned, or not yet, that it is over.</summary>
    public bool WasKnownTo(Session session, CallId id) =>
        _over.Exists(c => c.Id == id && c.User == session.User) || _live.Exists(c => c.Id == id && c.WasAt(session));

    public int CountAt(Session session) => _live.Count(c => c.LegOf(session) is not null);
}
