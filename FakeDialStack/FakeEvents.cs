using System.Text.Json.Nodes;
using FakeDialStack.Frames;

namespace FakeDialStack;

/// <summary>
/// Something that the fake did or saw, in the order in which it happened. Raised on the loop, with the raw text from the
/// wire: a fault of the codec must still show. Transcripts are built from these.
/// </summary>
/// <param name="Peer">The label of the client, backend or far end that it concerns.</param>
public abstract record FakeEvent(string Peer)
{
    /// <summary>When, by the fake's clock.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>A client (or the backend) asked the REST API.</summary>
public sealed record HttpRequested(string Peer, long Exchange, string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body) : FakeEvent(Peer);

/// <summary>The fake answered <see cref="HttpRequested"/>.</summary>
public sealed record HttpAnswered(string Peer, long Exchange, string Method, string Path, int Status, string Body) : FakeEvent(Peer);

/// <summary>A client asked for an upgrade. <see cref="Socket"/> counts the upgrades of this peer from 1, refused ones too.</summary>
public sealed record UpgradeRequested(string Peer, int Socket, string Path, string Query, IReadOnlyDictionary<string, string> Headers) : FakeEvent(Peer);

/// <summary>The upgrade was accepted (101) or refused.</summary>
public sealed record UpgradeAnswered(string Peer, int Socket, int Status, string? Subprotocol, string? Reason) : FakeEvent(Peer);

/// <summary>A frame from a client, when it is let through the door. Fragments are reassembled before; <see cref="OpCode"/> is that of the message.</summary>
/// <param name="Peer">Whose.</param>
/// <param name="Socket">Number of the socket.</param>
/// <param name="OpCode">Text, binary, ping or pong.</param>
/// <param name="Text">Its payload as text.</param>
/// <param name="Violation">Why it is no valid message of the catalogue; null when it is.</param>
/// <param name="ConsumedBy">The rule that kept it from being handled; null when none did.</param>
public sealed record FrameReceived(string Peer, int Socket, OpCode OpCode, string Text, string? Violation, string? ConsumedBy) : FakeEvent(Peer);

/// <summary>A frame to a client, when it is let through the door. <see cref="Injected"/>: the fake would not have sent it by itself.</summary>
public sealed record FrameSentOut(string Peer, int Socket, OpCode OpCode, string Text, bool Injected) : FakeEvent(Peer);

/// <summary>The end of a socket as the fake saw it.</summary>
/// <param name="Peer">Whose.</param>
/// <param name="Socket">Number of the socket.</param>
/// <param name="ByServer">True when the fake ended it (rules and faults included).</param>
/// <param name="Code">Close code, 1006 without a close frame.</param>
/// <param name="Reason">Text of the close frame, or what happened.</param>
public sealed record SocketClosed(string Peer, int Socket, bool ByServer, int Code, string Reason) : FakeEvent(Peer);

/// <summary>A step on the PSTN leg in SIP's words: INVITE, 100, 180, 183, 200, ACK, CANCEL, 486, 487, 603, BYE, re-INVITE, REFER.</summary>
/// <param name="Peer">The far end's name.</param>
/// <param name="CallId">Which call.</param>
/// <param name="FromFarEnd">Direction.</param>
/// <param name="Signal">The method or status.</param>
/// <param name="Details">What it carries: from, to, sdp, reason …</param>
public sealed record PstnSignalled(string Peer, string CallId, bool FromFarEnd, string Signal, JsonObject Details) : FakeEvent(Peer);

/// <summary>A webhook attempt has left.</summary>
public sealed record WebhookSent(string Peer, string Type, string EventId, int Attempt, string Signature, string Body) : FakeEvent(Peer);

/// <summary>The backend answered, or could not be reached (status 0).</summary>
public sealed record WebhookAnswered(string Peer, string Type, string EventId, int Attempt, int Status) : FakeEvent(Peer);

/// <summary>A rule had its effect.</summary>
public sealed record RuleFired(string Peer, string Rule) : FakeEvent(Peer);

/// <summary>
/// Something of the fake moved along the table of its states. A step that leaves the state as it is counts too. Nothing of
/// it is on the wire: it tells which rows of the tables have been exercised.
/// </summary>
/// <param name="Peer">The client or far end that it concerns; the user's id for a call.</param>
/// <param name="Machine">Which table.</param>
/// <param name="From">State before, e.g. <c>Ringing</c>.</param>
/// <param name="Input">What happened.</param>
/// <param name="To">State after.</param>
public sealed record StateMoved(string Peer, StateMachine Machine, string From, string Input, string To) : FakeEvent(Peer);

/// <summary>The fake noticed a fault of its own, e.g. a message that does not fit the catalogue. A harness error, never the client's.</summary>
public sealed record FakeFault(string Peer, string What) : FakeEvent(Peer);
