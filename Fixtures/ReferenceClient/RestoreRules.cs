using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>Calls across a lost socket (K.6).</summary>
public sealed record RestoreRules
{
    /// <summary>How long calls are kept without a socket (RESTORE-01).</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait for <c>call.restored</c> after <c>authenticated</c>; null waits for ever (RESTORE-10, RESTORE-11).</summary>
    public TimeSpan? Grace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>False ends calls as soon as the socket is lost (RESTORE-01).</summary>
    public bool KeepsCalls { get; init; } = true;

    /// <summary>True hangs up what it kept, on the new socket (RESTORE-01).</summary>
    public bool HangsUpKept { get; init; }

    /// <summary>False makes another call of a known one (RESTORE-02).</summary>
    public bool KeepsIdentity { get; init; } = true;

    /// <summary>False leaves the user without control over a restored call that it knows (RESTORE-02).</summary>
    public bool ControlsKnown { get; init; } = true;

    /// <summary>False leaves the user without control over a restored call of an earlier life of the app (RESTORE-06).</summary>
    public bool ControlsUnknown { get; init; } = true;

    /// <summary>False goes on with the old connection's secrets (RESTORE-03).</summary>
    public bool NewSecrets { get; init; } = true;

    /// <summary>False neither offers nor answers for a restored call (RESTORE-04).</summary>
    public bool Negotiates { get; init; } = true;

    /// <summary>Wait for the server's offer before the client makes its own (CF-04).</summary>
    public TimeSpan OffersAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>True sends <c>call.answer</c> for a restored active call (RESTORE-05).</summary>
    public bool AnswersAgain { get; init; }

    /// <summary>False drops what it does not know (RESTORE-06).</summary>
    public bool TakesUnknown { get; init; } = true;

    /// <summary>True resumes a restored held call (RESTORE-07).</summary>
    public bool ResumesHeld { get; init; }

    /// <summary>True takes a restored ringing call for an active one (RESTORE-08).</summary>
    public bool RingingIsActive { get; init; }

    /// <summary>True restores one call only (RESTORE-12).</summary>
    public bool OnlyFirst { get; init; }

    /// <summary>False is deaf to <c>call.ended</c> while new media is agreed (RESTORE-15).</summary>
    public bool EndsWhileRestoring { get; init; } = true;

    /// <summary>True sends <c>call.hangup</c> for calls that were not restored (RESTORE-11).</summary>
    public bool HangsUpLost { get; init; }

    /// <summary>The reason told for a call that was not restored (RESTORE-11).</summary>
    public string LostReason { get; init; } = EndReason.Failed;
}
