using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>What becomes of calls when their socket drops, and how a newcomer gets them back (E.7, CF-03, CF-04, L-09).</summary>
internal sealed class RestoreWindow(CallScene scene, CallEnding ending, Offers offers)
{
    /// <summary>A session is lost: its legs wait for a newcomer, or end.</summary>
    public void Drop(Session session)
    {
        foreach (var call in scene.Calls.Live())
        {
            if (call.LegOf(session) is not { } leg)
            {
                continue;
            }

            var wasAccepted = leg.State == LegState.Accepted;
            leg.Suspend();
            if (wasAccepted)
            {
                // It rings again, so it needs its limit again.
                call.RingLimit = scene.After(scene.Settings.RingLimit, () => ending.End(call, EndReason.NoAnswer));
            }

            if (scene.Settings.Restore == RestorePolicy.Preserve)
            {
                leg.Await(scene.After(scene.Settings.RestoreWindow, () => GiveUp(leg)));
            }
            else
            {
                GiveUp(leg);
            }
        }
    }

    /// <summary>A session has been authenticated: everything of its user that waits is its own now.</summary>
    public void Take(Session newcomer)
    {
        foreach (var call in scene.Calls.Of(newcomer.User!))
        {
            foreach (var leg in call.LiveLegs().Where(l => l.IsSuspended).Take(1))
            {
                leg.Resume(newcomer, scene.Media.Open());
                Restore(leg);
            }
        }

        Replay(newcomer);
    }

    private void Replay(Session newcomer)
    {
        foreach (var call in scene.Calls.UnheardOf(newcomer.User!))
        {
            if (scene.Settings.RestoreReplayEnded)
            {
                newcomer.Send(call.Unheard!);
            }

            // Whoever comes next is not told again, whatever the edition says by then.
            call.Unheard = null;
        }
    }

    private void Restore(Leg leg)
    {
        var call = leg.Call;
        var isRingingInbound = leg.State == LegState.Ringing;
        var offerer = isRingingInbound ? RestoreOfferer.Server : scene.Settings.RestoreOfferer;
        if (offerer == RestoreOfferer.Either)
        {
            leg.Await(scene.After(scene.Settings.EitherOffer, () => offers.Send(leg)));
        }

        var state = call.IsConnected ? call.State == CallState.Active ? RestoredState.Active : RestoredState.Held : RestoredState.Ringing;
        leg.Send(new CallRestored(call.Id, state, call.From, call.FromName, call.To, call.Direction, call.AnsweredAt));
        if (offerer == RestoreOfferer.Server)
        {
            offers.Send(leg);
        }
    }

    private void GiveUp(Leg leg)
    {
        if (leg.State == LegState.Ringing)
        {
            // Others may still ring; and the caller of a call that is held for a waking app goes on waiting.
            ending.Release(leg, EndReason.NoAnswer);
            ending.EndIfAbandoned(leg.Call, ReleaseCause.NoAnswer);
        }
        else
        {
            ending.End(leg.Call, EndReason.Hangup);
        }
    }
}
