using System.Text.Json.Serialization;

namespace FakeDialStack.Protocol;

/// <summary>A message from client to server (D.1). The set is closed; read and write it with <see cref="WireCodec"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Authenticate), "authenticate")]
[JsonDerivedType(typeof(AuthRefresh), "auth.refresh")]
[JsonDerivedType(typeof(Ping), "ping")]
[JsonDerivedType(typeof(CallCreate), "call.create")]
[JsonDerivedType(typeof(CallAnswer), "call.answer")]
[JsonDerivedType(typeof(CallReject), "call.reject")]
[JsonDerivedType(typeof(CallHangup), "call.hangup")]
[JsonDerivedType(typeof(CallHold), "call.hold")]
[JsonDerivedType(typeof(CallResume), "call.resume")]
[JsonDerivedType(typeof(CallMute), "call.mute")]
[JsonDerivedType(typeof(CallUnmute), "call.unmute")]
[JsonDerivedType(typeof(CallTransfer), "call.transfer")]
[JsonDerivedType(typeof(CallTransferAttended), "call.transfer.attended")]
[JsonDerivedType(typeof(SdpOfferFromClient), "sdp.offer")]
[JsonDerivedType(typeof(SdpAnswerFromClient), "sdp.answer")]
[JsonDerivedType(typeof(IceCandidateFromClient), "ice.candidate")]
[JsonDerivedType(typeof(IceDoneFromClient), "ice.done")]
[JsonDerivedType(typeof(PresenceSubscribe), "presence.subscribe")]
public abstract record ClientMessage
{
    private protected ClientMessage()
    {
    }

    /// <summary>The client's <c>req_id</c>; null when absent, and always for <c>sdp.*</c> and <c>ice.*</c>, which have none.</summary>
    [JsonIgnore]
    public string? Correlation => (this as ClientRequest)?.ReqId;

    /// <summary>The discriminator, e.g. <c>call.create</c>.</summary>
    [JsonIgnore]
    public string Type => MessageCatalogue.TypeOf(this);
}

/// <summary>A message that may carry a <c>req_id</c>, which the direct reply echoes (D.0).</summary>
public abstract record ClientRequest : ClientMessage
{
    private protected ClientRequest()
    {
    }

    /// <summary>Chosen by the client, unique within the socket.</summary>
    [JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ReqId { get; init; }
}

/// <summary>A message, in either direction, that concerns one call.</summary>
public interface ICallMessage
{
    /// <summary>Which call.</summary>
    CallId CallId { get; }
}

/// <summary>The first message on every socket: the bare user token, and the emergency address to bind.</summary>
[Source("D.1.1")]
public sealed record Authenticate(string Token) : ClientRequest
{
    /// <summary>The saved address to bind to this network (section G).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EmergencyAddressId? EmergencyAddressId { get; init; }
}

/// <summary>Swaps the token of a live session; the expiry timer is re-armed from the new one (B.5).</summary>
[Source("D.1.2")]
public sealed record AuthRefresh(string Token) : ClientRequest;

/// <summary>Asks for a <see cref="Pong"/>. Never extends the token's life.</summary>
[Source("D.1.3")]
public sealed record Ping : ClientRequest;

/// <summary>Dials.</summary>
[Source("D.1.4")]
public sealed record CallCreate(string Destination, [property: Sdp] string Sdp) : ClientRequest;

/// <summary>Accepts an inbound call; the client's <c>sdp.answer</c> follows.</summary>
[Source("D.1.5")]
public sealed record CallAnswer(CallId CallId) : ClientRequest, ICallMessage;

/// <summary>Declines an inbound call.</summary>
[Source("D.1.6")]
public sealed record CallReject(CallId CallId) : ClientRequest, ICallMessage
{
    /// <summary>Absent means <see cref="RejectReason.Decline"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RejectReason? Reason { get; init; }
}

/// <summary>Ends a call, or cancels one that has not been answered.</summary>
[Source("D.1.7")]
public sealed record CallHangup(CallId CallId) : ClientRequest, ICallMessage;

/// <summary>Puts an active call on hold.</summary>
[Source("D.1.8")]
public sealed record CallHold(CallId CallId) : ClientRequest, ICallMessage;

/// <summary>Takes a held call back.</summary>
[Source("D.1.9")]
public sealed record CallResume(CallId CallId) : ClientRequest, ICallMessage;

/// <summary>The client's audio is no longer forwarded. No reply.</summary>
[Source("D.1.10")]
public sealed record CallMute(CallId CallId) : ClientRequest, ICallMessage;

/// <summary>Undoes <see cref="CallMute"/>. No reply.</summary>
[Source("D.1.11")]
public sealed record CallUnmute(CallId CallId) : ClientRequest, ICallMessage;

/// <summary>Blind transfer.</summary>
[Source("D.1.12")]
public sealed record CallTransfer(CallId CallId, string Destination) : ClientRequest, ICallMessage;

/// <summary>
/// A step of an attended transfer; <see cref="CallId"/> is the parent call in both. <see cref="Destination"/> and
/// <see cref="Sdp"/> are there in the consult step (the codec sees to it) and not in the other.
/// </summary>
[Source("D.1.13")]
public sealed record CallTransferAttended(CallId CallId, TransferStep Step) : ClientRequest, ICallMessage
{
    /// <summary>Dial string of the consult party.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Destination { get; init; }

    /// <summary>Offer for the consult leg.</summary>
    [Sdp, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sdp { get; init; }
}

/// <summary>Starts a negotiation on a call that exists, after a restore (CF-04).</summary>
[Source("D.1.14")]
public sealed record SdpOfferFromClient(CallId CallId, [property: Sdp] string Sdp) : ClientMessage, ICallMessage;

/// <summary>Answers the server's offer.</summary>
[Source("D.1.15")]
public sealed record SdpAnswerFromClient(CallId CallId, [property: Sdp] string Sdp) : ClientMessage, ICallMessage;

/// <summary>A candidate of the client. For an unknown call it is swallowed without a word (note after D.1.18).</summary>
[Source("D.1.16")]
public sealed record IceCandidateFromClient(CallId CallId, string Candidate, string? SdpMid, int? SdpMLineIndex) : ClientMessage, ICallMessage;

/// <summary>The client has no more candidates.</summary>
[Source("D.1.17")]
public sealed record IceDoneFromClient(CallId CallId) : ClientMessage, ICallMessage;

/// <summary>Watches users: 1 to 100 of them, which the session checks, not the codec.</summary>
[Source("D.1.18")]
public sealed record PresenceSubscribe(IReadOnlyList<UserId> Users) : ClientRequest;
