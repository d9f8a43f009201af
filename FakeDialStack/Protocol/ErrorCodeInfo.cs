namespace FakeDialStack.Protocol;

/// <summary>What a code of the <c>error</c> message tells (section J).</summary>
/// <param name="Code">As on the wire.</param>
/// <param name="Fatal">When the socket is closed behind it: <c>always</c>, <c>never</c>, or a short phrase.</param>
/// <param name="Meaning">When it comes.</param>
/// <param name="Reaction">What a client does about it.</param>
public sealed record ErrorCodeInfo(string Code, string Fatal, string Meaning, string Reaction)
{
    private const string Always = "always";
    private const string Never = "never";

    /// <summary>All codes, in the order of <see cref="ErrorCode.All"/>.</summary>
    public static IReadOnlyList<ErrorCodeInfo> All { get; } =
    [
        new(ErrorCode.AuthFailed, "in reply to authenticate", "The token is bad or somebody else's, or no first message came in time.", "Gets a new token; after a refused refresh it goes on with the old one."),
        new(ErrorCode.AuthExpired, Always, "The token has reached its `exp`.", "Stays away until somebody signs in again."),
        new(ErrorCode.SessionRevoked, Always, "The backend revoked the user's sessions.", "Drops the token and stays away."),
        new(ErrorCode.SessionReplaced, Always, "A newer session of the user took the slot.", "Tells the user, and comes back only when asked to."),
        new(ErrorCode.SessionLimit, Always, "The user has too many sessions.", "Tells the user, and tries again only with backoff."),
        new(ErrorCode.IdleTimeout, Always, "The client did not answer the server's pings.", "Connects again."),
        new(ErrorCode.SlowConsumer, Always, "The client does not read what it is sent.", "Connects again."),
        new(ErrorCode.GoingAway, Always, "The server is being taken down.", "Connects again."),
        new(ErrorCode.RateLimited, "in reply to authenticate", "Too many requests.", "Waits before it repeats the action."),
        new(ErrorCode.InvalidMessage, "before authenticated", "The message is malformed, or comes at the wrong time.", "Keeps its state as it was."),
        new(ErrorCode.CallFailed, Never, "A dial or a transfer failed.", "Ends that dial; keeps the call that was to be transferred."),
        new(ErrorCode.CallNotFound, Never, "The server does not know the `call_id`.", "Drops the call."),
        new(ErrorCode.CallLimit, Never, "Too many calls.", "Takes it like `call_failed`."),
        new(ErrorCode.EmergencyAddressRequired, Never, "A number of the public network was dialled without a bound emergency address.", "Ends that dial and offers to register an address."),
        new(ErrorCode.PresenceUnavailable, Never, "Some users cannot be watched: those in `context.users`.", "Shows these as unknown."),
        new(ErrorCode.ReachabilityUnavailable, Never, "For some users nobody can tell that they went offline: those in `context.users`.", "Does not rely on their not being offline."),
        new(ErrorCode.InternalError, "now and then", "A fault of the server.", "Says so; connects again where it was fatal."),
    ];
}
