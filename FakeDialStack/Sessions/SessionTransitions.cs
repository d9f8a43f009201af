namespace FakeDialStack.Sessions;

/// <summary>The life of a socket as a session.</summary>
public enum SessionState
{
    /// <summary>The socket is open and owes its <c>authenticate</c>.</summary>
    Opening,

    /// <summary>A user's session: it can place and receive calls.</summary>
    Authenticated,

    /// <summary>The fake has said its last word and closes.</summary>
    Closing,

    /// <summary>The socket has ended.</summary>
    Closed,
}

/// <summary>What can happen to a session.</summary>
public enum SessionInput
{
    /// <summary>An <c>authenticate</c> whose token is good.</summary>
    Authenticate,

    /// <summary>An <c>auth.refresh</c> whose token is good.</summary>
    Refresh,

    /// <summary>Any other message of the catalogue.</summary>
    Message,

    /// <summary>The fake ends it: a fatal error, or a rule.</summary>
    End,

    /// <summary>The socket is gone.</summary>
    SocketGone,
}

/// <summary>The table of sessions: B.3, B.5, B.7, L-04.</summary>
public static class SessionTransitions
{
    /// <summary>The state after the input; null where the protocol does not allow it.</summary>
    public static SessionState? Next(SessionState state, SessionInput input) => (state, input) switch
    {
        (SessionState.Opening, SessionInput.Authenticate) => SessionState.Authenticated,
        (SessionState.Authenticated, SessionInput.Refresh or SessionInput.Message) => SessionState.Authenticated,
        (SessionState.Opening or SessionState.Authenticated, SessionInput.End) => SessionState.Closing,
        (not SessionState.Closed, SessionInput.SocketGone) => SessionState.Closed,
        _ => null,
    };
}
