using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDialStack.Frames;

namespace FakeDialStack.Control.Live;

/// <summary>What an entry says, before it has its number and its time.</summary>
internal sealed record Happening(string Kind, string From, string To, string Name, JsonObject Fields)
{
    public IReadOnlyList<string> Marks { get; init; } = [];

    public bool Injected { get; init; }
}

/// <summary>Turns what the fake did and saw into entries of the live transcript, without secrets. Loop only.</summary>
internal sealed class EntryMaker(LaneNames lanes)
{
    private const string Server = "server";

    private readonly Dictionary<long, string> _asking = [];

    /// <summary>The entry; null for what is told by another one.</summary>
    public Happening? Make(FakeEvent happened) => happened switch
    {
        HttpRequested http => Requested(http),
        HttpAnswered http => Answered(http),
        UpgradeRequested upgrade => new("socket", upgrade.Peer, Server, "ws.open", new JsonObject { ["path"] = upgrade.Path }) { Marks = Socket(upgrade.Socket) },
        UpgradeAnswered { Status: 101 } => null,
        UpgradeAnswered upgrade => new("socket", Server, upgrade.Peer, "ws.refused", new JsonObject { ["status"] = upgrade.Status, ["reason"] = upgrade.Reason }) { Marks = Socket(upgrade.Socket) },
        FrameReceived frame => Received(frame),
        FrameSentOut frame => Frame(Server, lanes.Of(frame.Peer, frame.Socket), frame.OpCode, frame.Text) with { Injected = frame.Injected, Marks = Socket(frame.Socket) },
        SocketClosed closed => Closed(closed),
        PstnSignalled { FromFarEnd: true } pstn => new("pstn", pstn.Peer, Server, pstn.Signal, Scrub(pstn.Details)),
        PstnSignalled pstn => new("pstn", Server, pstn.Peer, pstn.Signal, Scrub(pstn.Details)),
        WebhookSent webhook => new("webhook", Server, webhook.Peer, webhook.Type, Scrub(ControlJson.ReadObject(webhook.Body))) { Marks = webhook.Attempt > 1 ? [$"attempt {webhook.Attempt}"] : [] },
        WebhookAnswered { Status: 0 } webhook => new("webhook", webhook.Peer, Server, "no answer", new JsonObject { ["type"] = webhook.Type }),
        WebhookAnswered webhook => new("webhook", webhook.Peer, Server, $"{webhook.Status} {webhook.Type}", []),
        RuleFired fired => new("rule", Server, Server, LiveScrubber.Text(fired.Rule), []),
        FakeFault fault => new("fault", Server, Server, "fault of the fake", new JsonObject { ["what"] = LiveScrubber.Text(fault.What) }),
        _ => null,
    };

    private static JsonObject Scrub(JsonObject? fields) => LiveScrubber.Fields(fields ?? []);

    private static string[] Socket(int number) => [$"socket {number}"];

    private Happening Requested(HttpRequested http)
    {
        var authorization = http.Headers.FirstOrDefault(static h => h.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase)).Value;
        _asking[http.Exchange] = lanes.OfRequest(http.Peer, authorization);
        var fields = Scrub(ControlJson.ReadObject(http.Body));
        if (http.Query.Length > 0)
        {
            fields["query"] = LiveScrubber.Text(http.Query);
        }

        return new("http", _asking[http.Exchange], Server, LiveScrubber.Text($"{http.Method} {http.Path}"), fields);
    }

    private Happening Answered(HttpAnswered http)
    {
        _asking.Remove(http.Exchange, out var lane);
        return new("http", Server, lane ?? http.Peer, LiveScrubber.Text($"{http.Status} {http.Method} {http.Path}"), Scrub(ControlJson.ReadObject(http.Body)));
    }

    private Happening Received(FrameReceived frame)
    {
        if (frame.OpCode == OpCode.Text && ControlJson.ReadObject(frame.Text) is { } message
            && TextOf(message["type"]) is "authenticate" or "auth.refresh" && TextOf(message["token"]) is { } token)
        {
            lanes.Shown(frame.Peer, frame.Socket, token);
        }

        var marks = new List<string>(Socket(frame.Socket));
        if (frame.Violation is { } violation)
        {
            marks.Add("not valid: " + LiveScrubber.Text(violation));
        }

        if (frame.ConsumedBy is { } rule)
        {
            marks.Add("consumed by: " + LiveScrubber.Text(rule));
        }

        return Frame(lanes.Of(frame.Peer, frame.Socket), Server, frame.OpCode, frame.Text) with { Marks = marks };
    }

    private static Happening Frame(string from, string to, OpCode opCode, string text)
    {
        if (opCode == OpCode.Text && ControlJson.ReadObject(text) is { } message && TextOf(message["type"]) is { } type)
        {
            message.Remove("type");
            return new("message", from, to, LiveScrubber.Text(type), Scrub(message));
        }

        return opCode switch
        {
            OpCode.Text => new("socket", from, to, "ws.text", new JsonObject { ["text"] = LiveScrubber.Text(text) }),
            OpCode.Ping => new("socket", from, to, "ws.ping", []),
            OpCode.Pong => new("socket", from, to, "ws.pong", []),
            _ => new("socket", from, to, "ws.binary", []),
        };
    }

    private Happening Closed(SocketClosed closed)
    {
        var lane = lanes.Of(closed.Peer, closed.Socket);
        lanes.Ended(closed.Peer, closed.Socket);
        var (from, to) = closed.ByServer ? (Server, lane) : (lane, Server);
        return new("socket", from, to, "ws.close", new JsonObject { ["code"] = closed.Code, ["reason"] = LiveScrubber.Text(closed.Reason) }) { Marks = Socket(closed.Socket) };
    }

    private static string? TextOf(JsonNode? value) =>
        value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : null;
}
