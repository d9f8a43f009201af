namespace Fixtures.Mutants;

/// <summary>Faults of calls across a lost socket (K.6).</summary>
internal static class RestoreMutants
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("hangs-up-after-drop", "RESTORE-01", "hangs up its calls as soon as it is back",
            static r => r with { Restore = r.Restore with { HangsUpKept = true } }),
        new("second-object", "RESTORE-02", "ends the call and makes another when call.restored names it",
            static r => r with { Restore = r.Restore with { KeepsIdentity = false } }),
        new("forgets-on-drop", "RESTORE-04", "ends its calls when the socket is lost and does not take them back",
            static r => r with { Restore = r.Restore with { KeepsCalls = false } }),
        new("restored-for-show", "RESTORE-02", "shows the restored call and lets nobody do anything with it",
            static r => r with { Restore = r.Restore with { ControlsKnown = false } }),
        new("old-secrets", "RESTORE-03", "goes on with the old peer connection after a restore",
            static r => r with { Restore = r.Restore with { NewSecrets = false } }),
        new("no-new-media", "RESTORE-04", "negotiates nothing for a restored call",
            static r => r with { Restore = r.Restore with { Negotiates = false } }),
        new("answers-restored", "RESTORE-05", "sends call.answer for a restored active call",
            static r => r with { Restore = r.Restore with { AnswersAgain = true } }),
        new("ignores-unknown-restored", "RESTORE-06", "ignores a restored call that it does not know",
            static r => r with { Restore = r.Restore with { TakesUnknown = false } }),
        new("found-for-show", "RESTORE-06", "shows a call of its earlier life and lets nobody do anything with it",
            static r => r with { Restore = r.Restore with { ControlsUnknown = false } }),
        new("resumes-restored", "RESTORE-07", "resumes a restored held call by itself",
            static r => r with { Restore = r.Restore with { ResumesHeld = true } }),
        new("restored-ringing-is-active", "RESTORE-08", "takes a restored ringing call for an active one",
            static r => r with { Restore = r.Restore with { RingingIsActive = true } }),
        new("keeps-lost-calls", "RESTORE-10", "keeps calls for ever that were not restored",
            static r => r with { Restore = r.Restore with { Grace = null, Window = TimeSpan.FromHours(1) } }),
        new("hangs-up-lost-calls", "RESTORE-11", "hangs up calls that the server has destroyed",
            static r => r with { Restore = r.Restore with { HangsUpLost = true } }),
        new("hides-failure", "RESTORE-11", "shows calls that the server has destroyed as hung up",
            static r => r with { Restore = r.Restore with { LostReason = "hangup" } }),
        new("restores-one", "RESTORE-12", "restores only the first of several calls",
            static r => r with { Restore = r.Restore with { OnlyFirst = true } }),
        new("hangs-up-ended-restore", "RESTORE-15", "hangs up a call that ended while it was being restored",
            static r => r with { Calls = r.Calls with { ConfirmsEnd = true } }),
        new("deaf-while-restoring", "RESTORE-15", "ignores the end of a call while it is being restored",
            static r => r with { Restore = r.Restore with { EndsWhileRestoring = false } }),
    ];
}
