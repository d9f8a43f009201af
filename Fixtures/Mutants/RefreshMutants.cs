using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults of the token refresh (K.4).</summary>
internal static class RefreshMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("refreshes-too-late", "REFRESH-01", "asks for a new token 2 s before the old one dies",
            static r => r with { Refresh = r.Refresh with { Lead = static _ => TimeSpan.FromSeconds(2) } }),
        new("refreshes-too-early", "REFRESH-01", "asks for a new token when half of the old one's life is left",
            static r => r with { Refresh = r.Refresh with { Lead = static left => left / 2 } }),
        new("refreshes-by-reconnect", "REFRESH-02", "opens a new socket for the new token",
            static r => r with { Refresh = r.Refresh with { InBand = false } }),
        new("adopts-any-refresh", "REFRESH-03", "adopts its token at an auth.refreshed with another req_id",
            static r => r with { Refresh = r.Refresh with { AcceptsReply = static (_, _) => true } }),
        new("one-refresh-req-id", "REFRESH-03", "uses the same req_id for every refresh",
            static r => r with { Refresh = r.Refresh with { FreshReqId = false } }),
        new("adopts-unconfirmed", "REFRESH-04", "adopts the new token before it is confirmed",
            static r => r with { Refresh = r.Refresh with { AdoptsAtOnce = true } }),
        new("drops-at-refusal", "REFRESH-04", "drops the connection when a refresh is refused",
            static r => r with { Refresh = r.Refresh with { RefusalDrops = true } }),
        new("takes-late-refresh", "REFRESH-05", "adopts a refused token when auth.refreshed comes after all",
            static r => r with { Refresh = r.Refresh with { LateReplyCounts = true } }),
        new("waits-for-refresh", "REFRESH-06", "waits for ever for the reply to a refresh",
            static r => r with { Refresh = r.Refresh with { ReplyLimit = null } }),
        new("gives-up-minting", "REFRESH-07", "does not try again when its backend mints no token",
            static r => r with { Refresh = r.Refresh with { RetryAfterMintFailure = null } }),
        new("drops-without-mint", "REFRESH-07", "drops the connection when its backend mints no token",
            static r => r with { Refresh = r.Refresh with { MintFailureDrops = true } }),
        new("spins-on-short-tokens", "REFRESH-08", "refreshes short-lived tokens every second",
            static r => r with { Refresh = r.Refresh with { LeastGap = TimeSpan.FromSeconds(1) } }),
        new("refreshes-elsewhere", "REFRESH-09", "sends a refresh on another socket than the one it was started for",
            static r => r with { Refresh = r.Refresh with { OnlyOwnSocket = false } }),
        new("times-from-old-token", "REFRESH-10", "keeps timing refreshes from the first token",
            static r => r with { Refresh = r.Refresh with { TimesFromNewToken = false } }),
        new("guesses-expiry", "REFRESH-11", "takes a token without readable expiry for one that dies in a minute",
            static r => r with { Refresh = r.Refresh with { OpaqueLife = TimeSpan.FromMinutes(1) } }),
        new("returns-without-provider", "REFRESH-13", "comes back after auth_expired although it has no other token",
            static r => r with
            {
                Connection = r.Connection with { IsTerminal = static c => c is ErrorCode.SessionRevoked or ErrorCode.SessionReplaced, FetchesIceAgain = false },
                Auth = r.Auth with { KeepsRefusedToken = true },
            }),
    ];
}
