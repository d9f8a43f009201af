using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults of how calls end (K.7).</summary>
internal static class CallMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("ends-twice", "CALL-10", "reports every call.ended, repeated ones too",
            static r => r with { Calls = r.Calls with { ReportsEveryEnd = true } }),
        new("ends-own-hang-up", "CALL-10", "reports the end when it hangs up, and again when the server confirms it",
            static r => r with { Calls = r.Calls with { EndsOnOwnHangup = true, ReportsEveryEnd = true } }),
        new("keeps-microphone", "CALL-10", "keeps the microphone after its last call",
            static r => r with { Calls = r.Calls with { ReleasesMicrophone = false } }),
        new("one-reason-for-all", "CALL-11", "shows every end as a hang-up",
            static r => r with { Calls = r.Calls with { TellsReason = static _ => EndReason.Hangup } }),
        new("known-reasons-only", "CALL-11", "ignores call.ended with a reason that it does not know",
            static r => r with
            {
                Calls = r.Calls with
                {
                    TakesReason = static reason => reason is EndReason.Hangup or EndReason.NoAnswer or EndReason.Busy
                        or EndReason.Failed or EndReason.Transferred or EndReason.Rejected,
                },
            }),
        new("double-hang-up", "CALL-12", "sends call.hangup twice",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is CallHangup ? [m, m] : [m] } }),
        new("no-hang-up", "CALL-12", "hangs up without telling the server",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is CallHangup ? [] : [m] } }),
        new("cannot-leave", "CALL-13", "stays in a call whose hang-up got an error",
            static r => r with { Calls = r.Calls with { RefusedHangupEnds = false } }),
        new("confirms-the-end", "CALL-14", "sends call.hangup after call.ended",
            static r => r with { Calls = r.Calls with { ConfirmsEnd = true } }),
    ];
}
