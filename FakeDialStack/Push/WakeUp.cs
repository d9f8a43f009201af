using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Calls;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Push;

/// <summary>
/// Where an inbound call goes: to the sessions that are there, to an app that has to be woken, or to voicemail (I.3).
/// </summary>
internal sealed class WakeUp(CallScene scene, CallEnding ending, InboundCalls inbound)
{
    /// <summary>The event that wakes the app (I.2).</summary>
    public const string Event = "call.mobile_push_wakeup";

    private const string Voicemail = "voicemail";

    /// <summary>A call has come in for a user.</summary>
    public void Route(Call call)
    {
        var user = call.User;
        scene.Webhook("call.incoming", new JsonObject
        {
            ["call_id"] = call.Id.Value,
            ["from_number"] = call.From,
            ["from_name"] = call.FromName,
            ["to_number"] = call.To,
            ["user_id"] = user.Id.Value,
        });
        if (user.DoNotDisturb)
        {
            ToVoicemail(call);
            return;
        }

        if (inbound.Ring(call, scene.Sessions.Of(user)))
        {
            call.RingLimit = scene.After(scene.Settings.RingLimit, () => ending.End(call, EndReason.NoAnswer, ReleaseCause.NoAnswer));
            call.Dialog!.Ring();
            if (user.MobilePushWakeup && scene.Settings.WakeWebhook == WakeWebhook.Always)
            {
                Announce(call);
            }
        }
        else if (user.MobilePushWakeup)
        {
            Park(call);
        }
        else
        {
            ToVoicemail(call);
        }
    }

    /// <summary>A session has been authenticated: calls held for its user ring there.</summary>
    public void Join(Session session)
    {
        foreach (var call in scene.Calls.Of(session.User!).Where(c => c.IsParked && c.LegOf(session) is null))
        {
            if (scene.Settings.ReforkDelay == TimeSpan.Zero)
            {
                Deliver(call, session);
            }
            else
            {
                scene.After(scene.Settings.ReforkDelay, () => Deliver(call, session));
            }
        }
    }

    private void Park(Call call)
    {
        call.IsParked = true;
        call.RingLimit = scene.After(scene.Settings.WakeWindow, () => ToVoicemail(call));
        call.Dialog!.Ring();
        Announce(call);
    }

    private void Deliver(Call call, Session session)
    {
        if (!call.IsParked || session.State != SessionState.Authenticated || !inbound.Ring(call, [session]))
        {
            return;
        }

        // The same parked call can come twice: once for the registration, once from the edge's poll.
        if (scene.Settings.DuplicateDelivery && call.LegOf(session) is { } leg)
        {
            inbound.Deliver(leg);
        }
    }

    private void Announce(Call call)
    {
        var pushed = scene.Settings.WakeCallId == WakeCallId.Different ? scene.Ids.NextCall() : call.Id;
        scene.Webhook(Event, new JsonObject
        {
            ["call_id"] = pushed.Value,
            ["user_id"] = call.User.Id.Value,
            ["from_number"] = call.From,
            ["from_name"] = call.FromName,
            ["to_number"] = call.To,
            ["ringing_at"] = WireTime.Write(scene.Time.GetUtcNow()),
        });
    }

    private void ToVoicemail(Call call)
    {
        if (ending.Close(call, EndReason.NoAnswer))
        {
            // From here on the caller talks to a machine that is none of the user's devices.
            call.Dialog!.User = null;
            call.Dialog.Answer(Voicemail);
        }
    }
}
