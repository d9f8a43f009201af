using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>Whether a session may have one call more (C.5, CF-07).</summary>
internal static class Admission
{
    /// <summary>Why not; null when it may.</summary>
    public static Refusal? Refuse(CallScene scene, Session session, bool isNew)
    {
        // A call that waits for a newcomer is up, too, and nobody else's to replace.
        if (scene.Settings.ExclusiveActiveSession
            && scene.Calls.Of(session.User!).Any(c => c.IsConnected && c.Owner?.Session != session))
        {
            return new Refusal(scene.Settings.ExclusiveError, "another session of this user is in a call");
        }

        return isNew && scene.Calls.CountAt(session) >= scene.Settings.CallsPerSession
            ? Refusal.Failed($"this session has {scene.Settings.CallsPerSession} calls already")
            : null;
    }
}
