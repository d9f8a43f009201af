using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>
/// Takes what the server says about calls. Messages for calls that nobody knows, or that are over, mean nothing (CONN-08).
/// </summary>
internal sealed class CallInbox(
    ClientContext context, CallLine line, CallTable calls, DialDesk dialling, AnswerDesk answering, Restore restore)
{
    private readonly CallRules _rules = context.Rules.Calls;

    public void Take(ServerMessage message)
    {
        switch (message)
        {
            case CallTrying trying:
                dialling.Trying(trying);
                break;
            case CallIncoming incoming:
                answering.Incoming(incoming);
                break;
            case CallRestored restored:
                restore.Take(restored);
                break;
            case CallEnded ended when calls.Find(ended.CallId) is null:
                LateEnd(ended);
                break;
            case ICallMessage about when calls.Find(about.CallId) is { } call:
                Take(call, message);
                break;
        }
    }

    private void Take(ClientCall call, ServerMessage message)
    {
        switch (message)
        {
            case CallRinging:
                dialling.Ringing(call);
                break;
            case CallAnswered answered:
                Answered(call, answered.AnsweredAt);
                break;
            case CallHeld held:
                Held(call, held);
                break;
            case CallResumed:
                Resumed(call);
                break;
            case CallEnded ended:
                Ended(call, ended);
                break;
            case SdpOfferFromServer offer:
                Offered(call, offer.Sdp);
                break;
            case SdpPranswer provisional:
                EarlyMedia(call, provisional.Sdp);
                break;
            case SdpAnswerFromServer answer:
                AnswerDescribed(call, answer.Sdp);
                break;
        }
    }

    private void Answered(ClientCall call, DateTimeOffset? at)
    {
        var wasAlerting = call is { Direction: CallDirection.Outbound, State: ClientCallState.Ringing };
        var isDeaf = context.Rules.Dial.NeedsRinging && call is { Direction: CallDirection.Outbound, State: ClientCallState.Trying };
        if (isDeaf || !call.Apply(ClientCallInput.Answered))
        {
            return;
        }

        call.AnsweredAt = at ?? context.Now;
        if (wasAlerting)
        {
            context.Tell("ringback", ("state", "off"));
        }

        context.Tell("answered", ("call_id", call.Id?.Value));
    }

    // Early media is neither ringing nor an answer (MEDIA-07, MEDIA-09).
    private void EarlyMedia(ClientCall call, string description)
    {
        call.Peer?.TakeProvisional(description);
        if (context.Rules.Dial.RingsOnEarlyMedia)
        {
            dialling.Ringing(call);
        }

        if (context.Rules.Dial.FailsOnEarlyMedia)
        {
            calls.EndLocally(call, EndReason.Failed);
        }
    }

    private void Held(ClientCall call, CallHeld held)
    {
        var isNews = call.State != ClientCallState.Held || call.HeldBy != held.HeldBy;
        if (!call.Apply(ClientCallInput.Held))
        {
            return;
        }

        call.HeldBy = held.HeldBy;
        if (isNews)
        {
            var holder = _rules.TellsHolder(held.HeldBy) == HoldParty.Local ? "local" : "remote";
            context.Tell("held", ("call_id", call.Id?.Value), ("held_by", holder));
        }

        if (_rules.ResumesRemoteHold && held.HeldBy == HoldParty.Remote)
        {
            line.Request(call, RequestKind.Resume, reqId => new CallResume(held.CallId) { ReqId = reqId });
        }
    }

    private void Resumed(ClientCall call)
    {
        if (call.Apply(ClientCallInput.Resumed))
        {
            call.HeldBy = null;
            call.HeldFor = null;
            context.Tell("resumed", ("call_id", call.Id?.Value));
        }
    }

    private void Ended(ClientCall call, CallEnded ended)
    {
        var isDeaf = !_rules.TakesReason(ended.Reason)
            || (call.RingsHere && context.Rules.Inbound.IgnoresEndWhileRinging)
            || (call.NeedsMedia && !context.Rules.Restore.EndsWhileRestoring)
            || (call.IsAnswerSent && call.RingsHere && !context.Rules.Inbound.RefusedAnswerEnds);
        if (isDeaf)
        {
            return;
        }

        calls.End(call, _rules.TellsReason(ended.Reason), ended.DurationSeconds);
        line.UndoHoldsUnlessUp(call);
        if (_rules.ConfirmsEnd)
        {
            line.Send(new CallHangup(ended.CallId) { ReqId = context.NextReqId() });
        }

        if (_rules.ResumesRemaining)
        {
            ResumeRemaining();
        }
    }

    private void LateEnd(CallEnded ended)
    {
        if (_rules.ReportsEveryEnd && calls.IsOver(ended.CallId))
        {
            calls.TellEnded(ended.CallId, ended.Reason, ended.DurationSeconds);
        }
    }

    private void ResumeRemaining()
    {
        foreach (var call in calls.Live)
        {
            if (call is { State: ClientCallState.Held, Id: { } id })
            {
                line.Request(call, RequestKind.Resume, reqId => new CallResume(id) { ReqId = reqId });
            }
        }
    }

    private void Offered(ClientCall call, string offer)
    {
        if (call.NeedsMedia)
        {
            restore.Offered(call, offer);
        }
        else if (call.RingsHere)
        {
            call.WaitingOffer = offer;
            answering.AnswerWhenReady(call);
        }
        else if (call is { IsUp: true, Peer: { } peer, Id: { } id })
        {
            // A renegotiation by the server: answered without call.answer, the call goes on (MEDIA-14).
            line.Send(new SdpAnswerFromClient(id, peer.Answer(offer)));
        }
    }

    private void AnswerDescribed(ClientCall call, string answer)
    {
        call.Peer?.TakeAnswer(answer);
        restore.Answered(call);
        if (context.Rules.Dial.ActiveOnSdpAnswer)
        {
            Answered(call, null);
        }
    }
}
