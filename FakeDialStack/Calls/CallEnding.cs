using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;

namespace FakeDialStack.Calls;

/// <summary>Ends calls and single legs of them: what the sessions are told, and the far end (E.6).</summary>
internal sealed class CallEnding(CallScene scene)
{
    /// <summary>The whole call is over. Does nothing when it is already.</summary>
    /// <param name="call">Which.</param>
    /// <param name="reason">What the sessions are told.</param>
    /// <param name="refusal">Final response to a caller who has not been answered.</param>
    public void End(Call call, string reason, string refusal = ReleaseCause.NoAnswer)
    {
        if (Close(call, reason))
        {
            call.Dialog?.User = null;
            call.Dialog?.Release(refusal);
        }
    }

    /// <summary>The user's part of the call is over; the far end goes on without it, or has gone.</summary>
    public bool Close(Call call, string reason, CallInput input = CallInput.Ended)
    {
        var wasAnswered = call.IsConnected;
        if (!call.TryMove(input))
        {
            return false;
        }

        call.IsParked = false;
        call.RingLimit?.Dispose();
        scene.Calls.MoveToOver(call);
        var duration = DurationOf(call);
        foreach (var leg in call.LiveLegs())
        {
            if (leg.IsSuspended)
            {
                call.Unheard = new CallEnded(call.Id, reason, duration);
            }

            Release(leg, reason, duration);
        }

        scene.Webhook("call.end", new JsonObject
        {
            ["call_id"] = call.Id.Value,
            ["direction"] = call.Direction == CallDirection.Inbound ? "inbound" : "outbound",
            ["from_number"] = call.From,
            ["to_number"] = call.To,
            ["status"] = wasAnswered ? "completed" : reason,
            ["duration_seconds"] = duration,
        });
        return true;
    }

    /// <summary>One session's part is over; the call may go on at others.</summary>
    public void Release(Leg leg, string reason, int? duration = null, LegInput input = LegInput.Release)
    {
        if (leg.TryMove(input))
        {
            leg.Send(new CallEnded(leg.Call.Id, reason, duration ?? Unanswered()));
        }
    }

    /// <summary>Ends a call that no session rings any more, unless it is held for one that has to wake.</summary>
    public void EndIfAbandoned(Call call, string refusal)
    {
        if (!call.IsOver && !call.IsConnected && call.LiveLegs().Count == 0 && !call.IsParked)
        {
            End(call, EndReason.Hangup, refusal);
        }
    }

    private int? DurationOf(Call call) =>
        call.AnsweredAt is { } answered ? (int)(scene.Time.GetUtcNow() - answered).TotalSeconds : Unanswered();

    private int? Unanswered() => scene.Settings.UnansweredDuration == UnansweredDuration.Zero ? 0 : null;
}
