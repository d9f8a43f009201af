namespace Fixtures.ReferenceClient;

/// <summary>Token refresh (K.4).</summary>
public sealed record RefreshRules
{
    /// <summary>
    /// How long before <c>exp</c>, from the life that is left: five minutes, less for short-lived tokens, never under 30 s
    /// (REFRESH-01, CF-09).
    /// </summary>
    public Func<TimeSpan, TimeSpan> Lead { get; init; } =
        static left => TimeSpan.FromSeconds(Math.Clamp(left.TotalSeconds / 2, 30, 300));

    /// <summary>Least time between two refreshes (REFRESH-08).</summary>
    public TimeSpan LeastGap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for the reply; null waits for ever (REFRESH-06).</summary>
    public TimeSpan? ReplyLimit { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Wait after a refusal; null never tries again.</summary>
    public TimeSpan? RetryAfterRefusal { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait after the backend failed to mint; null never tries again (REFRESH-07).</summary>
    public TimeSpan? RetryAfterMintFailure { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>False takes a new socket for the new token (REFRESH-02).</summary>
    public bool InBand { get; init; } = true;

    /// <summary>From our <c>req_id</c> and the one in <c>auth.refreshed</c>: whether the token is adopted (REFRESH-03).</summary>
    public Func<string, string?, bool> AcceptsReply { get; init; } = static (sent, got) => got == sent;

    /// <summary>False uses one <c>req_id</c> for every refresh (REFRESH-03).</summary>
    public bool FreshReqId { get; init; } = true;

    /// <summary>True adopts the token as soon as it is sent (REFRESH-03, REFRESH-04).</summary>
    public bool AdoptsAtOnce { get; init; }

    /// <summary>True drops the connection when a refresh is refused (REFRESH-04).</summary>
    public bool RefusalDrops { get; init; }

    /// <summary>True adopts a token whose refresh was refused when <c>auth.refreshed</c> comes after all (REFRESH-05).</summary>
    public bool LateReplyCounts { get; init; }

    /// <summary>True disconnects when the backend fails to mint (REFRESH-07).</summary>
    public bool MintFailureDrops { get; init; }

    /// <summary>False sends a refresh also on a later socket than the one it began for (REFRESH-09).</summary>
    public bool OnlyOwnSocket { get; init; } = true;

    /// <summary>False keeps timing from the first token (REFRESH-10).</summary>
    public bool TimesFromNewToken { get; init; } = true;

    /// <summary>Expiry that is assumed for an opaque token, from now; null schedules nothing (REFRESH-11).</summary>
    public TimeSpan? OpaqueLife { get; init; }
}
