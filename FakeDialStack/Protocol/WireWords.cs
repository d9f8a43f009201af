using System.Text.Json.Serialization;

namespace FakeDialStack.Protocol;

/// <summary>Who put a call on hold, as the receiver sees it (D.2.10).</summary>
[JsonConverter(typeof(HoldPartyJson))]
public enum HoldParty
{
    /// <summary>This user.</summary>
    Local,

    /// <summary>The far end.</summary>
    Remote,
}

/// <summary>How to decline a call (D.1.6).</summary>
[JsonConverter(typeof(RejectReasonJson))]
public enum RejectReason
{
    /// <summary>Silent.</summary>
    Decline,

    /// <summary>With a busy signal.</summary>
    Busy,
}

/// <summary>Which step of an attended transfer (D.1.13).</summary>
[JsonConverter(typeof(TransferStepJson))]
public enum TransferStep
{
    /// <summary>Hold the parent and dial the consult party.</summary>
    Consult,

    /// <summary>Join the two.</summary>
    Complete,
}

/// <summary>The state of a restored call (D.2.13).</summary>
[JsonConverter(typeof(RestoredStateJson))]
public enum RestoredState
{
    /// <summary>Not answered yet.</summary>
    Ringing,

    /// <summary>Up.</summary>
    Active,

    /// <summary>Up and on hold.</summary>
    Held,
}

/// <summary>Who called whom, from the user's side (D.2.13).</summary>
[JsonConverter(typeof(CallDirectionJson))]
public enum CallDirection
{
    /// <summary>The user was called.</summary>
    Inbound,

    /// <summary>The user dialled.</summary>
    Outbound,
}

/// <summary>Why a call ended (E.6). An open set: clients must tolerate others.</summary>
public static class EndReason
{
    /// <summary>Normal end by either side.</summary>
    public const string Hangup = "hangup";

    /// <summary>Nobody answered, or upstream gave up.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>The destination is busy.</summary>
    public const string Busy = "busy";

    /// <summary>Set-up failed: invalid number, network.</summary>
    public const string Failed = "failed";

    /// <summary>A transfer is done.</summary>
    public const string Transferred = "transferred";

    /// <summary>The remote party declined; here also the confirmation of the client's own reject.</summary>
    public const string Rejected = "rejected";
}

/// <summary>The live statuses of presence (section F). An open set.</summary>
public static class PresenceStatus
{
    /// <summary>A device is registered and no call is up.</summary>
    public const string Available = "available";

    /// <summary>In a call.</summary>
    public const string OnCall = "on_call";

    /// <summary>No registered device of any kind.</summary>
    public const string Offline = "offline";
}

internal sealed class HoldPartyJson() : WireEnumJson<HoldParty>((HoldParty.Local, "local"), (HoldParty.Remote, "remote"));

internal sealed class RejectReasonJson() : WireEnumJson<RejectReason>((RejectReason.Decline, "decline"), (RejectReason.Busy, "busy"));

internal sealed class TransferStepJson() : WireEnumJson<TransferStep>((TransferStep.Consult, "consult"), (TransferStep.Complete, "complete"));

internal sealed class RestoredStateJson() : WireEnumJson<RestoredState>(
    (RestoredState.Ringing, "ringing"), (RestoredState.Active, "active"), (RestoredState.Held, "held"));

internal sealed class CallDirectionJson() : WireEnumJson<CallDirection>((CallDirection.Inbound, "inbound"), (CallDirection.Outbound, "outbound"));
