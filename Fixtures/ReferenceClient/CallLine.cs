using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>What the desks share: the way to the server for calls, with every request noted for its errors.</summary>
internal sealed class CallLine(ClientContext context, Connection connection, CallTable calls, RequestLog log)
{
    /// <summary>Reports and says false when there is no authenticated socket: nothing is queued (RECON-10).</summary>
    public bool IsOpen(ClientCall? call = null)
    {
        if (connection.IsUp && call is not { IsPending: true })
        {
            return true;
        }

        if (!context.Rules.Connection.TellsActionsWhileDown)
        {
            return false;
        }

        context.TellError(ClientErrorCode.TransportClosed, "there is no connection to the server", call?.Id?.Value);
        return false;
    }

    /// <summary>Sends a request that may get an error; returns its <c>req_id</c>.</summary>
    public string Request(ClientCall call, RequestKind kind, Func<string, ClientMessage> message)
    {
        var reqId = context.NextReqId();
        return Request(call, kind, reqId, message(reqId));
    }

    public string Request(ClientCall call, RequestKind kind, string reqId, ClientMessage message)
    {
        log.Note(reqId, call, kind);
        connection.Send(message);
        return reqId;
    }

    /// <summary>Sends a message that gets no reply.</summary>
    public void Send(ClientMessage message) => connection.Send(message);

    /// <summary>Puts the calls that are active on hold for the sake of another (INB-13).</summary>
    public void HoldOthers(ClientCall sake)
    {
        foreach (var other in calls.Live)
        {
            if (other != sake && other != sake.Parent
                && other is { State: ClientCallState.Active, IsPending: false, IsHangupSent: false, HeldFor: null, Id: { } id })
            {
                other.HeldFor = sake;
                Request(other, RequestKind.Hold, reqId => new CallHold(id) { ReqId = reqId });
            }
        }
    }

    /// <summary>Takes those holds back when the other call came to nothing (HOLD-05, HOLD-06).</summary>
    public void UndoHolds(ClientCall sake)
    {
        foreach (var other in calls.Live)
        {
            if (other.HeldFor == sake)
            {
                other.HeldFor = null;
                if (other is { State: ClientCallState.Held, HeldBy: HoldParty.Local, Id: { } id } && connection.IsUp)
                {
                    Request(other, RequestKind.Resume, reqId => new CallResume(id) { ReqId = reqId });
                }
            }
        }
    }

    /// <summary>The same for a call that ended without ever being up; after a conversation, holds stay (HOLD-07).</summary>
    public void UndoHoldsUnlessUp(ClientCall sake)
    {
        if (sake.AnsweredAt is null)
        {
            UndoHolds(sake);
        }
    }

    /// <summary>A local action that fits no call.</summary>
    public void TellWrongState(string action, string? callId = null) =>
        context.TellError(ClientErrorCode.WrongState, $"there is no call to {action}", callId);
}
