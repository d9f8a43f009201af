namespace FakeDialStack.Calls;

/// <summary>How far one session has come with one call.</summary>
public enum LegState
{
    /// <summary>An inbound call rings at this session.</summary>
    Ringing,

    /// <summary>It rings, and the session's description came ahead of its <c>call.answer</c> (L-15).</summary>
    Described,

    /// <summary>The session has said <c>call.answer</c> and owes its description (L-15).</summary>
    Accepted,

    /// <summary>The call is this session's. Outbound legs are from the start.</summary>
    Owned,

    /// <summary>This session has no part in the call any more.</summary>
    Ended,
}

/// <summary>What can happen to a leg.</summary>
public enum LegInput
{
    /// <summary><c>call.answer</c>.</summary>
    Accept,

    /// <summary><c>sdp.answer</c>.</summary>
    Describe,

    /// <summary><c>call.reject</c>.</summary>
    Reject,

    /// <summary>Answered elsewhere, given up, hung up, or lost.</summary>
    Release,
}

/// <summary>The table of a leg: E.2 with L-15.</summary>
public static class LegTransitions
{
    /// <summary>The state after the input; null where the protocol does not allow it.</summary>
    public static LegState? Next(LegState state, LegInput input) => (state, input) switch
    {
        (LegState.Ringing, LegInput.Accept) => LegState.Accepted,
        (LegState.Ringing, LegInput.Describe) => LegState.Described,
        (LegState.Described, LegInput.Accept) => LegState.Owned,
        (LegState.Accepted, LegInput.Describe) => LegState.Owned,
        (LegState.Ringing or LegState.Described, LegInput.Reject) => LegState.Ended,
        (not LegState.Ended, LegInput.Release) => LegState.Ended,
        _ => null,
    };
}
