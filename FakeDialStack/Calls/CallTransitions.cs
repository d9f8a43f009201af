namespace FakeDialStack.Calls;

/// <summary>How far a call has come, seen from the user's leg. Held has three forms because each side holds for itself (E.3).</summary>
public enum CallState
{
    /// <summary>Outbound, accepted for processing.</summary>
    Trying,

    /// <summary>The called side alerts.</summary>
    Ringing,

    /// <summary>Both sides talk.</summary>
    Active,

    /// <summary>The user holds.</summary>
    HeldByUser,

    /// <summary>The far end holds.</summary>
    HeldByFarEnd,

    /// <summary>Both hold.</summary>
    HeldByBoth,

    /// <summary>Over.</summary>
    Ended,
}

/// <summary>What can happen to a call.</summary>
public enum CallInput
{
    /// <summary>The far end alerts (180).</summary>
    Alerting,

    /// <summary>The far end describes media before it answers (18x with SDP).</summary>
    EarlyMedia,

    /// <summary>The called side has answered: the far end, or a session of the user with its description.</summary>
    Answered,

    /// <summary>The called side is busy, declines, or cannot be reached; or an inbound call is refused.</summary>
    Refused,

    /// <summary>Either side hangs up, or the caller gives up.</summary>
    Ended,

    /// <summary><c>call.hold</c>.</summary>
    UserHolds,

    /// <summary><c>call.resume</c>.</summary>
    UserResumes,

    /// <summary>The far end narrows its media.</summary>
    FarEndHolds,

    /// <summary>The far end widens its media again.</summary>
    FarEndResumes,

    /// <summary><c>call.mute</c> or <c>call.unmute</c>.</summary>
    Muted,

    /// <summary><c>call.transfer</c> or a step of an attended one.</summary>
    Transfer,

    /// <summary>A new offer for media that a new socket needs.</summary>
    Renegotiated,
}

/// <summary>The table of E.0, without its frames.</summary>
public static class CallTransitions
{
    /// <summary>The state after the input; null where the protocol does not allow it and the state stays.</summary>
    public static CallState? Next(CallState state, CallInput input) => (state, input) switch
    {
        (CallState.Trying or CallState.Ringing, CallInput.Alerting) => CallState.Ringing,
        (CallState.Trying or CallState.Ringing, CallInput.EarlyMedia) => state,
        (CallState.Trying or CallState.Ringing, CallInput.Answered) => CallState.Active,
        (CallState.Trying or CallState.Ringing, CallInput.Refused) => CallState.Ended,
        (not CallState.Ended, CallInput.Ended) => CallState.Ended,
        (CallState.Active, CallInput.UserHolds) => CallState.HeldByUser,
        (CallState.HeldByFarEnd, CallInput.UserHolds) => CallState.HeldByBoth,
        (CallState.HeldByUser, CallInput.UserResumes) => CallState.Active,
        (CallState.HeldByBoth, CallInput.UserResumes) => CallState.HeldByFarEnd,
        (CallState.Active, CallInput.FarEndHolds) => CallState.HeldByFarEnd,
        (CallState.HeldByUser, CallInput.FarEndHolds) => CallState.HeldByBoth,
        (CallState.HeldByFarEnd, CallInput.FarEndResumes) => CallState.Active,
        (CallState.HeldByBoth, CallInput.FarEndResumes) => CallState.HeldByUser,
        (not CallState.Ended, CallInput.Renegotiated) => state,
        (_, CallInput.Muted or CallInput.Transfer) when IsConnected(state) => state,
        _ => null,
    };

    /// <summary>Answered and not over; a held call is still an active one with its media stopped.</summary>
    public static bool IsConnected(CallState state) =>
        state is CallState.Active or CallState.HeldByUser or CallState.HeldByFarEnd or CallState.HeldByBoth;
}
