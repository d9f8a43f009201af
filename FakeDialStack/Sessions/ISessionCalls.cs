using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>The calls of an account, as its sessions need them.</summary>
internal interface ISessionCalls
{
    /// <summary>A message about calls from an authenticated session.</summary>
    void Handle(Session session, ClientMessage message);

    /// <summary>True when calls of this user wait for a newcomer (E.7).</summary>
    bool HasSuspended(User user);

    /// <summary>True when the session has a part in a call that is not over.</summary>
    bool HasLive(Session session);

    /// <summary>True when the user is in an answered call.</summary>
    bool IsOnCall(User user);

    /// <summary>A session has just been authenticated: calls that wait for it are its own from now on.</summary>
    void Join(Session session);

    /// <summary>A session is gone, or goes.</summary>
    /// <param name="session">Which.</param>
    /// <param name="forGood">Its calls end at once (L-08); else they are kept as the account's settings say (CF-03).</param>
    void Leave(Session session, bool forGood);
}
