using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults of inbound calls before the answer (K.8).</summary>
internal static class InboundMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("registers-late", "INB-01", "registers a call a moment after call.incoming and loses the offer behind it",
            static r => r with { Inbound = r.Inbound with { RegistersAfter = TimeSpan.FromSeconds(4) } }),
        new("needs-a-name", "INB-02", "ignores calls without a caller's name",
            static r => r with { Inbound = r.Inbound with { Takes = static m => m.FromName is not null } }),
        new("needs-a-number", "INB-02", "ignores calls whose caller is no number",
            static r => r with { Inbound = r.Inbound with { Takes = static m => m.From.StartsWith('+') } }),
        new("rings-twice", "INB-03", "rings again when call.incoming comes twice",
            static r => r with { Inbound = r.Inbound with { DuplicateRings = true } }),
        new("one-call-per-number", "INB-03", "takes a second call from a number for the first",
            static r => r with { Inbound = r.Inbound with { SameNumberIsSameCall = true } }),
        new("answer-backwards", "INB-04", "sends sdp.answer ahead of call.answer",
            static r => r with { Wire = r.Wire with { Outgoing = Backwards } }),
        new("answers-twice", "INB-04", "sends sdp.answer twice",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is SdpAnswerFromClient ? [m, m] : [m] } }),
        new("forgets-accept", "INB-05", "forgets an answer that was pressed before the offer came",
            static r => r with { Inbound = r.Inbound with { RemembersAccept = false } }),
        new("listens-only", "INB-06", "answers receive-only",
            static r => r with { Inbound = r.Inbound with { Direction = "recvonly" } }),
        new("half-answers", "INB-07", "sends call.answer although it has no microphone",
            static r => r with { Inbound = r.Inbound with { HalfAnswers = true } }),
        new("declines-by-hang-up", "INB-08", "declines with call.hangup",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is CallReject c ? [new CallHangup(c.CallId) { ReqId = c.ReqId }] : [m] } }),
        new("answers-the-dead", "INB-10", "sends call.answer for a call that has ended",
            static r => r with { Inbound = r.Inbound with { AnswersEnded = true } }),
        new("rings-on", "INB-10", "goes on ringing when the caller has given up",
            static r => r with { Inbound = r.Inbound with { IgnoresEndWhileRinging = true } }),
        new("picks-up-by-itself", "INB-11", "answers by itself after 10 s",
            static r => r with { Inbound = r.Inbound with { AnswersAfter = TimeSpan.FromSeconds(10) } }),
        new("talks-too-early", "INB-12", "is in the call as soon as its answer is sent",
            static r => r with { Inbound = r.Inbound with { ActiveOnAnswerSent = true } }),
        new("answers-without-holding", "INB-13", "leaves the first call active when it answers a second",
            static r => r with { Inbound = r.Inbound with { HoldsOthers = false } }),
        new("answers-anything", "INB-14", "sends call.answer for a call that does not ring",
            static r => r with { Inbound = r.Inbound with { AnswersAnything = true } }),
    ];

    private static IEnumerable<ClientMessage> Backwards(ClientMessage message) => message switch
    {
        CallAnswer => [],
        SdpAnswerFromClient answer => [answer, new CallAnswer(answer.CallId)],
        _ => [message],
    };
}
