using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults of coming back (K.2).</summary>
internal static class ReconnectMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("stays-away", "RECON-01", "does not come back after a loss",
            static r => r with { Connection = r.Connection with { Reconnects = false } }),
        new("flat-backoff", "RECON-02", "tries again every second",
            static r => r with { Connection = r.Connection with { BackoffSteps = [TimeSpan.FromSeconds(1)] } }),
        new("endless-backoff", "RECON-02", "doubles its wait beyond the cap",
            static r => r with
            {
                Connection = r.Connection with { BackoffSteps = [.. Enumerable.Range(0, 12).Select(static n => TimeSpan.FromSeconds(1 << n))] },
            }),
        new("full-jitter", "RECON-02", "waits anything between nothing and the step",
            static r => r with { Connection = r.Connection with { Jitter = static (step, chance) => step * chance } }),
        new("resets-on-open", "RECON-04", "resets its backoff when a socket opens",
            static r => r with { Connection = r.Connection with { ResetsBackoffOnOpen = true } }),
        new("stuck-to-first-token", "RECON-05", "authenticates with its first token for ever",
            static r => r with { Auth = r.Auth with { UsesFirstToken = true } }),
        new("reconnects-as-nobody", "RECON-05", "does not authenticate again on a new socket",
            static r => r with { Auth = r.Auth with { AuthenticatesAgain = false } }),
        new("returns-when-revoked", "RECON-07", "comes back after session_revoked",
            static r => r with { Connection = r.Connection with { IsTerminal = static c => c is ErrorCode.AuthExpired or ErrorCode.SessionReplaced } }),
        new("returns-when-expired", "RECON-07", "comes back after auth_expired",
            static r => r with { Connection = r.Connection with { IsTerminal = static c => c is ErrorCode.SessionRevoked or ErrorCode.SessionReplaced } }),
        new("returns-when-replaced", "RECON-07", "comes back after session_replaced",
            static r => r with { Connection = r.Connection with { IsTerminal = static c => c is ErrorCode.SessionRevoked or ErrorCode.AuthExpired } }),
        new("offended-by-fatal", "RECON-08", "stays away after every fatal error",
            static r => r with { Connection = r.Connection with { IsTerminal = static _ => true } }),
        new("offended-by-unknown", "RECON-08", "stays away after a fatal code that it does not know",
            static r => r with
            {
                Connection = r.Connection with
                {
                    IsTerminal = static c => c is ErrorCode.SessionRevoked or ErrorCode.AuthExpired or ErrorCode.SessionReplaced
                        || !ErrorCode.All.Contains(c),
                },
            }),
        new("queues-actions", "RECON-10", "keeps what is pressed while it is down for the next socket",
            static r => r with { Connection = r.Connection with { QueuesActions = true } }),
        new("swallows-actions", "RECON-10", "says nothing when a button is pressed while it is down",
            static r => r with { Connection = r.Connection with { TellsActionsWhileDown = false } }),
    ];
}
