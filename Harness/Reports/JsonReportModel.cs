using System.Text.Json.Serialization;

namespace Harness.Reports;

// The shape of report.json, described in docs/report-format.md. A member that changes its meaning or goes away raises
// the format version; a new member does not.
internal sealed record ReportJson(
    int FormatVersion,
    string Client,
    int Seed,
    string Clock,
    string? Profile,
    SummaryJson Summary,
    IReadOnlyList<ScenarioJson> Scenarios,
    IReadOnlyList<string> OrphanedSnapshots);

internal sealed record SummaryJson(
    int Pass,
    int Fail,
    int Warn,
    int Skip,
    int KnownFailing,
    int UnexpectedPass,
    int Flaky,
    int Inconclusive,
    int Error,
    int Drift,
    int NewSnapshots,
    int OrphanedSnapshots,
    int NotRun);

internal sealed record ScenarioJson(string Id, string Title, string File, IReadOnlyList<RunJson> Runs);

internal sealed record RunJson(
    string Id,
    string Verdict,
    string Reason,
    IReadOnlyList<CheckJson> Checks,
    IReadOnlyList<string> AuthorMistakes,
    double DurationMs,
    double ProtocolMs,
    double? LatenessMs,
    string? PlayedAgain,
    int Seed,
    string? Order,
    string Snapshot,
    IReadOnlyList<string> Diff,
    string Transcript);

internal sealed record CheckJson(
    string? Requirement,
    string Label,
    string Verdict,
    string? Timing,
    string? File,
    int? Line,
    string? Message,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string> Instead);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportJson))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
