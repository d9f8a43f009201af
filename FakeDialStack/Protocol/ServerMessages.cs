using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FakeDialStack.Protocol;

/// <summary>A message from server to client (D.2). The set is closed; read and write it with <see cref="WireCodec"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Authenticated), "authenticated")]
[JsonDerivedType(typeof(AuthRefreshed), "auth.refreshed")]
[JsonDerivedType(typeof(Pong), "pong")]
[JsonDerivedType(typeof(NetworkChanged), "network.changed")]
[JsonDerivedType(typeof(Error), "error")]
[JsonDerivedType(typeof(CallTrying), "call.trying")]
[JsonDerivedType(typeof(CallRinging), "call.ringing")]
[JsonDerivedType(typeof(CallIncoming), "call.incoming")]
[JsonDerivedType(typeof(CallAnswered), "call.answered")]
[JsonDerivedType(typeof(CallHeld), "call.held")]
[JsonDerivedType(typeof(CallResumed), "call.resumed")]
[JsonDerivedType(typeof(CallEnded), "call.ended")]
[JsonDerivedType(typeof(CallRestored), "call.restored")]
[JsonDerivedType(typeof(SdpOfferFromServer), "sdp.offer")]
[JsonDerivedType(typeof(SdpPranswer), "sdp.pranswer")]
[JsonDerivedType(typeof(SdpAnswerFromServer), "sdp.answer")]
[JsonDerivedType(typeof(IceCandidateFromServer), "ice.candidate")]
[JsonDerivedType(typeof(IceDoneFromServer), "ice.done")]
[JsonDerivedType(typeof(PresenceList), "presence.list")]
[JsonDerivedType(typeof(PresenceUpdate), "presence.update")]
public abstract record ServerMessage
{
    private protected ServerMessage()
    {
    }

    /// <summary>The echoed <c>req_id</c>; null when absent and for messages that have none.</summary>
    [JsonIgnore]
    public string? Correlation => (this as ServerReply)?.ReqId;

    /// <summary>The discriminator, e.g. <c>call.ended</c>.</summary>
    [JsonIgnore]
    public string Type => MessageCatalogue.TypeOf(this);
}

/// <summary>A message that echoes the <c>req_id</c> of the request it replies to, if that had one (D.0).</summary>
public abstract record ServerReply : ServerMessage
{
    private protected ServerReply()
    {
    }

    /// <summary>Copied from the request; null, and then absent on the wire, if that had none.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReqId { get; init; }
}

/// <summary>Reply to <see cref="Authenticate"/>: the user is registered and can be rung.</summary>
[Source("D.2.1")]
public sealed record Authenticated(UserId UserId, AccountId AccountId) : ServerReply
{
    /// <summary>True when the server resumed the state of an earlier socket (L-32).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Reconnected { get; init; }
}

/// <summary>Reply to <see cref="AuthRefresh"/>.</summary>
[Source("D.2.2")]
public sealed record AuthRefreshed : ServerReply;

/// <summary>Reply to <see cref="Ping"/>.</summary>
[Source("D.2.3")]
public sealed record Pong : ServerReply;

/// <summary>The presented emergency address is not valid on this network. The session stays usable (section G).</summary>
[Source("D.2.4")]
public sealed record NetworkChanged : ServerMessage;

/// <summary>Any failure. <see cref="Fatal"/>: the socket is closed right after.</summary>
[Source("D.2.5")]
public sealed record Error(string Code, string Message) : ServerReply
{
    /// <summary>Absent counts as false.</summary>
    public bool Fatal { get; init; }

    /// <summary>Which call, under <c>error_call_id</c> = include (CF-13).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CallId? CallId { get; init; }

    /// <summary>Depends on the code; today <c>users</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JsonObject? Context { get; init; }
}

/// <summary>Direct reply to a dial or a consult step; assigns the id. First message of that call.</summary>
[Source("D.2.6")]
public sealed record CallTrying(CallId CallId) : ServerReply, ICallMessage;

/// <summary>The far end alerts (SIP 180). A 183 alone never produces it.</summary>
[Source("D.2.7")]
public sealed record CallRinging(CallId CallId) : ServerMessage, ICallMessage;

/// <summary>An inbound call rings this session; the server's offer follows at once.</summary>
[Source("D.2.8")]
public sealed record CallIncoming(CallId CallId, string From, string? FromName, string To) : ServerMessage, ICallMessage;

/// <summary>The call is up, either direction.</summary>
[Source("D.2.9")]
public sealed record CallAnswered(CallId CallId) : ServerMessage, ICallMessage
{
    /// <summary>The server's time of answer.</summary>
    [JsonConverter(typeof(WireTimeJson)), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>Hold is in effect.</summary>
[Source("D.2.10")]
public sealed record CallHeld(CallId CallId, HoldParty HeldBy) : ServerMessage, ICallMessage;

/// <summary>Hold is over.</summary>
[Source("D.2.11")]
public sealed record CallResumed(CallId CallId) : ServerMessage, ICallMessage;

/// <summary>The last message of a call.</summary>
/// <param name="CallId">Which call.</param>
/// <param name="Reason">See <see cref="EndReason"/>; others must be tolerated.</param>
/// <param name="DurationSeconds">Since the answer; null when never answered (CF-33).</param>
[Source("D.2.12")]
public sealed record CallEnded(CallId CallId, string Reason, int? DurationSeconds) : ServerMessage, ICallMessage;

/// <summary>A call that survived a dropped socket; one for each after authentication (CF-03).</summary>
[Source("D.2.13")]
public sealed record CallRestored(
    CallId CallId,
    RestoredState State,
    string From,
    string? FromName,
    string To,
    CallDirection Direction,
    [property: JsonConverter(typeof(WireTimeJson))] DateTimeOffset? AnsweredAt) : ServerMessage, ICallMessage;

/// <summary>The server's offer: after <see cref="CallIncoming"/>, or for a renegotiation.</summary>
[Source("D.2.14")]
public sealed record SdpOfferFromServer(CallId CallId, [property: Sdp] string Sdp) : ServerMessage, ICallMessage;

/// <summary>A provisional answer: early media of an outbound call.</summary>
[Source("D.2.15")]
public sealed record SdpPranswer(CallId CallId, [property: Sdp] string Sdp) : ServerMessage, ICallMessage;

/// <summary>The final answer; may differ from the provisional one.</summary>
[Source("D.2.16")]
public sealed record SdpAnswerFromServer(CallId CallId, [property: Sdp] string Sdp) : ServerMessage, ICallMessage;

/// <summary>A candidate of the server.</summary>
[Source("D.2.17")]
public sealed record IceCandidateFromServer(CallId CallId, string Candidate, string? SdpMid, int? SdpMLineIndex) : ServerMessage, ICallMessage;

/// <summary>The server has no more candidates.</summary>
[Source("D.2.18")]
public sealed record IceDoneFromServer(CallId CallId) : ServerMessage, ICallMessage;

/// <summary>Snapshot of the watched users; targets that failed are absent.</summary>
[Source("D.2.19")]
public sealed record PresenceList(IReadOnlyList<PresenceEntry> Users) : ServerReply;

/// <summary>A full entry for one watched user, not a difference.</summary>
[Source("D.2.20")]
public sealed record PresenceUpdate(
    UserId UserId,
    string Name,
    string Status,
    [property: JsonConverter(typeof(WireTimeJson))] DateTimeOffset UpdatedAt) : ServerMessage
{
    /// <summary>A setting of the user, never a status. Older servers leave it out.</summary>
    public bool DoNotDisturb { get; init; }

    /// <summary>Free text.</summary>
    public string? StatusText { get; init; }
}

/// <summary>One entry of <see cref="PresenceList"/>.</summary>
public sealed record PresenceEntry(
    UserId UserId,
    string Name,
    string Status,
    [property: JsonConverter(typeof(WireTimeJson))] DateTimeOffset UpdatedAt)
{
    /// <summary>A setting of the user, never a status. Older servers leave it out.</summary>
    public bool DoNotDisturb { get; init; }

    /// <summary>Free text.</summary>
    public string? StatusText { get; init; }
}
