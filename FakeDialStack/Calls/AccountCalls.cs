using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Push;
using FakeDialStack.Sessions;

namespace FakeDialStack.Calls;

/// <summary>
/// The calls of one account: takes what sessions and far ends say about calls to whoever knows what to do with it. Loop only.
/// </summary>
internal sealed class AccountCalls : ISessionCalls, IPstnUser, IPstnEntry
{
    private readonly CallScene _scene;
    private readonly CallEnding _ending;
    private readonly Offers _offers;
    private readonly OutboundCalls _outbound;
    private readonly InboundCalls _inbound;
    private readonly RestoreWindow _restore;
    private readonly WakeUp _wakeUp;

    public AccountCalls(Func<IPstnEntry, CallScene> scene)
    {
        _scene = scene(this);
        _ending = new CallEnding(_scene);
        _offers = new Offers(_scene);
        _outbound = new OutboundCalls(_scene, _ending, this);
        _inbound = new InboundCalls(_scene, _ending, _offers);
        _restore = new RestoreWindow(_scene, _ending, _offers);
        _wakeUp = new WakeUp(_scene, _ending, _inbound);
    }

    /// <summary>All calls of the account.</summary>
    public CallBook Book => _scene.Calls;

    /// <inheritdoc/>
    public void Handle(Session session, ClientMessage message)
    {
        if (message is CallCreate create)
        {
            _outbound.Create(session, create);
            return;
        }

        if (message is IceCandidateFromClient or IceDoneFromClient)
        {
            // Media comes from the descriptions; candidates of unknown calls are not even an error (note after D.1.18).
            return;
        }

        var callId = ((ICallMessage)message).CallId;
        if (_scene.Calls.Find(callId)?.LegOf(session) is { } leg)
        {
            Handle(leg, message);
        }
        else if (message is not CallHangup || !_scene.Calls.WasKnownTo(session, callId))
        {
            session.Refuse(new Refusal(_scene.Settings.UnknownCallCode, "unknown call_id"), message.Correlation, callId);
        }
    }

    /// <inheritdoc/>
    public bool HasSuspended(User user) => _scene.Calls.Of(user).Any(c => c.LiveLegs().Any(l => l.IsSuspended));

    /// <inheritdoc/>
    public bool HasLive(Session session) => _scene.Calls.CountAt(session) > 0;

    /// <inheritdoc/>
    public bool IsOnCall(User user) => _scene.Calls.Of(user).Any(c => c.IsConnected);

    /// <inheritdoc/>
    public void Join(Session session)
    {
        _restore.Take(session);
        _wakeUp.Join(session);
    }

    /// <inheritdoc/>
    public void Leave(Session session, bool forGood)
    {
        if (!forGood)
        {
            _restore.Drop(session);
            return;
        }

        foreach (var call in _scene.Calls.Live())
        {
            if (call.LegOf(session) is not { } leg)
            {
                continue;
            }

            if (call.Owner == leg)
            {
                _ending.End(call, EndReason.Hangup);
            }
            else
            {
                _ending.Release(leg, EndReason.Hangup);
                _ending.EndIfAbandoned(call, ReleaseCause.NoAnswer);
            }
        }
    }

    /// <inheritdoc/>
    public void Invited(Dialog dialog, JsonObject with)
    {
        if (Callee(with) is not { } user)
        {
            dialog.Release("404");
            return;
        }

        dialog.User = this;
        var to = (string?)with["to_number"] ?? ((string?)with["to"] is { } dialled && dialled.StartsWith('+') ? dialled : CallScene.Number);
        var call = new Call(dialog.CallId, user, CallDirection.Inbound, (string)with["from"]!, (string?)with["from_name"], to, _scene.FarEnds.Raise) { Dialog = dialog };
        _scene.Calls.Add(call);
        _wakeUp.Route(call);
    }

    /// <inheritdoc/>
    public void Alerting(Dialog dialog, bool withMedia) => On(dialog, call => _outbound.Alerting(call, withMedia));

    /// <inheritdoc/>
    public void EarlyMedia(Dialog dialog) => On(dialog, _outbound.EarlyMedia);

    /// <inheritdoc/>
    public void Answered(Dialog dialog) => On(dialog, _outbound.Answered);

    /// <inheritdoc/>
    public void Refused(Dialog dialog, string endReason) => On(dialog, call => _ending.Close(call, endReason, CallInput.Refused));

    /// <inheritdoc/>
    public void Cancelled(Dialog dialog) => On(dialog, call => _ending.Close(call, EndReason.Hangup));

    /// <inheritdoc/>
    public void HungUp(Dialog dialog) => On(dialog, call => _ending.Close(call, EndReason.Hangup));

    /// <inheritdoc/>
    public void Held(Dialog dialog, bool held) => On(dialog, call => HoldAndMute.ByFarEnd(call, held));

    private void On(Dialog dialog, Action<Call> happen)
    {
        if (_scene.Calls.Find(dialog.CallId) is { } call)
        {
            happen(call);
        }
    }

    private void Handle(Leg leg, ClientMessage message)
    {
        switch (message)
        {
            case CallAnswer answer:
                _inbound.Answer(leg, answer);
                break;
            case CallReject reject:
                _inbound.Reject(leg, reject);
                break;
            case SdpAnswerFromClient description:
                _inbound.Describe(leg, description);
                break;
            case SdpOfferFromClient offer:
                _offers.Take(leg, offer);
                break;
            case CallHangup:
                HangUp(leg);
                break;
            case CallHold hold:
                HoldAndMute.Hold(leg, hold);
                break;
            case CallResume resume:
                HoldAndMute.Resume(leg, resume);
                break;
            case CallMute or CallUnmute:
                HoldAndMute.Mute(leg, message is CallMute);
                break;
            case CallTransfer transfer:
                Transfers.Blind(leg, transfer);
                break;
            case CallTransferAttended attended:
                Transfers.Attended(leg, attended);
                break;
        }
    }

    private void HangUp(Leg leg)
    {
        if (leg.State is LegState.Ringing or LegState.Described)
        {
            // A hang-up where a reject belongs still stops the ringing, of this session only.
            _ending.Release(leg, EndReason.Hangup);
            _ending.EndIfAbandoned(leg.Call, ReleaseCause.Declined);
        }
        else
        {
            _ending.End(leg.Call, EndReason.Hangup);
        }
    }

    private User? Callee(JsonObject with)
    {
        var to = (string?)with["to"];
        if (to is null || to == CallScene.Number)
        {
            return _scene.Account.Users.Count > 0 ? _scene.Account.Users[0] : null;
        }

        return _scene.Account.FindUser(new UserId(to)) ?? _scene.Account.Users.FirstOrDefault(u => u.Name == to);
    }
}
