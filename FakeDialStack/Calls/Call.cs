using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>A call between a user and a far end, with the legs of the user's sessions. Loop only.</summary>
internal sealed class Call(CallId id, User user, CallDirection direction, string from, string? fromName, string to, Action<FakeEvent> raise)
{
    private readonly List<Leg> _legs = [];

    public CallId Id { get; } = id;

    public User User { get; } = user;

    public CallDirection Direction { get; } = direction;

    public string From { get; } = from;

    public string? FromName { get; } = fromName;

    public string To { get; } = to;

    public CallState State { get; private set; } = direction == CallDirection.Outbound ? CallState.Trying : CallState.Ringing;

    /// <summary>When the call was answered, by the server's clock.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>The PSTN leg; null only before the far end is called.</summary>
    public Dialog? Dialog { get; set; }

    /// <summary>Until when an unanswered inbound call rings (L-16).</summary>
    public LoopTimer? RingLimit { get; set; }

    /// <summary>Held toward an app that has to wake: it waits for sessions even when none rings (I.3).</summary>
    public bool IsParked { get; set; }

    /// <summary>The message that a lost session did not get when the call ended; null when all have been told (E.7).</summary>
    public CallEnded? Unheard { get; set; }

    /// <summary>The user's legs, in the order in which they came to be, ended ones included.</summary>
    public IReadOnlyList<Leg> Legs => _legs;

    public bool IsConnected => CallTransitions.IsConnected(State);

    public bool IsOver => State == CallState.Ended;

    /// <summary>The leg that has the call, or is about to: nobody else can answer it any more.</summary>
    public Leg? Owner => _legs.Find(l => l.State is LegState.Owned or LegState.Accepted);

    public Leg? LegOf(Session session) => _legs.Find(l => l.IsLive && l.Session == session);

    /// <summary>Whether the session has had a part that is over.</summary>
    public bool WasAt(Session session) => _legs.Exists(l => !l.IsLive && l.Session == session);

    public IReadOnlyList<Leg> LiveLegs() => _legs.FindAll(l => l.IsLive);

    public void Add(Leg leg) => _legs.Add(leg);

    /// <summary>Moves the call; false when the protocol does not allow it.</summary>
    public bool TryMove(CallInput input)
    {
        if (CallTransitions.Next(State, input) is not { } next)
        {
            return false;
        }

        raise(new StateMoved(User.Id.Value, StateMachine.Call, State.ToString(), input.ToString(), next.ToString()));
        State = next;
        return true;
    }

    /// <summary>Tells of a step of one of its legs.</summary>
    public void Moved(Leg leg, LegInput input, LegState next) =>
        raise(new StateMoved(leg.Session?.Socket.Peer ?? User.Id.Value, StateMachine.Leg, leg.State.ToString(), input.ToString(), next.ToString()));

    /// <summary>Moves the call to answered.</summary>
    public bool TryAnswer(DateTimeOffset at)
    {
        if (!TryMove(CallInput.Answered))
        {
            return false;
        }

        AnsweredAt = at;
        IsParked = false;
        RingLimit?.Dispose();
        return true;
    }
}
