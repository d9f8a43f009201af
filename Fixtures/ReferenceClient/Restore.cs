using FakeDialStack.Flow;
using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>
/// Calls across a lost socket (E.7, K.6). They are kept for the window; each one that the server restores gets a new peer
/// connection and a full offer/answer; each one that it does not restore soon after <c>authenticated</c> is over.
/// Who offers is the server's choice (CF-04): its offer is waited for a moment, then the client makes its own.
/// </summary>
internal sealed class Restore(ClientContext context, CallLine line, CallTable calls)
{
    private readonly RestoreRules _rules = context.Rules.Restore;
    private LoopTimer? _window;
    private LoopTimer? _grace;
    private bool _hasRestored;

    /// <summary>Rings for a restored call that this life of the app has never seen.</summary>
    public Func<CallRestored, ClientCall>? Ring { get; set; }

    /// <summary>Tells the server about the mute of a restored call.</summary>
    public Action<ClientCall, CallId> TellMute { get; set; } = static (_, _) => { };

    /// <summary>The socket is lost: keep what has an id.</summary>
    public void SocketLost()
    {
        _grace?.Dispose();
        foreach (var call in calls.Live)
        {
            if (!_rules.KeepsCalls)
            {
                calls.EndLocally(call, _rules.LostReason);
            }
            else
            {
                Suspend(call);
            }
        }

        if (_window is not { IsArmed: true } && calls.Live.Count > 0)
        {
            _window = context.After(_rules.Window, () => EndPending(_rules.LostReason));
        }
    }

    /// <summary>A socket is authenticated: what is not restored soon is over (RESTORE-10).</summary>
    public void SocketBack()
    {
        _window?.Dispose();
        _hasRestored = false;
        if (calls.Live.Any(static call => call.IsPending))
        {
            if (_rules.Grace is { } grace)
            {
                _grace = context.After(grace, () => EndPending(_rules.LostReason));
            }

            if (_rules.HangsUpKept)
            {
                HangUpPending();
            }
        }
    }

    public void Take(CallRestored restored)
    {
        if (calls.IsOver(restored.CallId) || (_rules.OnlyFirst && _hasRestored))
        {
            return;
        }

        _hasRestored = true;
        var call = calls.Find(restored.CallId);
        if (call is not null && !_rules.KeepsIdentity)
        {
            calls.EndLocally(call, _rules.LostReason);
            call = null;
        }

        call = call is null ? TakeUnknown(restored) : TakeKnown(call, restored);
        if (call is not null)
        {
            Rebuild(call, restored.CallId);
        }
    }

    /// <summary>The server offers for a restored call: its offer wins over ours (E.8), and is answered alone (RESTORE-05).</summary>
    public void Offered(ClientCall call, string offer)
    {
        if (call is { Id: { } id, Peer: { } peer } && _rules.Negotiates)
        {
            call.NeedsMedia = false;
            call.StopTimers();
            line.Send(new SdpAnswerFromClient(id, peer.Answer(offer)));
            Rebuilt(call, id);
        }
    }

    /// <summary>The server answered our offer.</summary>
    public void Answered(ClientCall call)
    {
        if (call is { NeedsMedia: true, Id: { } id })
        {
            call.NeedsMedia = false;
            Rebuilt(call, id);
        }
    }

    private static void Suspend(ClientCall call)
    {
        if (call.Id is not null)
        {
            call.StopTimers();
            call.IsPending = true;
            call.NeedsMedia = false;
            // What was pressed on the lost socket is not repeated on the next one (RECON-10).
            call.IsAccepted = call.IsAnswerSent = call.IsRejectSent = call.IsHangupSent = false;
            call.WaitingOffer = null;
            call.HeldFor = null;
        }
    }

    private void EndPending(string reason)
    {
        foreach (var call in calls.Live)
        {
            if (call is { IsPending: true, Id: { } id })
            {
                if (_rules.HangsUpLost)
                {
                    line.Send(new CallHangup(id) { ReqId = context.NextReqId() });
                }

                calls.EndLocally(call, reason);
            }
        }
    }

    private void HangUpPending()
    {
        foreach (var call in calls.Live)
        {
            if (call is { IsPending: true, Id: { } id })
            {
                line.Request(call, RequestKind.Hangup, reqId => new CallHangup(id) { ReqId = reqId });
            }
        }
    }

    private ClientCall? TakeUnknown(CallRestored restored)
    {
        if (!_rules.TakesUnknown)
        {
            return null;
        }

        if (restored is { State: RestoredState.Ringing, Direction: CallDirection.Inbound })
        {
            return Ring?.Invoke(restored);
        }

        var call = new ClientCall(restored.Direction)
        {
            Id = restored.CallId,
            From = restored.From,
            FromName = restored.FromName,
            To = restored.To,
            State = ClientCallState.Trying,
            IsPending = !_rules.ControlsUnknown,
        };
        calls.Add(call);
        TakeState(call, restored);
        return call;
    }

    private ClientCall TakeKnown(ClientCall call, CallRestored restored)
    {
        call.IsPending = !_rules.ControlsKnown;
        TakeState(call, restored);
        return call;
    }

    // The app hears of what changed while nobody was connected, and only of that.
    private void TakeState(ClientCall call, CallRestored restored)
    {
        var id = restored.CallId.Value;
        var wasUp = call.IsUp;
        var before = call.State;
        call.State = restored.State switch
        {
            RestoredState.Active => ClientCallState.Active,
            RestoredState.Held => ClientCallState.Held,
            _ when _rules.RingingIsActive => ClientCallState.Active,
            _ => call.Direction == CallDirection.Inbound || before == ClientCallState.Ringing ? ClientCallState.Ringing : ClientCallState.Trying,
        };
        if (call.IsUp)
        {
            call.AnsweredAt = restored.AnsweredAt ?? call.AnsweredAt ?? context.Now;
        }

        if (call.IsUp && !wasUp)
        {
            context.Tell("answered", ("call_id", id));
        }

        if (call.State == ClientCallState.Held && before != ClientCallState.Held)
        {
            call.HeldBy = wasUp ? HoldParty.Remote : HoldParty.Local;
            context.Tell("held", ("call_id", id), ("held_by", wasUp ? "remote" : "local"));
        }
        else if (call.State == ClientCallState.Active && before == ClientCallState.Held)
        {
            call.HeldBy = null;
            context.Tell("resumed", ("call_id", id));
        }
    }

    private void Rebuild(ClientCall call, CallId id)
    {
        var old = call.Peer;
        if (old is null || _rules.NewSecrets)
        {
            old?.Close();
            call.Peer = calls.NewPeer();
        }

        if (_rules.ResumesHeld && call.State == ClientCallState.Held)
        {
            line.Request(call, RequestKind.Resume, reqId => new CallResume(id) { ReqId = reqId });
        }

        // An inbound call that rings gets the server's offer anew, and waits for the user.
        if (call.RingsHere)
        {
            return;
        }

        call.NeedsMedia = true;
        if (_rules.Negotiates)
        {
            call.Keep(context.After(_rules.OffersAfter, () => OfferUnlessDone(call, id)));
        }
    }

    private void OfferUnlessDone(ClientCall call, CallId id)
    {
        if (call is { NeedsMedia: true, Peer: { } peer })
        {
            line.Send(new SdpOfferFromClient(id, peer.Offer()));
        }
    }

    // The new media is agreed: the mute goes with it (RESTORE-13).
    private void Rebuilt(ClientCall call, CallId id)
    {
        if (call.IsMuted)
        {
            TellMute(call, id);
        }

        if (_rules.AnswersAgain)
        {
            line.Request(call, RequestKind.Mute, reqId => new CallAnswer(id) { ReqId = reqId });
        }
    }
}
