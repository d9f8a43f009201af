using FakeDialStack.Protocol;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>Hold, resume and mute (E.3). No offer goes to the client: the media stop is the server's.</summary>
internal static class HoldAndMute
{
    public static void Hold(Leg leg, CallHold request)
    {
        if (!leg.Call.TryMove(CallInput.UserHolds))
        {
            leg.Session!.Refuse(Refusal.Invalid("the call is not active"), request.ReqId, request.CallId);
            return;
        }

        leg.Media.Narrow(fromClient: false, toClient: false);
        leg.Call.Dialog!.Reinvite("sendonly");
        leg.Send(new CallHeld(leg.Call.Id, HoldParty.Local));
    }

    public static void Resume(Leg leg, CallResume request)
    {
        if (!leg.Call.TryMove(CallInput.UserResumes))
        {
            leg.Session!.Refuse(Refusal.Invalid("the call is not held by this user"), request.ReqId, request.CallId);
            return;
        }

        leg.Media.Narrow(fromClient: true, toClient: true);
        leg.Call.Dialog!.Reinvite("sendrecv");
        leg.Send(AfterResume(leg.Call, HoldParty.Remote));
    }

    /// <summary>The far end holds, or takes back.</summary>
    public static void ByFarEnd(Call call, bool held)
    {
        // A far end may say twice what it has said before.
        if (call.TryMove(held ? CallInput.FarEndHolds : CallInput.FarEndResumes))
        {
            call.Owner?.Send(held ? new CallHeld(call.Id, HoldParty.Remote) : AfterResume(call, HoldParty.Local));
        }
    }

    /// <summary>No reply, whichever state the call is in (D.1.10).</summary>
    public static void Mute(Leg leg, bool muted)
    {
        if (leg.Call.TryMove(CallInput.Muted))
        {
            leg.Media.Narrow(fromClient: !muted, toClient: true);
        }
    }

    private static ServerMessage AfterResume(Call call, HoldParty remaining) =>
        call.State == CallState.Active ? new CallResumed(call.Id) : new CallHeld(call.Id, remaining);
}
