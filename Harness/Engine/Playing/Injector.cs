using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;
using Harness.Engine.Matching;
using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>Sends what the fake would not send by itself; required members that a line leaves out are made up.</summary>
internal sealed class Injector(ServerControl control)
{
    private const string MadeSdp =
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=audio 40000 UDP/TLS/RTP/SAVPF 111 0\r\nc=IN IP4 127.0.0.1\r\n"
        + "a=rtcp-mux\r\na=ice-ufrag:made\r\na=ice-pwd:madeupmadeupmadeupmade\r\na=fingerprint:sha-256 00:11:22:33\r\na=setup:actpass\r\na=mid:0\r\n"
        + "a=sendrecv\r\na=rtpmap:111 opus/48000/2\r\na=rtpmap:0 PCMU/8000\r\na=candidate:1 1 udp 2130706431 127.0.0.1 40000 typ host\r\n";

    /// <summary>RFC 6455 §7.1.5: never sent, it stands for an end without a close frame.</summary>
    private const int NoCloseFrame = 1006;

    private int _made;

    /// <summary>Sends the line's message. Returns what its <c>$as</c> named.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Inject(InjectionLine line, Names names)
    {
        if (line.To == "backend")
        {
            throw new HarnessException($"{line.At}: webhooks are injected only into a backend under test, and this version plays none");
        }

        var captures = new List<KeyValuePair<string, string>>();
        var with = new TemplateBuilder(names).Build(line.With, captures);
        var made = Send(line, with, captures);
        if (line.Then is { } then)
        {
            Close(line, ThenCode(then) ?? CloseCodeOf(with));
        }

        return captures.Select(c => KeyValuePair.Create(c.Value, made[c.Key]?.DeepClone())).ToList();
    }

    private JsonObject Send(InjectionLine line, JsonObject with, List<KeyValuePair<string, string>> captures)
    {
        switch (line.Name)
        {
            case "ws.text":
                control.InjectText(line.To, line.Socket, line.Raw ?? with["text"]?.ToString() ?? "", line.Fragments);
                return with;
            case "ws.binary":
                control.InjectFrame(line.To, line.Socket, new Frame(OpCode.Binary, Encoding.UTF8.GetBytes(line.Raw ?? "binary")));
                return with;
            case "ws.ping":
                control.InjectFrame(line.To, line.Socket, Frame.Ping(line.Raw ?? "ping"));
                return with;
            case "ws.pong":
                control.InjectFrame(line.To, line.Socket, Frame.Pong(Encoding.UTF8.GetBytes(line.Raw ?? "")));
                return with;
            case "ws.close":
                control.CloseSocket(line.To, line.Socket, CodeIn(with), with["reason"]?.ToString() ?? "");
                return with;
            default:
                var message = Complete(line, with, captures);
                Pad(message, line.PaddedTo);
                control.InjectText(line.To, line.Socket, line.Raw ?? message.ToJsonString(), line.Fragments);
                return message;
        }
    }

    private JsonObject Complete(InjectionLine line, JsonObject with, List<KeyValuePair<string, string>> captures)
    {
        var message = new JsonObject { ["type"] = line.Name };
        var shape = MessageCatalogue.Find(Direction.ServerToClient, line.Name)
            ?? throw new HarnessException($"{line.At}: the catalogue has no message '{line.Name}' from the server");
        foreach (var (name, value) in with)
        {
            message[name] = value?.DeepClone();
        }

        foreach (var field in shape.Fields.Where(f => !message.ContainsKey(f.Name) && (f.Required || captures.Exists(c => c.Key == f.Name))))
        {
            message[field.Name] = MakeUp(field);
        }

        return message;
    }

    private static void Pad(JsonObject message, int length)
    {
        var missing = length - message.ToJsonString().Length;
        if (missing > 0)
        {
            message["padding"] = new string('.', missing);
        }
    }

    private JsonNode? MakeUp(FieldShape field) => field switch
    {
        { Name: "call_id" } => JsonValue.Create(string.Create(CultureInfo.InvariantCulture, $"call_madeup{++_made:00000000000000000000}")),
        { Name: "from" or "to" } => JsonValue.Create("+14155550100"),
        { Values: [var first, ..] } => JsonValue.Create(first),
        { Nullable: true } => null,
        { Kind: FieldKind.Sdp } => JsonValue.Create(MadeSdp),
        { Kind: FieldKind.Number } => JsonValue.Create(0),
        { Kind: FieldKind.Bool } => JsonValue.Create(false),
        { Kind: FieldKind.StringList or FieldKind.ObjectList } => new JsonArray(),
        { Kind: FieldKind.Object } => new JsonObject(),
        _ => JsonValue.Create($"made up {field.Name}"),
    };

    private void Close(InjectionLine line, int code)
    {
        if (code == NoCloseFrame)
        {
            control.SetNetwork(line.To, NetworkFault.Cut);
        }
        else
        {
            control.CloseSocket(line.To, line.Socket, code, "");
        }
    }

    private static int CodeIn(JsonObject with) =>
        with["code"] is { } code ? int.Parse(code.ToJsonString(), CultureInfo.InvariantCulture) : 1000;

    /// <summary><c>close 1008</c> names the code; <c>close</c> leaves it to the error.</summary>
    private static int? ThenCode(string then) =>
        then.Split(' ') is [_, var code] ? int.Parse(code, CultureInfo.InvariantCulture) : null;

    /// <summary>The close code that belongs to an error (B.7); 1000 without one.</summary>
    private static int CloseCodeOf(JsonObject with) => with["code"]?.ToString() switch
    {
        null => 1000,
        "going_away" => 1001,
        "internal_error" => 1011,
        "slow_consumer" or "rate_limited" or "idle_timeout" => 1013,
        _ => 1008,
    };
}
