namespace FakeDialStack.Protocol;

/// <summary>What messages are for, what answers them and how they fail, by section of the catalogue (D.1 and D.2).</summary>
internal static class MessageTexts
{
    private static readonly IReadOnlyList<string> s_none = [];
    private static readonly IReadOnlyList<string> s_dialErrors =
    [
        ErrorCode.CallFailed, ErrorCode.CallLimit, ErrorCode.EmergencyAddressRequired, ErrorCode.InvalidMessage, ErrorCode.RateLimited,
        ErrorCode.InternalError,
    ];

    private static readonly IReadOnlyList<string> s_callErrors = [ErrorCode.CallNotFound, ErrorCode.InvalidMessage];

    private static readonly Dictionary<string, MessageText> s_texts = new(StringComparer.Ordinal)
    {
        ["D.1.1"] = new(
            "The first message on every socket. The user is registered and can be rung once it is answered.",
            ["authenticated"],
            [ErrorCode.AuthFailed, ErrorCode.AuthExpired, ErrorCode.SessionRevoked, ErrorCode.SessionLimit, ErrorCode.RateLimited, ErrorCode.InvalidMessage]),
        ["D.1.2"] = new("Gives a live session a new token. Neither connection nor calls notice.", ["auth.refreshed"], [ErrorCode.AuthFailed, ErrorCode.InvalidMessage]),
        ["D.1.3"] = new("Asks whether the server is still there. Does not lengthen the life of the token.", ["pong"], s_none),
        ["D.1.4"] = new("Dials.", ["call.trying"], s_dialErrors),
        ["D.1.5"] = new("Accepts an inbound call. The client's `sdp.answer` follows it.", s_none, [ErrorCode.CallNotFound, ErrorCode.InvalidMessage, ErrorCode.CallFailed, ErrorCode.CallLimit]),
        ["D.1.6"] = new("Declines an inbound call on this session.", s_none, s_callErrors),
        ["D.1.7"] = new("Ends a call, or gives up a dial. For a call that is over already it is accepted without a word.", s_none, [ErrorCode.CallNotFound]),
        ["D.1.8"] = new("Puts an active call on hold.", s_none, s_callErrors),
        ["D.1.9"] = new("Takes a held call back.", s_none, s_callErrors),
        ["D.1.10"] = new("The client's audio is not passed on any more. Nothing answers it.", s_none, [ErrorCode.CallNotFound]),
        ["D.1.11"] = new("The client's audio is passed on again. Nothing answers it.", s_none, [ErrorCode.CallNotFound]),
        ["D.1.12"] = new("Hands the call over to somebody else without asking them first.", s_none, [ErrorCode.CallNotFound, ErrorCode.CallFailed, ErrorCode.InvalidMessage]),
        ["D.1.13"] = new("A step of a transfer in which the third party is asked first.", ["call.trying"], [.. s_dialErrors, ErrorCode.CallNotFound]),
        ["D.1.14"] = new("Offers media for a call that exists already: after it was restored.", s_none, s_callErrors),
        ["D.1.15"] = new("Answers the server's `sdp.offer`.", s_none, s_callErrors),
        ["D.1.16"] = new("A candidate found after the description was sent. For a call that the server does not know it is swallowed.", s_none, s_none),
        ["D.1.17"] = new("There are no more candidates of the client.", s_none, s_none),
        ["D.1.18"] = new(
            "Watches the presence of users, instead of those watched before.",
            ["presence.list"],
            [ErrorCode.InvalidMessage, ErrorCode.PresenceUnavailable, ErrorCode.ReachabilityUnavailable]),
        ["D.2.1"] = new("The user is signed in: can place calls and be rung."),
        ["D.2.2"] = new("The new token is in force. The client adopts the one that it sent with this `req_id`."),
        ["D.2.3"] = new("Answers `ping`."),
        ["D.2.4"] = new("The emergency address that was presented does not fit the network. The session stays usable."),
        ["D.2.5"] = new("Something failed. Unless it is fatal, the connection and all other calls go on."),
        ["D.2.6"] = new("The server knows the call, and this is its id. The first message of an outbound call."),
        ["D.2.7"] = new("The far end rings. May come several times, or never."),
        ["D.2.8"] = new("A call rings here. The server's `sdp.offer` follows at once."),
        ["D.2.9"] = new("The call is up, whoever placed it."),
        ["D.2.10"] = new("The call is held, by either side."),
        ["D.2.11"] = new("The hold is over."),
        ["D.2.12"] = new("The call is over. The last message of its id."),
        ["D.2.13"] = new("A call that outlived the socket. One for each, after the client has signed in again."),
        ["D.2.14"] = new("The server offers media: behind `call.incoming`, or to negotiate again."),
        ["D.2.15"] = new("Early media of an outbound call. `sdp.answer` replaces it."),
        ["D.2.16"] = new("The answer to the client's offer."),
        ["D.2.17"] = new("A candidate of the server. May come before the client has applied the description."),
        ["D.2.18"] = new("There are no more candidates of the server."),
        ["D.2.19"] = new("How the watched users are right now."),
        ["D.2.20"] = new("How one watched user is from now on: the whole entry, not a difference."),
    };

    /// <summary>The text of a section; empty for one that nobody described.</summary>
    public static MessageText Of(string section) => s_texts.GetValueOrDefault(section) ?? new MessageText("");
}

/// <summary>What is said about a message.</summary>
/// <param name="Meaning">A sentence or two; words of the wire in backticks.</param>
/// <param name="Replies">Messages that answer it directly, with its <c>req_id</c>.</param>
/// <param name="Errors">Codes that it may be refused with.</param>
internal sealed record MessageText(string Meaning, IReadOnlyList<string> Replies, IReadOnlyList<string> Errors)
{
    public MessageText(string meaning)
        : this(meaning, [], [])
    {
    }
}
