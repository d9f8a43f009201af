using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Media;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>Calls that a user places (E.1).</summary>
internal sealed class OutboundCalls(CallScene scene, CallEnding ending, IPstnUser pstnUser)
{
    public void Create(Session session, CallCreate request)
    {
        if (!DialString.IsValid(request.Destination))
        {
            session.Refuse(Refusal.Invalid("a destination is at most 32 of 0-9 + * # A-D"), request.ReqId);
            return;
        }

        if (!DialString.IsEmergency(request.Destination) && Admission.Refuse(scene, session, isNew: true) is { } refusal)
        {
            session.Refuse(refusal, request.ReqId);
            return;
        }

        var media = scene.Media.Open();
        var answer = media.Answer(request.Sdp, scene.Settings.CandidatelessOffer == CandidatelessOffer.Error);
        if (answer.Sdp is null)
        {
            media.Dispose();
            session.Refuse(Offers.RefusalFor(answer.Refusal), request.ReqId);
            return;
        }

        Place(session, request, media, answer.Sdp);
    }

    /// <summary>The far end alerts.</summary>
    public void Alerting(Call call, bool withMedia)
    {
        if (!call.TryMove(CallInput.Alerting))
        {
            return;
        }

        call.Owner?.Send(new CallRinging(call.Id));
        if (withMedia)
        {
            EarlyMedia(call);
        }
    }

    /// <summary>The far end speaks before it answers: an announcement, its own ringback.</summary>
    public void EarlyMedia(Call call)
    {
        if (call.TryMove(CallInput.EarlyMedia) && call.Owner is { UnsentAnswer: { } sdp } leg)
        {
            leg.Send(new SdpPranswer(call.Id, sdp));
        }
    }

    /// <summary>The far end has answered.</summary>
    public void Answered(Call call)
    {
        if (!call.TryAnswer(scene.Time.GetUtcNow()) || call.Owner is not { } leg)
        {
            return;
        }

        var answered = new CallAnswered(call.Id) { AnsweredAt = call.AnsweredAt };
        if (scene.Settings.AnswerOrder == AnswerOrder.AnsweredFirst)
        {
            leg.Send(answered);
            SendAnswer(leg);
        }
        else
        {
            SendAnswer(leg);
            leg.Send(answered);
        }

        scene.Webhook("call.answered", new JsonObject { ["call_id"] = call.Id.Value, ["answered_at"] = WireTime.Write(call.AnsweredAt!.Value), ["direction"] = "outbound" });
    }

    private static void SendAnswer(Leg leg)
    {
        if (leg.UnsentAnswer is { } sdp)
        {
            leg.UnsentAnswer = null;
            leg.Send(new SdpAnswerFromServer(leg.Call.Id, sdp));
        }
    }

    private void Place(Session session, CallCreate request, IMediaLeg media, string answer)
    {
        var call = new Call(scene.Ids.NextCall(), session.User!, CallDirection.Outbound, CallScene.Number, session.User!.Name, request.Destination, scene.FarEnds.Raise);
        call.Add(new Leg(call, session, LegState.Owned, media) { UnsentAnswer = answer });
        scene.Calls.Add(call);
        session.Send(new CallTrying(call.Id) { ReqId = request.ReqId });
        scene.Webhook("call.initiated", new JsonObject { ["call_id"] = call.Id.Value, ["user_id"] = call.User.Id.Value, ["to_number"] = call.To });
        if (call.IsOver)
        {
            // The reply was not let out: a rule closed the socket, and the calls of this account end with their sockets.
            return;
        }

        if (scene.FarEnds.ForNumber(request.Destination) is not { } farEnd)
        {
            ending.End(call, EndReason.Failed);
            return;
        }

        call.Dialog = new Dialog(farEnd, call.Id, fromFarEnd: false, scene.FarEnds.Raise) { User = pstnUser };
        farEnd.Ring(call.Dialog, call.From, call.To);
    }
}
