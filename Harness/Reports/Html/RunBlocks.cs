using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports.Html;

/// <summary>What the page's script reads: facts of the scenarios, and a block for each run, parsed when it is opened.</summary>
internal static class RunBlocks
{
    private static readonly RunBlockContext s_json = new(new JsonSerializerOptions(RunBlockContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes them.</summary>
    public static void Write(HtmlWriter page, Report report, IReadOnlyList<RunRow> runs)
    {
        Block(page, "scenarios", report.Scenarios.Select(static scenario => new ScenarioBlock(scenario.File, scenario.About, scenario.Covers)).ToArray(), s_json.ScenarioBlockArray);
        foreach (var row in runs)
        {
            Block(page, FormattableString.Invariant($"run-{row.Number}"), Of(row), s_json.RunBlock);
        }
    }

    private static void Block<T>(HtmlWriter page, string id, T value, JsonTypeInfo<T> type)
    {
        page.Write($"<script type=\"application/json\" id=\"{id}\">");
        // Inside strings only, where it could end the element or begin a comment.
        page.Raw(JsonSerializer.Serialize(value, type).Replace("<", "\\u003C", StringComparison.Ordinal));
        page.Raw("</script>\n");
    }

    private static RunBlock Of(RunRow row)
    {
        var run = row.Run;
        return new RunBlock(
            row.ScenarioNumber,
            run.Seed,
            run.ProtocolMs,
            run.LatenessMs,
            run.Order,
            VerdictWords.Of(run.Snapshot),
            run.Lanes,
            run.ClockMoves.Count > 0 ? run.ClockMoves : null,
            run.ShowsKeepAlive ? true : null,
            [.. run.Checks.Select(Check)],
            [.. run.Entries.Select(Entry)],
            run.DriverOutput.Count > 0 ? run.DriverOutput : null);
    }

    private static CheckBlock Check(ReportedCheck check) => new(
        check.Name(),
        check.Requirement,
        check.Verdict,
        check.Timing,
        check.File is null ? null : FormattableString.Invariant($"{check.File}:{check.Line}:{check.Column}"),
        check.Head,
        check.Message,
        check.Entry,
        check.NotScored,
        check.Waiver);

    private static EntryBlock Entry(ReportedEntry entry) => new(
        entry.Number,
        entry.At,
        entry.Kind,
        entry.From,
        entry.To,
        entry.Name,
        // The page writes them itself, where they say no more than the members do.
        entry.Details.Length == 0 || (entry.Fields is { } fields && FieldText.Of(fields) == entry.Details) ? null : entry.Details,
        entry.Marks.Count > 0 ? entry.Marks : null,
        entry.Injected ? true : null,
        entry.ConsumedBy,
        entry.Fields);
}

internal sealed record ScenarioBlock(string File, string? About, IReadOnlyList<string> Covers);

internal sealed record RunBlock(
    int Scenario,
    int Seed,
    double ProtocolMs,
    double? LatenessMs,
    string? Order,
    string Snapshot,
    IReadOnlyList<string> Lanes,
    IReadOnlyList<ReportedClockMove>? ClockMoves,
    bool? ShowsKeepAlive,
    IReadOnlyList<CheckBlock> Checks,
    IReadOnlyList<EntryBlock> Entries,
    IReadOnlyList<string>? DriverOutput);

internal sealed record CheckBlock(
    string Name,
    string? Requirement,
    Verdict Verdict,
    TimingGrade? Timing,
    string? Place,
    string? Head,
    string? Message,
    int? Entry,
    string? NotScored,
    string? Waiver);

internal sealed record EntryBlock(
    int Number,
    double At,
    EntryKind Kind,
    string From,
    string To,
    string Name,
    string? Details,
    IReadOnlyList<string>? Marks,
    bool? Injected,
    string? ConsumedBy,
    JsonObject? Fields);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(VerdictWord), typeof(TimingWord), typeof(KindWord)])]
[JsonSerializable(typeof(ScenarioBlock[]))]
[JsonSerializable(typeof(RunBlock))]
internal sealed partial class RunBlockContext : JsonSerializerContext;
