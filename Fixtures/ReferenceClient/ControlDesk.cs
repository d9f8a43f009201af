using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>What the user does to a call: hang up, hold, resume, mute, transfer (E.3 to E.5, K.9).</summary>
internal sealed class ControlDesk(ClientContext context, CallLine line, CallTable calls, DialDesk dialling, AnswerDesk answering)
{
    // A server that does not confirm the end must not keep the user in the call.
    private static readonly TimeSpan s_endLimit = TimeSpan.FromSeconds(10);

    private readonly CallRules _rules = context.Rules.Calls;

    public void HangUp(string? callId)
    {
        if (calls.Newest(callId, static call => !call.RingsHere || call.IsAnswerSent) is { } call)
        {
            HangUp(call);
        }
        else if (calls.Newest(callId, static call => call.RingsHere) is { } ringing)
        {
            if (line.IsOpen(ringing))
            {
                answering.Decline(ringing, RejectReason.Decline);
            }
        }
        else
        {
            line.TellWrongState("hang up", callId);
        }
    }

    /// <summary>Hangs up all calls of a socket that is about to be closed (CONN-17).</summary>
    public void HangUpAll()
    {
        foreach (var call in calls.Live)
        {
            if (call is { Id: { } id, IsPending: false, IsHangupSent: false })
            {
                line.Request(call, RequestKind.Hangup, reqId => new CallHangup(id) { ReqId = reqId });
            }
        }
    }

    public void Hold(string? callId)
    {
        var call = calls.Newest(callId, call => call.State == ClientCallState.Active || !_rules.ChecksHoldState);
        if (call?.Id is not { } id)
        {
            line.TellWrongState("hold", callId);
        }
        else if (line.IsOpen(call))
        {
            line.Request(call, RequestKind.Hold, reqId => new CallHold(id) { ReqId = reqId });
            if (_rules.HoldsOptimistically && call.Apply(ClientCallInput.Held))
            {
                context.Tell("held", ("call_id", id.Value), ("held_by", "local"));
            }

            if (_rules.RenegotiatesOnHold && call.Peer is { } peer)
            {
                line.Send(new SdpOfferFromClient(id, peer.Offer()));
            }
        }
    }

    public void Resume(string? callId)
    {
        var call = calls.Newest(callId, call => !_rules.ChecksHoldState || IsHeldHere(call));
        if (call?.Id is not { } id)
        {
            line.TellWrongState("resume", callId);
        }
        else if (line.IsOpen(call))
        {
            call.HeldFor = null;
            line.HoldOthers(call);
            line.Request(call, RequestKind.Resume, reqId => new CallResume(id) { ReqId = reqId });
        }
    }

    /// <summary>Mutes or unmutes: at once here, and the server is told; it does not reply (MUTE-01, MUTE-02).</summary>
    public void Mute(string? callId, bool mutes)
    {
        if (calls.Newest(callId, static call => call.IsUp) is not { Id: { } id } call)
        {
            line.TellWrongState(mutes ? "mute" : "unmute", callId);
        }
        else if (line.IsOpen(call))
        {
            call.IsMuted = mutes;
            TellMute(call, id);
            if (_rules.MuteReplyLimit is { } limit)
            {
                call.Keep(context.After(limit, () => context.TellError(ErrorCode.CallFailed, "the mute was not acknowledged", id.Value)));
            }
        }
    }

    public void TellMute(ClientCall call, CallId id)
    {
        if (_rules.TellsMute)
        {
            line.Request(call, RequestKind.Mute, reqId =>
                call.IsMuted ? new CallMute(id) { ReqId = reqId } : new CallUnmute(id) { ReqId = reqId });
        }
    }

    /// <summary>Blind transfer of a connected call (XFER-01).</summary>
    public void Transfer(string? callId, string to)
    {
        if (calls.Newest(callId, static call => call.IsUp) is not { Id: { } id } call)
        {
            line.TellWrongState("transfer", callId);
        }
        else if (context.Rules.Dial.Clean(to) is not { } destination)
        {
            context.TellError(ErrorCode.CallFailed, $"'{to}' cannot be dialled", id.Value);
        }
        else if (line.IsOpen(call))
        {
            line.Request(call, RequestKind.Transfer, reqId => new CallTransfer(id, destination) { ReqId = reqId });
        }
    }

    /// <summary>First step of an attended transfer: dials the consult party; the server holds the parent (XFER-04, XFER-06).</summary>
    public void Consult(string? callId, string to)
    {
        if (calls.Newest(callId, static call => call is { IsUp: true, Parent: null }) is { } parent)
        {
            dialling.Dial(to, parent);
        }
        else
        {
            line.TellWrongState("consult about", callId);
        }
    }

    /// <summary>Second step, once the consult is answered; it names the parent (XFER-07).</summary>
    public void Complete(string? callId)
    {
        var consult = calls.Newest(null, call => call is { IsUp: true, Parent.IsUp: true }
            && (callId is null || callId == call.Parent.Id?.Value || callId == call.Id?.Value));
        if (consult?.Parent is not { Id: { } id } parent)
        {
            line.TellWrongState("complete", callId);
        }
        else if (line.IsOpen(parent))
        {
            line.Request(parent, RequestKind.Transfer, reqId => new CallTransferAttended(id, TransferStep.Complete) { ReqId = reqId });
        }
    }

    /// <summary>Takes an attended transfer back: hangs the consult up and resumes the parent (XFER-10).</summary>
    public void CancelTransfer(string? callId)
    {
        var consult = calls.Newest(null, call => call.Parent is not null
            && (callId is null || callId == call.Parent.Id?.Value || callId == call.Id?.Value));
        if (consult?.Parent is not { } parent)
        {
            line.TellWrongState("cancel the transfer of", callId);
            return;
        }

        HangUp(consult);
        if (IsHeldHere(parent))
        {
            Resume(parent.Id?.Value);
        }
    }

    private static bool IsHeldHere(ClientCall call) => call is { State: ClientCallState.Held, HeldBy: not HoldParty.Remote };

    private void HangUp(ClientCall call)
    {
        if (call.Id is not { } id)
        {
            dialling.Abandon(call);
            return;
        }

        if (!line.IsOpen(call) || (call.IsHangupSent && !_rules.RepeatsHangup))
        {
            return;
        }

        call.IsHangupSent = true;
        if (!context.Rules.Dial.CancelsBeforeAnswer && !call.IsUp)
        {
            calls.EndLocally(call, EndReason.Hangup);
            return;
        }

        if (_rules.EndsOnOwnHangup)
        {
            line.Request(call, RequestKind.Hangup, reqId => new CallHangup(id) { ReqId = reqId });
            calls.EndLocally(call, EndReason.Hangup);
            return;
        }

        call.Keep(context.After(s_endLimit, () => calls.EndLocally(call, EndReason.Hangup)));
        line.Request(call, RequestKind.Hangup, reqId => new CallHangup(id) { ReqId = reqId });
    }
}
