using FakeDialStack.Flow;
using FakeDialStack.Media;
using FakeDialStack.Protocol;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>One session's part in a call. Loop only.</summary>
internal sealed class Leg(Call call, Session session, LegState state, IMediaLeg media)
{
    public Call Call { get; } = call;

    /// <summary>Whose part; null while the session is lost and the call waits for a newcomer (E.7).</summary>
    public Session? Session { get; private set; } = session;

    public LegState State { get; private set; } = state;

    /// <summary>The media up to the session's peer connection.</summary>
    public IMediaLeg Media { get; private set; } = media;

    /// <summary>The answer to the session's newest offer, until it has been sent as final.</summary>
    public string? UnsentAnswer { get; set; }

    /// <summary>An offer of the server waits for the session's answer.</summary>
    public bool OwesAnswer { get; set; }

    /// <summary>What the leg waits for: a description (L-15), an offer (E.7), or a newcomer.</summary>
    public LoopTimer? Deadline { get; private set; }

    public bool IsLive => State != LegState.Ended;

    public bool IsSuspended => IsLive && Session is null;

    /// <summary>Moves the leg; false when the protocol does not allow it.</summary>
    public bool TryMove(LegInput input)
    {
        if (LegTransitions.Next(State, input) is not { } next)
        {
            return false;
        }

        Call.Moved(this, input, next);
        State = next;
        if (!IsLive)
        {
            Await(null);
            Media.Dispose();
        }

        return true;
    }

    public void Await(LoopTimer? deadline)
    {
        Deadline?.Dispose();
        Deadline = deadline;
    }

    /// <summary>The session is lost. What it had begun to answer, it has to begin again.</summary>
    public void Suspend()
    {
        Session = null;
        UnsentAnswer = null;
        OwesAnswer = false;
        Await(null);
        if (State is LegState.Described or LegState.Accepted)
        {
            State = LegState.Ringing;
        }
    }

    /// <summary>A newcomer takes the place of the session that was lost, with media of its own.</summary>
    public void Resume(Session newcomer, IMediaLeg media)
    {
        Await(null);
        Session = newcomer;
        Media.Dispose();
        Media = media;
    }

    public void Send(ServerMessage message) => Session?.Send(message);
}
