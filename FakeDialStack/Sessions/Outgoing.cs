using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>What the fake sends: checked against the catalogue, offered to the rules, kept at the door if need be, sent, recorded.</summary>
internal sealed class Outgoing(ClientSocket socket, SocketScene scene, FrameSocket frames)
{
    private const int AllReservedBits = 7;

    private readonly DelayedMessages _delayed = new(scene);
    private bool _overrun;

    /// <summary>From the fake to the client.</summary>
    public NetworkPath Path { get; } = new(scene.Time, scene.Loop);

    public void Send(ServerMessage message)
    {
        if (socket.IsClosing || socket.IsHalfOpen || !socket.IsOpen)
        {
            return;
        }

        var text = WireCodec.Write(message);
        if (MessageCatalogue.Validate(Direction.ServerToClient, (JsonObject)JsonNode.Parse(text)!) is { } wrong)
        {
            scene.Raise(new FakeFault(socket.Peer, $"{message.Type} does not fit the catalogue: {wrong}"));
            return;
        }

        var rule = scene.Rules.ForSent(message.Type, socket.Peer, socket.Account);
        switch (rule?.Verb)
        {
            case null:
                _delayed.Pass(message, SendNow);
                break;
            case RuleVerb.Delay:
                _delayed.Delay(message, rule.By!.Value, SendNow);
                break;
            case RuleVerb.CloseBefore:
                socket.ClosedByRule();
                socket.Close(CloseCodes.GoingAway, rule.Name);
                break;
        }

        void SendNow() => SendText(text, message.Type, injected: false, fragments: 1, evenClosing: true);
    }

    public void SendText(string text, string type, bool injected, int fragments, bool evenClosing = false)
    {
        // An injection is let out on a socket that the fake itself takes for lost, as long as the stream is there.
        if (!socket.IsOpen || (socket.IsClosing && !evenClosing) || (socket.IsHalfOpen && !injected))
        {
            return;
        }

        void Pass() => Queue(Cut(text, fragments), text, injected);
        if (injected)
        {
            scene.Door.Behind(socket.Peer, fromClient: false, type, Pass);
        }
        else
        {
            scene.Door.Text(socket.Peer, fromClient: false, type, Pass);
        }
    }

    public void SendFrame(Frame frame, bool injected)
    {
        if (socket.IsOpen && (!socket.IsHalfOpen || injected))
        {
            Queue([frame], frame.PayloadText, injected);
        }
    }

    /// <summary>Something that must come behind everything sent so far.</summary>
    public void PassClose(Action close) =>
        _delayed.Pass(null, () => scene.Door.Behind(socket.Peer, fromClient: false, "ws.close", () => Path.Pass(close)));

    private void Queue(IReadOnlyList<Frame> pieces, string text, bool injected)
    {
        if (!_overrun && !injected && IsOverrun(text))
        {
            // Once: the error that follows goes the same way.
            _overrun = true;
            socket.Overrun();
            return;
        }

        Path.Pass(() => Deliver(pieces, text, injected));
    }

    private void Deliver(IReadOnlyList<Frame> pieces, string text, bool injected)
    {
        if (!socket.IsOpen)
        {
            return;
        }

        scene.Raise(new FrameSentOut(socket.Peer, socket.Number, pieces[0].OpCode, text, injected));
        foreach (var piece in pieces)
        {
            frames.Send((socket.CorruptNext || socket.Network.CorruptNext) && piece.OpCode == OpCode.Text ? Corrupted(piece) : piece);
        }
    }

    private bool IsOverrun(string text)
    {
        var settings = socket.Settings();
        return frames.UnsentFrames + Path.Count + 1 > settings.SendQueueFrames
            || frames.UnsentBytes + Encoding.UTF8.GetByteCount(text) > settings.SendQueueBytes;
    }

    private Frame Corrupted(Frame frame)
    {
        socket.CorruptNext = false;
        socket.Network.CorruptNext = false;
        return frame with { Rsv = AllReservedBits };
    }

    private static List<Frame> Cut(string text, int fragments)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var count = Math.Clamp(fragments, 1, Math.Max(1, bytes.Length));
        var pieces = new List<Frame>();
        for (var i = 0; i < count; i++)
        {
            var from = bytes.Length * i / count;
            var to = bytes.Length * (i + 1) / count;
            pieces.Add(new Frame(i == 0 ? OpCode.Text : OpCode.Continuation, bytes.AsMemory(from, to - from), Fin: i == count - 1));
        }

        return pieces;
    }
}
