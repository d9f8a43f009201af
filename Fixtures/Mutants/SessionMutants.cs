using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults between several sessions of a user (K.5).</summary>
internal static class SessionMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("silent-when-replaced", "SESS-01", "does not tell the user that the session has moved",
            static r => r with { Errors = r.Errors with { TellsFatal = static code => code != ErrorCode.SessionReplaced } }),
        new("fights-for-its-place", "SESS-02", "comes back at once after session_limit",
            static r => r with { Connection = r.Connection with { ReturnsAtOnceAfter = static code => code == ErrorCode.SessionLimit } }),
        new("fights-politely", "SESS-02", "comes back a second after every session_limit",
            static r => r with { Connection = r.Connection with { CrowdedSteps = [TimeSpan.FromSeconds(1)] } }),
        new("keeps-revoked-token", "SESS-03", "keeps its token after session_revoked, and shows it again",
            static r => r with { Auth = r.Auth with { KeepsRevokedToken = true, KeepsRefusedToken = true } }),
        new("returns-after-revocation", "SESS-03", "comes back after session_revoked",
            static r => r with { Connection = r.Connection with { IsTerminal = static c => c is ErrorCode.AuthExpired or ErrorCode.SessionReplaced } }),
        new("rings-after-the-end", "SESS-04", "goes on ringing when another device has answered",
            static r => r with { Inbound = r.Inbound with { IgnoresEndWhileRinging = true } }),
        new("blames-other-device", "SESS-05", "shows a call that another device answered as failed",
            static r => r with { Calls = r.Calls with { TellsReason = static reason => reason == EndReason.Hangup ? EndReason.Failed : reason } }),
        new("hoards-microphone", "SESS-06", "keeps the microphone when a dial is refused",
            static r => r with { Dial = r.Dial with { FailureReleasesMicrophone = false } }),
        new("phantom-call", "SESS-06", "goes on dialling after the dial was refused",
            static r => r with { Dial = r.Dial with { ErrorFailsDial = false } }),
        new("sore-loser", "SESS-07", "stays in a call whose answer came too late",
            static r => r with { Inbound = r.Inbound with { RefusedAnswerEnds = false } }),
    ];
}
