using System.Text;
using FakeDialStack.Control;
using FakeDialStack.Flow;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>What a client sends: assembled, kept at the door if need be, recorded, offered to the rules, delivered.</summary>
internal sealed class Incoming(ClientSocket socket, SocketScene scene)
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly MessageAssembly _assembly = new();

    /// <summary>From the client to the fake.</summary>
    public NetworkPath Path { get; } = new(scene.Time, scene.Loop);

    public void Take(Frame frame)
    {
        if (_assembly.Take(frame, socket.Settings().MaxFrameBytes, out var message) is { } closeCode)
        {
            // RFC 6455 §7.4.1: nothing can be said any more in a stream whose framing is broken.
            socket.Close(closeCode, closeCode == CloseCodes.TooBig ? "message too big" : "broken fragmentation");
        }
        else if (message is not null)
        {
            Message(message);
        }
    }

    private void Message(Frame message)
    {
        switch (message.OpCode)
        {
            case OpCode.Text when Decode(message) is { } text:
                var reading = WireCodec.Read(text);
                scene.Door.Text(socket.Peer, fromClient: true, TypeOf(reading) ?? "ws.text", () => Text(text, reading));
                break;
            case OpCode.Text:
                Record(message.OpCode, message.PayloadText, "text that is not UTF-8", null);
                socket.Close(CloseCodes.NotUtf8, "not UTF-8");
                break;
            case OpCode.Binary:
                Record(message.OpCode, Convert.ToHexStringLower(message.Payload.Span), "a binary frame", null);
                Path.Pass(() => socket.Close(CloseCodes.Binary, "text frames only"));
                break;
            case OpCode.Ping:
                Ping(message);
                break;
            case OpCode.Pong:
                var ignored = scene.Rules.ForSocket("ws.pong", socket.Peer, socket.Account);
                Record(message.OpCode, message.PayloadText, null, ignored?.Name);
                if (ignored is null)
                {
                    Path.Pass(Unless(static s => s.Ponged()));
                }

                break;
        }
    }

    private void Ping(Frame ping)
    {
        var rule = scene.Rules.ForSocket("ws.ping", socket.Peer, socket.Account);
        Record(ping.OpCode, ping.PayloadText, null, rule is { Verb: RuleVerb.Ignore } ? rule.Name : null);
        if (rule is null)
        {
            Path.Pass(Unless(s => s.SendFrame(Frame.Pong(ping.Payload), injected: false)));
        }
        else if (rule.Verb == RuleVerb.Delay)
        {
            LoopTimer.Start(scene.Time, scene.Loop, rule.By!.Value, () => Path.Pass(Unless(s => s.SendFrame(Frame.Pong(ping.Payload), injected: false))));
        }
    }

    private void Text(string text, WireReading reading)
    {
        if (socket.IsHalfOpen || socket.IsClosing)
        {
            // The fake has finished with this socket, or takes it for lost: what still comes is noted and nothing else.
            Record(OpCode.Text, text, reading.Violation?.Reason, socket.IsHalfOpen ? "half-open" : null);
            return;
        }

        var type = TypeOf(reading);
        var rule = type is null ? null : scene.Rules.ForReceived(type, socket.Peer, socket.Account);
        Record(OpCode.Text, text, reading.Violation?.Reason, rule is null or { Verb: RuleVerb.Delay } ? null : rule.Name);
        switch (rule?.Verb)
        {
            case null:
                Path.Pass(Unless(s => s.Heard(reading)));
                break;
            case RuleVerb.Delay:
                LoopTimer.Start(scene.Time, scene.Loop, rule.By!.Value, () => Path.Pass(Unless(s => s.Heard(reading))));
                break;
            case RuleVerb.Answer or RuleVerb.Refuse:
                Path.Pass(Unless(_ => Answer(rule, reading)));
                break;
        }
    }

    private void Answer(Rule rule, WireReading request)
    {
        var reqId = request.Message?.Correlation ?? request.Violation?.ReqId;
        var answer = RuleAnswer.Make(rule, reqId, (request.Message as ICallMessage)?.CallId);
        // What the author made up and the catalogue does not know is no message of the fake.
        var injected = MessageCatalogue.Validate(Direction.ServerToClient, answer) is not null;
        var type = (string)answer["type"]!;
        socket.SendText(answer.ToJsonString(), type, injected);
        if (rule.ThenClose)
        {
            socket.ClosedByRule();
            socket.Close(answer["code"]?.ToString() is { } code ? CloseCodes.For(code) : CloseCodes.Normal, rule.Name);
        }
    }

    private Action Unless(Action<ClientSocket> deliver) => () =>
    {
        if (!socket.IsClosing && !socket.IsHalfOpen)
        {
            deliver(socket);
        }
    };

    private void Record(OpCode opCode, string text, string? violation, string? consumedBy) =>
        scene.Raise(new FrameReceived(socket.Peer, socket.Number, opCode, text, violation, consumedBy));

    private static string? Decode(Frame message)
    {
        try
        {
            return s_strict.GetString(message.Payload.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? TypeOf(WireReading reading) => reading.Message?.Type ?? reading.Violation?.Type;
}
