using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>Calls that are up, and how they end (K.7, K.9).</summary>
public sealed record CallRules
{
    /// <summary>True reports a second <c>call.ended</c> too (CALL-10).</summary>
    public bool ReportsEveryEnd { get; init; }

    /// <summary>False keeps the microphone after the last call (CALL-10).</summary>
    public bool ReleasesMicrophone { get; init; } = true;

    /// <summary>From the reason on the wire to the one the app is told (CALL-11).</summary>
    public Func<string, string> TellsReason { get; init; } = static reason => reason;

    /// <summary>Reasons that it understands: all (CALL-11).</summary>
    public Func<string, bool> TakesReason { get; init; } = static _ => true;

    /// <summary>True sends <c>call.hangup</c> at every press (CALL-12).</summary>
    public bool RepeatsHangup { get; init; }

    /// <summary>True shows the end of a call that it hangs up without waiting for the server (CALL-10).</summary>
    public bool EndsOnOwnHangup { get; init; }

    /// <summary>False stays in a call whose hang-up got an error (CALL-13).</summary>
    public bool RefusedHangupEnds { get; init; } = true;

    /// <summary>True confirms <c>call.ended</c> with <c>call.hangup</c> (CALL-14).</summary>
    public bool ConfirmsEnd { get; init; }

    /// <summary>False sends hold and resume in any state (HOLD-01).</summary>
    public bool ChecksHoldState { get; init; } = true;

    /// <summary>True takes its own <c>call.hold</c> for the hold (HOLD-02).</summary>
    public bool HoldsOptimistically { get; init; }

    /// <summary>True resumes when the far end holds (HOLD-03).</summary>
    public bool ResumesRemoteHold { get; init; }

    /// <summary>From the holder on the wire to the one the app is told (HOLD-03).</summary>
    public Func<HoldParty, HoldParty> TellsHolder { get; init; } = static holder => holder;

    /// <summary>True offers new descriptions with a hold (HOLD-04).</summary>
    public bool RenegotiatesOnHold { get; init; }

    /// <summary>True resumes a held call when another ends (HOLD-07).</summary>
    public bool ResumesRemaining { get; init; }

    /// <summary>Wait for a reply to a mute, which has none; null does not wait (MUTE-02).</summary>
    public TimeSpan? MuteReplyLimit { get; init; }

    /// <summary>False mutes only its own side (MUTE-01).</summary>
    public bool TellsMute { get; init; } = true;
}
