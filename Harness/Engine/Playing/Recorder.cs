using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDialStack;
using FakeDialStack.Frames;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>Turns what the fake did and saw into entries of the record.</summary>
/// <param name="record">Where they go.</param>
/// <param name="isSigned">Whether a webhook's signature is right for its body.</param>
internal sealed class Recorder(Record record, Func<WebhookSent, bool> isSigned)
{
    private readonly Dictionary<long, TranscriptEntry> _requests = [];
    private readonly Dictionary<(string Peer, int Socket), TranscriptEntry> _upgrades = [];
    private readonly Dictionary<(string Event, int Attempt), TranscriptEntry> _webhooks = [];
    private readonly List<string> _faults = [];
    private readonly List<StateMoved> _moves = [];

    /// <summary>Faults of the fake itself: a harness error, never the client's.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Steps of the fake's state machines; nothing of them is on the wire.</summary>
    public IReadOnlyList<StateMoved> Moves => _moves;

    /// <summary>Records one event of the fake.</summary>
    public void On(FakeEvent happened)
    {
        switch (happened)
        {
            case HttpRequested http:
                _requests[http.Exchange] = record.Add(EntryKind.Http, http.Peer, "server", $"{http.Method} {http.Path}", HttpFields(http));
                break;
            case HttpAnswered http:
                OnAnswered(http);
                break;
            case UpgradeRequested upgrade:
                _upgrades[(upgrade.Peer, upgrade.Socket)] = record.Add(
                    EntryKind.Socket, upgrade.Peer, "server", "ws.open", UpgradeFields(upgrade), e => e with { Socket = upgrade.Socket });
                break;
            case UpgradeAnswered upgrade:
                OnUpgraded(upgrade);
                break;
            case FrameReceived frame:
                OnFrame(frame.Peer, "server", frame.Socket, frame.OpCode, frame.Text, e => e with { Violation = frame.Violation, ConsumedBy = frame.ConsumedBy });
                break;
            case FrameSentOut frame:
                OnFrame("server", frame.Peer, frame.Socket, frame.OpCode, frame.Text, e => e with { Injected = frame.Injected });
                break;
            case SocketClosed closed:
                OnClosed(closed);
                break;
            case PstnSignalled pstn:
                OnPstn(pstn);
                break;
            case WebhookSent webhook:
                _webhooks[(webhook.EventId, webhook.Attempt)] = record.Add(
                    EntryKind.Webhook, "server", webhook.Peer, webhook.Type, Parse(webhook.Body) ?? [], e => e with { Signed = isSigned(webhook) });
                break;
            case WebhookAnswered webhook:
                OnWebhookAnswered(webhook);
                break;
            case RuleFired fired:
                OnRuleFired(fired);
                break;
            case StateMoved moved:
                _moves.Add(moved);
                break;
            case FakeFault fault:
                _faults.Add($"{fault.Peer}: {fault.What}");
                break;
            default:
                throw new HarnessException($"No way to record {happened.GetType().Name}.");
        }
    }

    private void OnAnswered(HttpAnswered http)
    {
        if (_requests.Remove(http.Exchange, out var request))
        {
            record.Answer(request, http.Status);
        }

        record.Add(EntryKind.Http, "server", http.Peer, $"{http.Status} {http.Method} {http.Path}", Parse(http.Body) ?? [], e => e with { Status = http.Status });
    }

    private void OnUpgraded(UpgradeAnswered upgrade)
    {
        if (_upgrades.Remove((upgrade.Peer, upgrade.Socket), out var request))
        {
            record.Answer(request, upgrade.Status);
        }

        if (upgrade.Status != 101)
        {
            var fields = new JsonObject { ["status"] = upgrade.Status };
            record.Add(EntryKind.Socket, "server", upgrade.Peer, "ws.refused", fields, e => e with { Socket = upgrade.Socket, Status = upgrade.Status });
        }
    }

    private void OnFrame(string from, string to, int socket, OpCode opCode, string text, Func<TranscriptEntry, TranscriptEntry> further)
    {
        TranscriptEntry Socket(TranscriptEntry e) => further(e with { Socket = socket, Raw = text });
        if (opCode is OpCode.Text && Parse(text) is { } message && message["type"] is JsonValue type && type.GetValueKind() == JsonValueKind.String)
        {
            message.Remove("type");
            record.Add(EntryKind.Message, from, to, type.GetValue<string>(), message, Socket);
            return;
        }

        var name = opCode switch
        {
            OpCode.Text => "ws.text",
            OpCode.Ping => "ws.ping",
            OpCode.Pong => "ws.pong",
            _ => "ws.binary",
        };
        record.Add(EntryKind.Socket, from, to, name, opCode is OpCode.Text ? new JsonObject { ["text"] = text } : [], Socket);
    }

    private void OnClosed(SocketClosed closed)
    {
        // A loss shows as the fault that made it, or, when the client dropped it, as its close with 1006.
        var fields = new JsonObject { ["code"] = closed.Code };
        if (closed.Reason.Length > 0 && closed.ByServer)
        {
            fields["reason"] = closed.Reason;
        }

        var (from, to) = closed.ByServer ? ("server", closed.Peer) : (closed.Peer, "server");
        record.Add(EntryKind.Socket, from, to, "ws.close", fields, e => e with { Socket = closed.Socket });
    }

    /// <summary>A socket that is closed instead of an answer: the rule took the frame that asked for it.</summary>
    private void OnRuleFired(RuleFired fired)
    {
        if (fired.Rule.StartsWith("closes before", StringComparison.Ordinal)
            && record.Entries.LastOrDefault(e => e.From == fired.Peer && e.Kind == EntryKind.Message) is { } asked)
        {
            asked.ConsumedBy ??= fired.Rule;
        }
    }

    private void OnPstn(PstnSignalled pstn)
    {
        var (from, to) = pstn.FromFarEnd ? (pstn.Peer, "server") : ("server", pstn.Peer);
        record.Add(EntryKind.Pstn, from, to, pstn.Signal, (JsonObject)pstn.Details.DeepClone());
    }

    private void OnWebhookAnswered(WebhookAnswered webhook)
    {
        if (_webhooks.Remove((webhook.EventId, webhook.Attempt), out var sent))
        {
            record.Answer(sent, webhook.Status);
        }

        record.Add(EntryKind.Webhook, webhook.Peer, "server", $"{webhook.Status} {webhook.Type}", [], e => e with { Status = webhook.Status });
    }

    private static JsonObject HttpFields(HttpRequested http)
    {
        var fields = Parse(http.Body) ?? [];
        if (http.Query.Length > 0)
        {
            fields["query"] = http.Query;
        }

        fields["headers"] = Headers(http.Headers);
        return fields;
    }

    private static JsonObject UpgradeFields(UpgradeRequested upgrade)
    {
        var fields = new JsonObject { ["path"] = upgrade.Path };
        if (upgrade.Query.Length > 0)
        {
            fields["query"] = upgrade.Query;
        }

        fields["headers"] = Headers(upgrade.Headers);
        return fields;
    }

    private static JsonObject Headers(IReadOnlyDictionary<string, string> headers)
    {
        string[] kept = ["authorization", "dialstack-account", "user-agent", "sec-websocket-protocol"];
        var fields = new JsonObject();
        foreach (var name in kept)
        {
            if (headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } value)
            {
                fields[name] = value;
            }
        }

        return fields;
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            var parsed = JsonNode.Parse(text) as JsonObject;
            _ = parsed?.Count;
            return parsed;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            // Not JSON, or an object with a member twice, which the node model refuses when it is first read.
            return null;
        }
    }
}
