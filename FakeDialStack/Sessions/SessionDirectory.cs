using FakeDialStack.Accounts;

namespace FakeDialStack.Sessions;

/// <summary>The authenticated sessions of one account, oldest first. Loop only.</summary>
internal sealed class SessionDirectory(TimeProvider time, Account account)
{
    private readonly List<Session> _live = [];
    private readonly List<(User User, DateTimeOffset At)> _drops = [];

    public IReadOnlyList<Session> Live => _live;

    public IReadOnlyList<Session> Of(User user) => _live.FindAll(s => s.User == user);

    public void Add(Session session) => _live.Add(session);

    public bool Remove(Session session) => _live.Remove(session);

    /// <summary>Notes that a session of this user was lost rather than ended.</summary>
    public void NoteDrop(User user)
    {
        _drops.RemoveAll(d => d.User == user);
        _drops.Add((user, time.GetUtcNow()));
    }

    /// <summary>Whether the user's last socket dropped within the restore window (L-32).</summary>
    public bool DroppedLately(User user) =>
        _drops.Exists(d => d.User == user && time.GetUtcNow() - d.At < account.Settings.RestoreWindow);
}
