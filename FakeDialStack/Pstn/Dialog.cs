using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace FakeDialStack.Pstn;

/// <summary>
/// The dialog between the fake and a far end, with what SIP requires of both in return: 100, ACK, 200 to CANCEL, BYE and
/// re-INVITE, 487. Every step is told to whoever watches, in the order of the wire. Loop only.
/// </summary>
internal sealed class Dialog(FarEnd farEnd, CallId callId, bool fromFarEnd, Action<FakeEvent> raise)
{
    /// <summary>Who is on the other side.</summary>
    public FarEnd FarEnd { get; } = farEnd;

    /// <summary>The call that it carries.</summary>
    public CallId CallId { get; } = callId;

    /// <summary>True when the far end called.</summary>
    public bool FromFarEnd { get; } = fromFarEnd;

    /// <summary>How far it has come.</summary>
    public DialogState State { get; private set; } = DialogState.Invited;

    /// <summary>Who is told; null once nobody of ours takes part any more (voicemail).</summary>
    public IPstnUser? User { get; set; }

    /// <summary>True until it is over.</summary>
    public bool IsLive => State != DialogState.Terminated;

    /// <summary>The fake calls the far end.</summary>
    public void Invite(string from, string to)
    {
        Ours("INVITE", new JsonObject { ["from"] = from, ["to"] = to });
        Theirs("100");
    }

    /// <summary>The fake lets the caller hear ringing. Only the first time is a step.</summary>
    public void Ring()
    {
        if (State == DialogState.Invited)
        {
            Move(DialogInput.Provisional);
            Ours("180");
        }
    }

    /// <summary>The fake answers the caller.</summary>
    /// <param name="answeredBy">What answered, if it is no device of the user: voicemail.</param>
    public void Answer(string? answeredBy = null)
    {
        Move(DialogInput.Accept);
        Ours("200", answeredBy is null ? [] : new JsonObject { ["answered_by"] = answeredBy });
        Theirs("ACK");
    }

    /// <summary>The fake ends it from its side, with what fits: a final response, CANCEL or BYE.</summary>
    /// <param name="refusal">Final response to a caller who has not been answered.</param>
    public void Release(string refusal)
    {
        switch (State)
        {
            case DialogState.Confirmed:
                Move(DialogInput.Bye);
                Ours("BYE");
                Theirs("200");
                break;
            case DialogState.Invited or DialogState.Proceeding when FromFarEnd:
                Move(DialogInput.Refuse);
                Ours(refusal);
                Theirs("ACK");
                break;
            case DialogState.Invited or DialogState.Proceeding:
                Move(DialogInput.Cancel);
                Ours("CANCEL");
                Theirs("200");
                Theirs("487");
                Ours("ACK");
                break;
        }
    }

    /// <summary>The fake narrows or widens the media toward the far end: hold music, or talk (A.5).</summary>
    public void Reinvite(string direction)
    {
        Ours("re-INVITE", new JsonObject { ["direction"] = direction });
        Theirs("200");
        Ours("ACK");
    }

    /// <summary>Moves the dialog, or throws when SIP does not allow it.</summary>
    /// <exception cref="InvalidOperationException">Not in this state.</exception>
    public void Move(DialogInput input, string? signal = null)
    {
        var next = DialogTransitions.Next(State, input)
            ?? throw new InvalidOperationException($"{FarEnd.Name} cannot signal {signal ?? input.ToString()}: its call {CallId} is {State}.");
        raise(new StateMoved(FarEnd.Name, StateMachine.Dialog, State.ToString(), input.ToString(), next.ToString()));
        State = next;
    }

    /// <summary>A step of the fake.</summary>
    public void Ours(string signal, JsonObject? details = null) =>
        raise(new PstnSignalled(FarEnd.Name, CallId.Value, FromFarEnd: false, signal, details ?? []));

    /// <summary>A step of the far end.</summary>
    public void Theirs(string signal, JsonObject? details = null) =>
        raise(new PstnSignalled(FarEnd.Name, CallId.Value, FromFarEnd: true, signal, details ?? []));
}
