using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>Calls that ring at a user's sessions (E.2): all of them at once, and the first that answers has it.</summary>
internal sealed class InboundCalls(CallScene scene, CallEnding ending, Offers offers)
{
    /// <summary>Rings at these sessions; false when none of them could be rung.</summary>
    public bool Ring(Call call, IReadOnlyList<Session> sessions)
    {
        var rung = false;
        foreach (var session in sessions)
        {
            // An incoming call is a call event: it is what brings a revoked session down (CF-30).
            if (!call.IsOver && !session.FallIfRevoked() && scene.Calls.CountAt(session) < scene.Settings.CallsPerSession)
            {
                var leg = new Leg(call, session, LegState.Ringing, scene.Media.Open());
                call.Add(leg);
                Deliver(leg);
                rung = true;
            }
        }

        return rung;
    }

    /// <summary>What a session gets of an incoming call.</summary>
    public void Deliver(Leg leg)
    {
        leg.Send(new CallIncoming(leg.Call.Id, leg.Call.From, leg.Call.FromName, leg.Call.To));
        offers.Send(leg);
    }

    public void Answer(Leg leg, CallAnswer request)
    {
        if (leg.Call.Direction != CallDirection.Inbound || leg.Call.State != CallState.Ringing || leg.State is not (LegState.Ringing or LegState.Described))
        {
            leg.Session!.Refuse(Refusal.Invalid("only an inbound call that rings can be answered"), request.ReqId, request.CallId);
            return;
        }

        if (Admission.Refuse(scene, leg.Session!, isNew: false) is { } refusal)
        {
            leg.Session!.Refuse(refusal, request.ReqId, request.CallId);
            return;
        }

        leg.TryMove(LegInput.Accept);
        leg.Call.IsParked = false;
        leg.Call.RingLimit?.Dispose();
        foreach (var other in leg.Call.LiveLegs().Where(l => l != leg))
        {
            ending.Release(other, EndReason.Hangup);
        }

        if (leg.State == LegState.Owned)
        {
            Connect(leg);
        }
        else
        {
            leg.Await(scene.After(scene.Settings.AnswerSdp, () => ending.End(leg.Call, EndReason.Failed)));
        }
    }

    public void Describe(Leg leg, SdpAnswerFromClient request)
    {
        if (leg.State == LegState.Owned)
        {
            offers.TakeAnswer(leg, request);
            return;
        }

        if (LegTransitions.Next(leg.State, LegInput.Describe) is null)
        {
            leg.Session!.Refuse(Refusal.Invalid("the server's offer is answered already"), null, request.CallId);
            return;
        }

        if (!leg.Media.Accept(request.Sdp))
        {
            leg.Session!.Refuse(Refusal.Invalid("the answer is no session description with audio"), null, request.CallId);
            return;
        }

        leg.OwesAnswer = false;
        leg.TryMove(LegInput.Describe);
        if (leg.State == LegState.Owned)
        {
            Connect(leg);
        }
    }

    public void Reject(Leg leg, CallReject request)
    {
        if (leg.Call.Direction != CallDirection.Inbound || leg.Call.State != CallState.Ringing || leg.State is not (LegState.Ringing or LegState.Described))
        {
            leg.Session!.Refuse(Refusal.Invalid("only an inbound call that rings can be rejected"), request.ReqId, request.CallId);
            return;
        }

        ending.Release(leg, EndReason.Rejected, input: LegInput.Reject);
        if (scene.Settings.RejectScope == RejectScope.User)
        {
            foreach (var other in leg.Call.LiveLegs())
            {
                ending.Release(other, EndReason.Hangup);
            }
        }

        // The user has been asked and has declined: there is nobody left to wake.
        leg.Call.IsParked = leg.Call.IsParked && leg.Call.LiveLegs().Count > 0;
        ending.EndIfAbandoned(leg.Call, request.Reason == RejectReason.Busy ? ReleaseCause.Busy : ReleaseCause.Declined);
    }

    private void Connect(Leg leg)
    {
        var call = leg.Call;
        leg.Await(null);
        if (!call.TryAnswer(scene.Time.GetUtcNow()))
        {
            return;
        }

        call.Dialog!.Answer();
        leg.Send(new CallAnswered(call.Id) { AnsweredAt = call.AnsweredAt });
        scene.Webhook("call.answered", new JsonObject { ["call_id"] = call.Id.Value, ["answered_at"] = WireTime.Write(call.AnsweredAt!.Value), ["direction"] = "inbound" });
    }
}
