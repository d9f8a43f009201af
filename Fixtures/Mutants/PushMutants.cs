namespace Fixtures.Mutants;

/// <summary>Faults of waking up (K.16).</summary>
internal static class PushMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("slow-to-wake", "PUSH-01", "takes 8 s to wake up",
            static r => r with { Push = r.Push with { ConnectsAfter = TimeSpan.FromSeconds(8) } }),
        new("trusts-dead-socket", "PUSH-02", "trusts a socket that only looks open",
            static r => r with { Push = r.Push with { TrustsOpenSocket = true } }),
        new("rings-for-both", "PUSH-03", "rings for the push and again for the call",
            static r => r with { Push = r.Push with { RingsForPush = true } }),
        new("rings-under-another-id", "PUSH-03", "shows the call under an id that is not the push's",
            static r => r with { Push = r.Push with { ShowsAs = static id => "push_" + id } }),
        new("rings-for-redelivery", "PUSH-05", "rings again when the parked call is delivered twice",
            static r => r with { Inbound = r.Inbound with { DuplicateRings = true } }),
        new("forgets-early-answer", "PUSH-06", "forgets an answer given before the call arrives",
            static r => r with { Push = r.Push with { RemembersAnswer = false } }),
        new("forgets-early-decline", "PUSH-06", "forgets a decline given before the call arrives",
            static r => r with { Push = r.Push with { RemembersDecline = false } }),
        new("rings-for-nobody", "PUSH-07", "goes on ringing for a push whose call never comes",
            static r => r with { Push = r.Push with { ReleasesAfter = null, Window = TimeSpan.FromHours(1) } }),
        new("stays-awake", "PUSH-07", "stays connected when the call did not come",
            static r => r with { Push = r.Push with { ReleasesSession = false } }),
        new("wakes-with-dead-token", "PUSH-09", "wakes up with an expired token, and does not believe that it is",
            static r => r with { Auth = r.Auth with { ChecksExpiry = false, KeepsRefusedToken = true } }),
        new("rings-without-call", "PUSH-11", "rings for a push whose call does not come",
            static r => r with { Push = r.Push with { RingsWithoutCallAfter = TimeSpan.FromSeconds(2) } }),
        new("answers-without-call", "PUSH-11", "sends call.answer for a push whose call has not come",
            static r => r with { Push = r.Push with { AnswersUnseen = true } }),
    ];
}
