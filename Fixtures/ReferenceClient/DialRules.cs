namespace Fixtures.ReferenceClient;

/// <summary>Outbound calls (K.7).</summary>
public sealed record DialRules
{
    /// <summary>From a fresh <c>req_id</c> to the one that a dial carries (CALL-01).</summary>
    public Func<string, string> ReqId { get; init; } = static fresh => fresh;

    /// <summary>From what was typed to a destination, null when it cannot be dialled (CALL-03).</summary>
    public Func<string, string?> Clean { get; init; } = Destination.Clean;

    /// <summary>Longest wait for <c>call.trying</c>; null waits for ever (CALL-05).</summary>
    public TimeSpan? TryingLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>False leaves a call alone whose <c>call.trying</c> came too late (CALL-06).</summary>
    public bool HangsUpLateTrying { get; init; } = true;

    /// <summary>False binds <c>call.trying</c> to the newest dial (CALL-02).</summary>
    public bool BindsByReqId { get; init; } = true;

    /// <summary>False goes on dialling after an error (CALL-04, SESS-06).</summary>
    public bool ErrorFailsDial { get; init; } = true;

    /// <summary>False keeps the microphone of a dial that failed (CALL-04, SESS-06).</summary>
    public bool FailureReleasesMicrophone { get; init; } = true;

    /// <summary>True takes the answer's description for the answer (CALL-09).</summary>
    public bool ActiveOnSdpAnswer { get; init; }

    /// <summary>True takes an answer only after <c>call.ringing</c> (CALL-07).</summary>
    public bool NeedsRinging { get; init; }

    /// <summary>True takes <c>sdp.pranswer</c> for ringing (MEDIA-09).</summary>
    public bool RingsOnEarlyMedia { get; init; }

    /// <summary>True ends a call that has early media (MEDIA-07).</summary>
    public bool FailsOnEarlyMedia { get; init; }

    /// <summary>True shows every <c>call.ringing</c>, repeated and late ones too (CALL-07).</summary>
    public bool ShowsEveryRinging { get; init; }

    /// <summary>False cancels a dial only in its own window (CALL-16).</summary>
    public bool CancelsBeforeAnswer { get; init; } = true;

    /// <summary>False leaves an active call active when another is dialled.</summary>
    public bool HoldsOthers { get; init; } = true;
}
