using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>Verdicts and snapshot states as people and reports write them.</summary>
public static class VerdictWords
{
    // From harmless to worst: one line stands for several runs, and the worst of them names it.
    private static readonly Verdict[] s_byWeight =
    [
        Verdict.Skip, Verdict.Pass, Verdict.KnownFailing, Verdict.Flaky, Verdict.Warn,
        Verdict.Inconclusive, Verdict.UnexpectedPass, Verdict.Fail, Verdict.Error,
    ];

    /// <summary><c>pass</c>, <c>known-failing</c> …</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        Verdict.Warn => "warn",
        Verdict.Skip => "skip",
        Verdict.KnownFailing => "known-failing",
        Verdict.UnexpectedPass => "unexpected-pass",
        Verdict.Flaky => "flaky",
        Verdict.Inconclusive => "inconclusive",
        _ => "error",
    };

    /// <summary><c>same</c>, <c>drift</c>, <c>new</c>, <c>none</c>.</summary>
    public static string Of(SnapshotState state) => state switch
    {
        SnapshotState.Same => "same",
        SnapshotState.Drift => "drift",
        SnapshotState.New => "new",
        _ => "none",
    };

    /// <summary><c>too early</c>, <c>in the band</c>, <c>late</c>, <c>very late</c>.</summary>
    public static string Of(TimingGrade grade) => grade switch
    {
        TimingGrade.TooEarly => "too early",
        TimingGrade.InBand => "in the band",
        TimingGrade.Late => "late",
        _ => "very late",
    };

    /// <summary><c>action</c>, <c>message</c> …</summary>
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Action => "action",
        EntryKind.Event => "event",
        EntryKind.Message => "message",
        EntryKind.Socket => "socket",
        EntryKind.Http => "http",
        EntryKind.Webhook => "webhook",
        EntryKind.Push => "push",
        EntryKind.Pstn => "pstn",
        EntryKind.Fault => "fault",
        _ => "rule",
    };

    /// <summary>How bad a verdict is, from 0.</summary>
    public static int Weight(Verdict verdict) => Array.IndexOf(s_byWeight, verdict);

    /// <summary>The verdict that stands for several runs.</summary>
    public static Verdict Worst(IEnumerable<Verdict> verdicts) => verdicts.MaxBy(verdict => Array.IndexOf(s_byWeight, verdict));
}
