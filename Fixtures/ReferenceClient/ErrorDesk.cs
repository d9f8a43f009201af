using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>Brings every non-fatal error back to the action that it answers (K.15). Nothing is read from its text.</summary>
internal sealed class ErrorDesk(
    ClientContext context, CallLine line, CallTable calls, RequestLog log, TokenKeeper tokens, DialDesk dialling)
{
    private readonly ErrorRules _rules = context.Rules.Errors;

    public void Take(Error error)
    {
        if (_rules.Drops(error))
        {
            tokens.Drop("an error");
        }

        if (_rules.EndsNewestCall(error) && calls.Newest(null, static call => call.Id is not null) is { } newest)
        {
            calls.EndLocally(newest, EndReason.Failed);
        }

        if (tokens.TakeError(error))
        {
            return;
        }

        if (log.Find(error.ReqId) is { } asked)
        {
            Attribute(_rules.BlamesOldestCall && calls.Live.Count > 0 ? calls.Live[0] : asked.Call, asked.Kind, error);
        }
        else
        {
            Unattributed(error);
        }
    }

    private void Attribute(ClientCall call, RequestKind kind, Error error)
    {
        if (!call.IsLive)
        {
            return;
        }

        switch (kind)
        {
            case RequestKind.Dial:
                DialFailed(call, error);
                break;
            case RequestKind.Answer:
                AnswerFailed(call, error);
                break;
            case RequestKind.Hangup:
                HangupFailed(call, error);
                break;
            default:
                ControlFailed(call, kind, error);
                break;
        }
    }

    private void DialFailed(ClientCall call, Error error)
    {
        if (!context.Rules.Dial.ErrorFailsDial)
        {
            call.StopTimers();
        }
        else if (call.Id is { } id)
        {
            context.TellError(error.Code, error.Message, id.Value);
            calls.EndLocally(call, EndReason.Failed);
        }
        else
        {
            // The server has refused: no call.trying can follow.
            call.DialReqId = null;
            dialling.Fail(call, error.Code, error.Message);
        }
    }

    // Somebody else was faster, or another session is in a call (SESS-06, SESS-07).
    private void AnswerFailed(ClientCall call, Error error)
    {
        context.TellError(error.Code, error.Message, call.Id?.Value);
        if (context.Rules.Inbound.RefusedAnswerEnds)
        {
            calls.EndLocally(call, EndReason.Failed);
            line.UndoHolds(call);
        }
    }

    private void HangupFailed(ClientCall call, Error error)
    {
        if (context.Rules.Calls.RefusedHangupEnds)
        {
            calls.EndLocally(call, EndReason.Hangup);
        }
        else
        {
            call.StopTimers();
            context.TellError(error.Code, error.Message, call.Id?.Value);
        }
    }

    private void ControlFailed(ClientCall call, RequestKind kind, Error error)
    {
        if (kind == RequestKind.Hold)
        {
            call.HeldFor = null;
        }

        context.TellError(error.Code, error.Message, call.Id?.Value);
        if (error.Code == ErrorCode.CallNotFound)
        {
            calls.EndLocally(call, kind == RequestKind.Reject ? EndReason.Rejected : EndReason.Failed);
        }
    }

    private void Unattributed(Error error)
    {
        context.TellError(error.Code, error.Message, error.CallId?.Value);
        if (error is { Code: ErrorCode.CallNotFound, CallId: { } id } && calls.Find(id) is { } call)
        {
            calls.EndLocally(call, EndReason.Failed);
        }
    }
}
