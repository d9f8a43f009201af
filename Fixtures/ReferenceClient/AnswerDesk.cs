using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>Inbound calls, from <c>call.incoming</c> to the answer or the decline (E.2, K.8).</summary>
internal sealed class AnswerDesk(ClientContext context, CallLine line, CallTable calls, Microphone microphone, WakeUp wakeUp)
{
    private readonly InboundRules _rules = context.Rules.Inbound;

    public void Incoming(CallIncoming message)
    {
        if (_rules.RegistersAfter > TimeSpan.Zero)
        {
            context.After(_rules.RegistersAfter, () => Register(message));
        }
        else
        {
            Register(message);
        }
    }

    /// <summary>Rings for a call, new or restored.</summary>
    public ClientCall Ring(CallId id, string from, string? fromName, string to)
    {
        var call = new ClientCall(CallDirection.Inbound)
        {
            Id = id,
            From = from,
            FromName = fromName,
            To = to,
            State = ClientCallState.Ringing,
        };
        calls.Add(call);
        TellIncoming(call);
        if (_rules.AnswersAfter is { } wait)
        {
            call.Keep(context.After(wait, () => Accept(call)));
        }

        return call;
    }

    /// <summary>The user presses answer.</summary>
    public void Answer(string? callId)
    {
        var call = calls.Newest(callId, call => call is { RingsHere: true, IsRejectSent: false });
        if (call is null && AnswersWhatDoesNotRing(callId))
        {
            return;
        }

        if (call is not null)
        {
            if (line.IsOpen(call))
            {
                Accept(call);
            }
        }
        else if (!wakeUp.Decide(callId, answers: true))
        {
            line.TellWrongState("answer", callId);
        }
    }

    /// <summary>The user presses decline: <c>call.reject</c>, never a hang-up (INB-08).</summary>
    public void Reject(string? callId, RejectReason reason)
    {
        if (calls.Newest(callId, static call => call is { RingsHere: true, IsAnswerSent: false }) is { } call)
        {
            if (line.IsOpen(call))
            {
                Decline(call, reason);
            }
        }
        else if (!wakeUp.Decide(callId, answers: false))
        {
            line.TellWrongState("reject", callId);
        }
    }

    public void Accept(ClientCall call)
    {
        if (call.IsAccepted)
        {
            return;
        }

        call.IsAccepted = true;
        microphone.Ask(call, granted => MicrophoneDecided(call, granted));
        if (!call.HasMicrophone || call.WaitingOffer is null)
        {
            call.IsAccepted = _rules.RemembersAccept && call.IsAccepted;
        }
    }

    public void Decline(ClientCall call, RejectReason reason)
    {
        if (!call.IsRejectSent && call.Id is { } id)
        {
            call.IsRejectSent = true;
            line.Request(call, RequestKind.Reject, reqId => new CallReject(id) { ReqId = reqId, Reason = reason });
        }
    }

    /// <summary>Sends the answer as soon as all is there: the accept, the microphone, and the server's offer (INB-05).</summary>
    public void AnswerWhenReady(ClientCall call)
    {
        if (call is not { RingsHere: true, IsAccepted: true, HasMicrophone: true, IsAnswerSent: false, WaitingOffer: { } offer, Id: { } id })
        {
            return;
        }

        if (_rules.HoldsOthers)
        {
            line.HoldOthers(call);
        }

        call.IsAnswerSent = true;
        call.Peer ??= calls.NewPeer();
        line.Request(call, RequestKind.Answer, reqId => new CallAnswer(id) { ReqId = reqId });
        line.Send(new SdpAnswerFromClient(id, call.Peer.Answer(offer)));
        call.WaitingOffer = null;
        if (_rules.ActiveOnAnswerSent && call.Apply(ClientCallInput.Answered))
        {
            context.Tell("answered", ("call_id", id.Value));
        }
    }

    private bool AnswersWhatDoesNotRing(string? callId)
    {
        var answered = _rules.AnswersAnything ? calls.Newest(callId, static call => call.Id is not null)?.Id : null;
        answered ??= _rules.AnswersEnded ? calls.LastEnded : null;
        if (answered is not { } id)
        {
            return false;
        }

        line.Send(new CallAnswer(id) { ReqId = context.NextReqId() });
        return true;
    }

    private void Register(CallIncoming message)
    {
        if (!_rules.Takes(message))
        {
            return;
        }

        if (calls.Find(message.CallId) is { } known)
        {
            RingAgain(known);
        }
        else if (calls.IsOver(message.CallId) || IsTakenForKnown(message))
        {
            // A second delivery of the same call, or one that is over for us (PUSH-05).
        }
        else if (calls.Live.Count >= _rules.MostCalls)
        {
            calls.Forget(message.CallId);
            line.Send(new CallReject(message.CallId) { ReqId = context.NextReqId(), Reason = RejectReason.Busy });
        }
        else
        {
            var call = Ring(message.CallId, message.From, message.FromName, message.To);
            wakeUp.Arrived(call, this);
        }
    }

    private void RingAgain(ClientCall known)
    {
        if (_rules.DuplicateRings)
        {
            TellIncoming(known);
        }
    }

    private bool IsTakenForKnown(CallIncoming message) =>
        _rules.SameNumberIsSameCall && calls.Live.Any(call => call.Direction == CallDirection.Inbound && call.From == message.From);

    private void TellIncoming(ClientCall call) => context.Tell(
        "incoming", ("call_id", call.Id is { } id ? context.Rules.Push.ShowsAs(id.Value) : null), ("from", call.From), ("from_name", call.FromName), ("to", call.To));

    private void MicrophoneDecided(ClientCall call, bool granted)
    {
        if (granted)
        {
            AnswerWhenReady(call);
            return;
        }

        // The call rings on: it can be rejected, or answered again once there is a microphone (INB-07).
        call.IsAccepted = false;
        context.TellError(ClientErrorCode.MicPermissionDenied, "the microphone was denied", call.Id?.Value);
        if (_rules.HalfAnswers && call.Id is { } id)
        {
            line.Request(call, RequestKind.Answer, reqId => new CallAnswer(id) { ReqId = reqId });
        }
    }
}
