using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>Outbound calls, from the button to the answer (E.1, K.7).</summary>
internal sealed class DialDesk(
    ClientContext context, CallLine line, CallTable calls, Microphone microphone, RestClient rest, TokenKeeper tokens)
{
    private readonly List<string> _abandoned = [];
    private readonly DialRules _rules = context.Rules.Dial;

    /// <summary>Dials what a person typed; for a consult, on behalf of the call that is to be transferred.</summary>
    public void Dial(string typed, ClientCall? parent = null)
    {
        if (!line.IsOpen(parent))
        {
            return;
        }

        if (_rules.Clean(typed) is not { } destination)
        {
            context.TellError(ErrorCode.CallFailed, $"'{typed}' cannot be dialled");
            return;
        }

        var call = new ClientCall(CallDirection.Outbound) { To = destination, Parent = parent };
        calls.Add(call);
        microphone.Ask(call, granted => Prepare(call, granted));
    }

    /// <summary>Gives a dial up that has no id yet (CALL-16); a late <c>call.trying</c> is hung up (CALL-06).</summary>
    public void Abandon(ClientCall call, bool keepsMicrophone = false)
    {
        if (call.DialReqId is { } reqId)
        {
            _abandoned.Add(reqId);
        }

        calls.End(call, EndReason.Hangup, keepsMicrophone: keepsMicrophone);
        line.UndoHolds(call);
    }

    /// <summary>A dial came to nothing: says why and lets go of everything (CALL-04).</summary>
    public void Fail(ClientCall call, string code, string message)
    {
        if (call.IsLive)
        {
            context.TellError(code, message);
            Abandon(call, keepsMicrophone: !_rules.FailureReleasesMicrophone);
        }
    }

    /// <summary>The socket is lost, and with it every dial that the server has not taken yet (CALL-04).</summary>
    public void SocketLost()
    {
        foreach (var call in calls.Live)
        {
            if (call.Id is null)
            {
                call.DialReqId = null;
                Fail(call, ClientErrorCode.TransportClosed, "the connection was lost before the server took the call");
            }
        }
    }

    public void Trying(CallTrying reply)
    {
        var dial = _rules.BindsByReqId
            ? calls.Newest(null, call => call.State == ClientCallState.Dialling && call.DialReqId == reply.ReqId)
            : calls.Newest(null, call => call.State == ClientCallState.Dialling);
        if (dial is not null)
        {
            dial.StopTimers();
            dial.Id = reply.CallId;
            dial.Apply(ClientCallInput.Trying);
            context.Tell("trying", ("call_id", reply.CallId.Value));
        }
        else if (reply.ReqId is { } reqId && _abandoned.Remove(reqId))
        {
            calls.Forget(reply.CallId);
            if (_rules.HangsUpLateTrying)
            {
                line.Send(new CallHangup(reply.CallId) { ReqId = context.NextReqId() });
            }
        }
    }

    public void Ringing(ClientCall call)
    {
        var isNew = call.Direction == CallDirection.Outbound && call.Apply(ClientCallInput.Alerting);
        if (isNew || _rules.ShowsEveryRinging)
        {
            context.Tell("ringing", ("call_id", call.Id?.Value));
        }

        if (isNew)
        {
            context.Tell("ringback", ("state", "on"));
        }
    }

    private void Prepare(ClientCall call, bool granted)
    {
        if (!granted)
        {
            Fail(call, ClientErrorCode.MicPermissionDenied, "the microphone was denied");
        }
        else if (rest.HasIce)
        {
            Create(call);
        }
        else
        {
            context.Spawn(() => CreateWithNewIceAsync(call));
        }
    }

    // The credentials of the ICE servers are past their time: no new peer connection with those (MEDIA-12).
    private async Task CreateWithNewIceAsync(ClientCall call)
    {
        try
        {
            await rest.FetchIceAsync(await tokens.ForConnectAsync(CancellationToken.None), CancellationToken.None);
            Create(call);
        }
        catch (Exception failed) when (failed is IceFetchException or TokenUnavailableException)
        {
            Fail(call, ClientErrorCode.IceFetchFailed, failed.Message);
        }
    }

    private void Create(ClientCall call)
    {
        if (!call.IsLive || context.IsOver)
        {
            return;
        }

        if (!line.IsOpen(call.Parent))
        {
            Abandon(call);
            return;
        }

        if (_rules.HoldsOthers)
        {
            line.HoldOthers(call);
        }

        call.Peer = calls.NewPeer();
        call.Apply(ClientCallInput.Create);
        call.DialReqId = _rules.ReqId(context.NextReqId());
        if (_rules.TryingLimit is { } limit)
        {
            call.Keep(context.After(limit, () => Fail(call, ErrorCode.CallFailed, "the server did not take the call in time")));
        }

        line.Request(call, RequestKind.Dial, call.DialReqId, CreateMessage(call, call.DialReqId, call.Peer.Offer()));
    }

    private static ClientMessage CreateMessage(ClientCall call, string reqId, string offer) => call.Parent?.Id is { } parent
        ? new CallTransferAttended(parent, TransferStep.Consult) { ReqId = reqId, Destination = call.To, Sdp = offer }
        : new CallCreate(call.To, offer) { ReqId = reqId };
}
