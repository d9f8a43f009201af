using Harness.Engine;

namespace Harness.Reports;

/// <summary>Why a run has its verdict, in one sentence.</summary>
internal static class ReportReasons
{
    /// <summary>What the first check of this verdict says; empty where none says anything.</summary>
    public static string Of(IEnumerable<ReportedCheck> checks, Verdict verdict) =>
        checks.FirstOrDefault(check => check.Verdict == verdict && check.Message is not null) is { } worst
            ? (worst.Requirement is { } id ? $"{id}: " : "") + worst.Message
            : "";
}
