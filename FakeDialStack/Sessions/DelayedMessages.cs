using FakeDialStack.Flow;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>
/// Messages that a rule sends later. Others pass them, except where the protocol promises an order (E.8): nothing comes
/// before <c>authenticated</c>, and nothing of a call before its <c>call.trying</c> or <c>call.incoming</c>.
/// </summary>
internal sealed class DelayedMessages(SocketScene scene)
{
    private readonly List<Delayed> _delayed = [];

    /// <summary>Sends it that much later, and then what had to wait for it.</summary>
    public void Delay(ServerMessage message, TimeSpan by, Action send)
    {
        var delayed = new Delayed(message, []);
        _delayed.Add(delayed);
        LoopTimer.Start(scene.Time, scene.Loop, by, () => Pass(message, Release, before: delayed));

        void Release()
        {
            _delayed.Remove(delayed);
            send();
            foreach (var behind in delayed.Behind)
            {
                behind();
            }
        }
    }

    /// <summary>Lets a message through, or keeps it behind one that has to come first. Null is the close of the socket.</summary>
    public void Pass(ServerMessage? message, Action send) => Pass(message, send, before: null);

    private void Pass(ServerMessage? message, Action send, Delayed? before)
    {
        if (_delayed.TakeWhile(d => d != before).FirstOrDefault(d => ComesFirst(d.Message, message)) is { } first)
        {
            // When that has gone, there may be another that has to come first.
            first.Behind.Add(() => Pass(message, send, before));
        }
        else
        {
            send();
        }
    }

    private static bool ComesFirst(ServerMessage first, ServerMessage? then) => first switch
    {
        Authenticated => true,
        CallTrying or CallIncoming => then is null || (then is ICallMessage call && call.CallId == ((ICallMessage)first).CallId),
        _ => false,
    };

    private sealed record Delayed(ServerMessage Message, List<Action> Behind);
}
