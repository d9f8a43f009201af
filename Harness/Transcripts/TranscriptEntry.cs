using System.Text.Json.Nodes;

namespace Harness.Transcripts;

/// <summary>What kind of thing happened.</summary>
public enum EntryKind
{
    /// <summary>A button pressed through the driver.</summary>
    Action,

    /// <summary>What the client told its app.</summary>
    Event,

    /// <summary>A protocol message over the WebSocket.</summary>
    Message,

    /// <summary>Socket facts: <c>ws.open</c>, <c>ws.close</c>, <c>ws.ping</c>, <c>ws.pong</c>, <c>ws.text</c>, <c>ws.binary</c>.</summary>
    Socket,

    /// <summary>A REST request or its answer.</summary>
    Http,

    /// <summary>A webhook or its answer.</summary>
    Webhook,

    /// <summary>A push on its way to the app.</summary>
    Push,

    /// <summary>PSTN signalling.</summary>
    Pstn,

    /// <summary>A fault of the network.</summary>
    Fault,

    /// <summary>A rule, set or fired.</summary>
    Rule,
}

/// <summary>One entry of the timeline of a run.</summary>
/// <param name="Number">Position in the transcript, from 0.</param>
/// <param name="At">Since the start of the run.</param>
/// <param name="Kind">What kind.</param>
/// <param name="From">Lane: app, a client, server, a far end, backend, network.</param>
/// <param name="To">Lane.</param>
/// <param name="Name">Message type, event, action, signal, <c>GET /v1/…</c> (answers: <c>200 GET /v1/…</c>).</param>
/// <param name="Fields">What it carries; the discriminator is not repeated here.</param>
public sealed record TranscriptEntry(int Number, TimeSpan At, EntryKind Kind, string From, string To, string Name, JsonObject Fields)
{
    /// <summary>Number of the socket, from 1; null where there is none.</summary>
    public int? Socket { get; init; }

    /// <summary>True when the fake would not have sent it by itself.</summary>
    public bool Injected { get; init; }

    /// <summary>Why a frame is no valid message; null when it is.</summary>
    public string? Violation { get; init; }

    /// <summary>The rule that took it; null when none did.</summary>
    public string? ConsumedBy { get; set; }

    /// <summary>HTTP status of an answer, or the status that answered this request once it is known.</summary>
    public int? Status { get; set; }

    /// <summary>For webhooks: whether the signature is right.</summary>
    public bool? Signed { get; init; }

    /// <summary>The text as it was on the wire, where it is not the fields.</summary>
    public string? Raw { get; init; }
}
