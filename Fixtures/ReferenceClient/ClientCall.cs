using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>One call as the client knows it. Data only: the desks act on it.</summary>
internal sealed class ClientCall(CallDirection direction)
{
    private readonly List<IDisposable> _timers = [];

    public CallDirection Direction { get; } = direction;

    public ClientCallState State { get; set; }

    /// <summary>The server's id; null until <c>call.trying</c> (CALL-02).</summary>
    public CallId? Id { get; set; }

    /// <summary>The <c>req_id</c> of the dial, which alone ties <c>call.trying</c> to it.</summary>
    public string? DialReqId { get; set; }

    public string From { get; init; } = "";

    public string? FromName { get; init; }

    public string To { get; init; } = "";

    public DateTimeOffset? AnsweredAt { get; set; }

    public HoldParty? HeldBy { get; set; }

    public bool IsMuted { get; set; }

    public PeerConnection? Peer { get; set; }

    /// <summary>The server's offer that nobody has answered yet.</summary>
    public string? WaitingOffer { get; set; }

    /// <summary>Accept was pressed (INB-05).</summary>
    public bool IsAccepted { get; set; }

    public bool HasMicrophone { get; set; }

    public bool IsAnswerSent { get; set; }

    public bool IsRejectSent { get; set; }

    public bool IsHangupSent { get; set; }

    /// <summary>The socket was lost, and nothing has been heard of this call since (E.7).</summary>
    public bool IsPending { get; set; }

    /// <summary>A restored call whose new media is not agreed yet.</summary>
    public bool NeedsMedia { get; set; }

    /// <summary>The call for whose sake this one was put on hold.</summary>
    public ClientCall? HeldFor { get; set; }

    /// <summary>For a consult: the call that is to be transferred.</summary>
    public ClientCall? Parent { get; init; }

    public bool IsLive => State != ClientCallState.Ended;

    public bool IsUp => State is ClientCallState.Active or ClientCallState.Held;

    public bool RingsHere => Direction == CallDirection.Inbound && State == ClientCallState.Ringing;

    /// <summary>Applies the table; false when the input means nothing now.</summary>
    public bool Apply(ClientCallInput input)
    {
        if (ClientCallTransitions.Next(State, input) is not { } next)
        {
            return false;
        }

        State = next;
        return true;
    }

    /// <summary>Ties a timer to the life of the call.</summary>
    public void Keep(IDisposable timer) => _timers.Add(timer);

    public void StopTimers()
    {
        foreach (var timer in _timers)
        {
            timer.Dispose();
        }

        _timers.Clear();
    }
}
