using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults of hold and mute (K.9).</summary>
internal static class HoldMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("holds-anything", "HOLD-01", "sends call.hold and call.resume in any state",
            static r => r with { Calls = r.Calls with { ChecksHoldState = false } }),
        new("believes-its-hold", "HOLD-02", "is on hold as soon as it has asked for it",
            static r => r with { Calls = r.Calls with { HoldsOptimistically = true } }),
        new("blames-itself", "HOLD-03", "shows every hold as its own",
            static r => r with { Calls = r.Calls with { TellsHolder = static _ => HoldParty.Local } }),
        new("impatient-when-held", "HOLD-03", "resumes when the far end holds",
            static r => r with { Calls = r.Calls with { ResumesRemoteHold = true } }),
        new("renegotiates-hold", "HOLD-04", "offers new media with every hold",
            static r => r with { Calls = r.Calls with { RenegotiatesOnHold = true } }),
        new("resumes-the-rest", "HOLD-07", "resumes a held call when another ends",
            static r => r with { Calls = r.Calls with { ResumesRemaining = true } }),
        new("mutes-for-itself", "MUTE-01", "does not tell the server that it is muted",
            static r => r with { Calls = r.Calls with { TellsMute = false } }),
        new("never-unmutes", "MUTE-01", "does not tell the server that it is not muted any more",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is CallUnmute ? [] : [m] } }),
        new("waits-for-mute", "MUTE-02", "reports an error when its mute is not acknowledged",
            static r => r with { Calls = r.Calls with { MuteReplyLimit = TimeSpan.FromSeconds(10) } }),
    ];
}
