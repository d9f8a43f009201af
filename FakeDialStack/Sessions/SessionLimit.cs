using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>The cap of sessions of a user, and who gives way (section C, CF-05).</summary>
internal static class SessionLimit
{
    /// <summary>Makes room for one more; false when it is the newcomer who has to go.</summary>
    public static bool MakeRoom(AccountScene scene, User user)
    {
        var settings = user.Account.Settings;
        while (scene.Sessions.Of(user) is { Count: > 0 } sessions && sessions.Count >= settings.SessionsPerUser)
        {
            if (settings.SessionOverflow == SessionOverflow.RejectNewest)
            {
                return false;
            }

            var code = settings.SessionOverflow == SessionOverflow.EvictOldestAsLimit ? ErrorCode.SessionLimit : ErrorCode.SessionReplaced;
            sessions[0].End(code, "a newer session took the place");
        }

        return true;
    }
}
