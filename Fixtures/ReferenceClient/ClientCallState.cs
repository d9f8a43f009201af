namespace Fixtures.ReferenceClient;

/// <summary>Where a call stands, as the client sees it (E.0).</summary>
public enum ClientCallState
{
    /// <summary>The microphone or the ICE servers are being waited for; nothing is sent.</summary>
    Preparing,

    /// <summary><c>call.create</c> is sent; the call has no id yet.</summary>
    Dialling,

    /// <summary>The server works on it (<c>call.trying</c>).</summary>
    Trying,

    /// <summary>The far end alerts, or we do.</summary>
    Ringing,

    /// <summary>Both can talk.</summary>
    Active,

    /// <summary>Up, and on hold by either side.</summary>
    Held,

    /// <summary>Over. Nothing leads out of it.</summary>
    Ended,
}

/// <summary>What can happen to a call.</summary>
internal enum ClientCallInput
{
    Create,
    Trying,
    Alerting,
    Answered,
    Held,
    Resumed,
    Ended,
}

/// <summary>The transition table of a call (E.0).</summary>
internal static class ClientCallTransitions
{
    /// <summary>The next state; null when the input means nothing in this state.</summary>
    public static ClientCallState? Next(ClientCallState state, ClientCallInput input) => (state, input) switch
    {
        (ClientCallState.Preparing, ClientCallInput.Create) => ClientCallState.Dialling,
        (ClientCallState.Dialling, ClientCallInput.Trying) => ClientCallState.Trying,
        (ClientCallState.Trying, ClientCallInput.Alerting) => ClientCallState.Ringing,
        (ClientCallState.Trying or ClientCallState.Ringing, ClientCallInput.Answered) => ClientCallState.Active,
        (ClientCallState.Active or ClientCallState.Held, ClientCallInput.Held) => ClientCallState.Held,
        (ClientCallState.Held, ClientCallInput.Resumed) => ClientCallState.Active,
        (not ClientCallState.Ended, ClientCallInput.Ended) => ClientCallState.Ended,
        _ => null,
    };
}
