using FakeDialStack.Protocol;

namespace FakeDialStack.Pstn;

/// <summary>SIP's final responses in the words of the protocol (E.6, A.5).</summary>
internal static class ReleaseCause
{
    public const string Busy = "486";
    public const string NoAnswer = "480";
    public const string Declined = "603";
    public const string Failed = "500";

    /// <summary>The responses with which a far end can refuse a call, and what the user is told.</summary>
    public static IReadOnlyList<(string Status, string Reason)> Refusals { get; } =
    [
        (Busy, EndReason.Busy),
        ("600", EndReason.Busy),
        (Declined, EndReason.Rejected),
        ("403", EndReason.Rejected),
        ("408", EndReason.NoAnswer),
        (NoAnswer, EndReason.NoAnswer),
        ("404", EndReason.Failed),
        ("484", EndReason.Failed),
        ("488", EndReason.Failed),
        (Failed, EndReason.Failed),
        ("502", EndReason.Failed),
        ("503", EndReason.Failed),
        ("504", EndReason.Failed),
    ];

    /// <summary>The end reason for a final response; null when the status is no refusal.</summary>
    public static string? Of(string status)
    {
        foreach (var (known, reason) in Refusals)
        {
            if (known == status)
            {
                return reason;
            }
        }

        return null;
    }
}
