using FakeDialStack.Flow;
using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>
/// The app side of a wake-up (I.3, K.16): a push announces a call, the client makes sure of its socket, and the
/// <c>call.incoming</c> that follows belongs to the push. One call rings once, whoever announced it.
/// </summary>
internal sealed class WakeUp(ClientContext context, Connection connection, CallTable calls)
{
    private readonly PushRules _rules = context.Rules.Push;
    private readonly List<Announced> _waiting = [];

    /// <summary>Raised when a push came to nothing.</summary>
    public event Action? Missed;

    /// <summary>True while a push waits for its call.</summary>
    public bool IsWaiting => _waiting.Count > 0;

    /// <summary>A push was delivered.</summary>
    public void Push(CallId callId, string? from, string? fromName, string? to)
    {
        if (calls.Find(callId) is not null || calls.IsOver(callId) || _waiting.Exists(known => known.CallId == callId))
        {
            return;
        }

        var announced = new Announced(callId);
        announced.Window = context.After(_rules.Window, () => GiveUp(announced));
        _waiting.Add(announced);
        if (_rules.RingsForPush)
        {
            Ring();
        }

        if (_rules.RingsWithoutCallAfter is { } patience)
        {
            context.After(patience, () => RingIfWaiting(announced, Ring));
        }

        void Ring() => context.Tell("incoming", ("call_id", callId.Value), ("from", from), ("from_name", fromName), ("to", to));

        if (_rules.ConnectsAfter > TimeSpan.Zero)
        {
            context.After(_rules.ConnectsAfter, MakeSureOfSocket);
        }
        else
        {
            MakeSureOfSocket();
        }
    }

    /// <summary>A socket is authenticated, or has shown that it lives: the call must come soon (PUSH-07).</summary>
    public void SocketAlive()
    {
        foreach (var announced in _waiting)
        {
            announced.Release?.Dispose();
            announced.Release = _rules.ReleasesAfter is { } wait ? context.After(wait, () => GiveUp(announced)) : null;
        }
    }

    /// <summary>The user decides on a call that has not come yet (PUSH-06). False when no push waits for one.</summary>
    public bool Decide(string? callId, bool answers)
    {
        if (_waiting.FindLast(waiting => callId is null || waiting.CallId.Value == callId) is not { } announced)
        {
            return false;
        }

        announced.IsAnswered = answers ? _rules.RemembersAnswer : announced.IsAnswered && _rules.DeclineWins;
        announced.IsDeclined = answers ? announced.IsDeclined && _rules.DeclineWins : _rules.RemembersDecline;
        if (answers && _rules.AnswersUnseen)
        {
            connection.Send(new CallAnswer(announced.CallId) { ReqId = context.NextReqId() });
        }

        return true;
    }

    /// <summary>A call rings: if a push announced it, what the user decided is applied now.</summary>
    public void Arrived(ClientCall call, AnswerDesk desk)
    {
        var announced = _waiting.Find(waiting => waiting.CallId == call.Id);
        if (announced is null && _rules.AdoptsOtherId && _waiting.Count == 1)
        {
            announced = _waiting[0];
        }

        if (announced is null)
        {
            return;
        }

        Remove(announced);
        if (announced.IsDeclined)
        {
            desk.Decline(call, RejectReason.Decline);
        }
        else if (announced.IsAnswered)
        {
            desk.Accept(call);
        }
    }

    private void RingIfWaiting(Announced announced, Action ring)
    {
        if (_waiting.Contains(announced))
        {
            ring();
        }
    }

    private void MakeSureOfSocket()
    {
        if (!connection.IsUp)
        {
            connection.Resume(despiteStop: true);
        }
        else if (_rules.TrustsOpenSocket)
        {
            SocketAlive();
        }
        else
        {
            connection.Probe(_rules.ProbeLimit, returnsAtOnce: true, SocketAlive);
        }
    }

    private void GiveUp(Announced announced)
    {
        Remove(announced);
        calls.Forget(announced.CallId);
        calls.TellEnded(announced.CallId, EndReason.NoAnswer, null);
        if (_rules.ReleasesSession)
        {
            Missed?.Invoke();
        }
    }

    private void Remove(Announced announced)
    {
        announced.Window?.Dispose();
        announced.Release?.Dispose();
        _waiting.Remove(announced);
    }

    private sealed class Announced(CallId callId)
    {
        public CallId CallId { get; } = callId;

        public LoopTimer? Window { get; set; }

        public LoopTimer? Release { get; set; }

        public bool IsAnswered { get; set; }

        public bool IsDeclined { get; set; }
    }
}
