namespace FakeDialStack;

/// <summary>The tables of states that the fake works by.</summary>
public enum StateMachine
{
    /// <summary>A socket as a session: <see cref="Sessions.SessionTransitions"/>.</summary>
    Session,

    /// <summary>A call seen from the user's leg: <see cref="Calls.CallTransitions"/>.</summary>
    Call,

    /// <summary>One session's part in a call: <see cref="Calls.LegTransitions"/>.</summary>
    Leg,

    /// <summary>The PSTN leg: <see cref="Pstn.DialogTransitions"/>.</summary>
    Dialog,
}
