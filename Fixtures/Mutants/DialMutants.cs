using FakeDialStack.Protocol;

namespace Fixtures.Mutants;

/// <summary>Faults of outbound calls before the answer (K.7).</summary>
internal static class DialMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("dial-without-req-id", "CALL-01", "sends call.create without a req_id",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is CallCreate c ? [c with { ReqId = null }] : [m] } }),
        new("dial-without-candidates", "CALL-01", "offers before it has a candidate",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is CallCreate c ? [c with { Sdp = WithoutCandidates(c.Sdp) }] : [m] } }),
        new("hangs-up-by-req-id", "CALL-02", "names its own req_id where the server's call_id belongs",
            static r => r with { Wire = r.Wire with { Outgoing = static m => m is CallHangup h ? [h with { CallId = new CallId(h.ReqId ?? "") }] : [m] } }),
        new("dials-as-typed", "CALL-03", "sends the destination as it was typed",
            static r => r with { Dial = r.Dial with { Clean = static typed => typed } }),
        new("extensions-abroad", "CALL-03", "makes a PSTN number of everything that it dials",
            static r => r with
            {
                Dial = r.Dial with
                {
                    Clean = static typed => ReferenceClient.Destination.Clean(typed) is { } clean && clean[0] != '+' ? "+1" + clean : ReferenceClient.Destination.Clean(typed),
                },
            }),
        new("deaf-to-dial-error", "CALL-04", "goes on dialling after an error",
            static r => r with { Dial = r.Dial with { ErrorFailsDial = false } }),
        new("microphone-after-dial", "CALL-04", "keeps the microphone of a dial that failed",
            static r => r with { Dial = r.Dial with { FailureReleasesMicrophone = false } }),
        new("dials-for-ever", "CALL-05", "has no limit for the wait for call.trying",
            static r => r with { Dial = r.Dial with { TryingLimit = null } }),
        new("abandons-late-call", "CALL-06", "does not hang up a call whose call.trying came too late",
            static r => r with { Dial = r.Dial with { HangsUpLateTrying = false } }),
        new("rings-too-often", "CALL-07", "shows every call.ringing, late ones too",
            static r => r with { Dial = r.Dial with { ShowsEveryRinging = true } }),
        new("needs-ringing", "CALL-07", "does not take an answer without call.ringing before it",
            static r => r with { Dial = r.Dial with { NeedsRinging = true } }),
        new("answered-by-sdp", "CALL-09", "takes sdp.answer for the answer",
            static r => r with { Dial = r.Dial with { ActiveOnSdpAnswer = true } }),
        new("ringing-by-early-media", "MEDIA-09", "takes early media for ringing",
            static r => r with { Dial = r.Dial with { RingsOnEarlyMedia = true } }),
        new("upset-by-early-media", "MEDIA-07", "fails a call that has early media",
            static r => r with { Dial = r.Dial with { FailsOnEarlyMedia = true } }),
        new("cancels-for-itself", "CALL-16", "does not tell the server when a dial is cancelled",
            static r => r with { Dial = r.Dial with { CancelsBeforeAnswer = false } }),
    ];

    private static string WithoutCandidates(string sdp) => string.Concat(
        sdp.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Where(static line => !line.StartsWith("a=candidate", StringComparison.Ordinal))
            .Select(static line => line + "\r\n"));
}
