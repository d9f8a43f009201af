namespace FakeDialStack.Protocol;

/// <summary>Codes of the <c>error</c> message (section J). An open set: the list grew several times.</summary>
public static class ErrorCode
{
    /// <summary>Bad token, wrong identity, or no first message in time.</summary>
    public const string AuthFailed = "auth_failed";

    /// <summary>The token has reached its <c>exp</c>. Always fatal.</summary>
    public const string AuthExpired = "auth_expired";

    /// <summary>The backend revoked the user's sessions. Always fatal.</summary>
    public const string SessionRevoked = "session_revoked";

    /// <summary>A newer connection took the slot (CF-05). Always fatal.</summary>
    public const string SessionReplaced = "session_replaced";

    /// <summary>The cap of sessions is reached (CF-05). Always fatal.</summary>
    public const string SessionLimit = "session_limit";

    /// <summary>No pong in time. Always fatal.</summary>
    public const string IdleTimeout = "idle_timeout";

    /// <summary>The client does not drain its socket. Always fatal.</summary>
    public const string SlowConsumer = "slow_consumer";

    /// <summary>The server is being drained. Always fatal.</summary>
    public const string GoingAway = "going_away";

    /// <summary>Too many requests.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>A malformed frame, or the wrong state for it.</summary>
    public const string InvalidMessage = "invalid_message";

    /// <summary>Call set-up or transfer failed.</summary>
    public const string CallFailed = "call_failed";

    /// <summary>Unknown <c>call_id</c> (CF-14).</summary>
    public const string CallNotFound = "call_not_found";

    /// <summary>Too many calls (CF-07).</summary>
    public const string CallLimit = "call_limit";

    /// <summary>PSTN dial without a bound emergency address.</summary>
    public const string EmergencyAddressRequired = "emergency_address_required";

    /// <summary>Targets cannot be watched; named in <c>context.users</c>.</summary>
    public const string PresenceUnavailable = "presence_unavailable";

    /// <summary>Targets whose going offline cannot be noticed; named in <c>context.users</c>.</summary>
    public const string ReachabilityUnavailable = "reachability_unavailable";

    /// <summary>A fault of the server.</summary>
    public const string InternalError = "internal_error";

    /// <summary>All of them, in the order of section J.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        AuthFailed, AuthExpired, SessionRevoked, SessionReplaced, SessionLimit, IdleTimeout, SlowConsumer, GoingAway,
        RateLimited, InvalidMessage, CallFailed, CallNotFound, CallLimit, EmergencyAddressRequired, PresenceUnavailable,
        ReachabilityUnavailable, InternalError,
    ];
}
