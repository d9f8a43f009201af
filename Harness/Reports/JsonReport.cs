using System.Text.Encodings.Web;
using System.Text.Json;
using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>Writes <c>report.json</c>, the report for machines. Its format is in <c>docs/report-format.md</c>.</summary>
public static class JsonReport
{
    /// <summary>The version of the format; raised when a member changes its meaning or goes away.</summary>
    public const int FormatVersion = 1;

    /// <summary>The file's name.</summary>
    public const string FileName = "report.json";

    private static readonly ReportJsonContext s_json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });

    /// <summary>The report as text. Under the virtual clock, and apart from <c>durationMs</c>, the same runs give the same text.</summary>
    /// <param name="outcome">What was found out.</param>
    /// <param name="shownPath">How a path is written, e.g. relative to the current directory.</param>
    public static string Write(SuiteOutcome outcome, Func<string, string> shownPath)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(shownPath);
        var report = new ReportJson(
            FormatVersion,
            outcome.Settings.Client,
            outcome.Settings.Seed,
            outcome.Settings.Clock,
            outcome.Settings.Profile,
            Summary(outcome),
            [.. outcome.Scenarios.Select(scenario => Scenario(scenario, shownPath))],
            [.. outcome.OrphanedFiles.Select(shownPath)]);
        return JsonSerializer.Serialize(report, s_json.ReportJson) + "\n";
    }

    private static SummaryJson Summary(SuiteOutcome outcome) => new(
        outcome.Count(Verdict.Pass),
        outcome.Count(Verdict.Fail),
        outcome.Count(Verdict.Warn),
        outcome.Count(Verdict.Skip),
        outcome.Count(Verdict.KnownFailing),
        outcome.Count(Verdict.UnexpectedPass),
        outcome.Count(Verdict.Flaky),
        outcome.Count(Verdict.Inconclusive),
        outcome.Count(Verdict.Error),
        outcome.Count(SnapshotState.Drift),
        outcome.Count(SnapshotState.New),
        outcome.Orphans,
        outcome.NotRun);

    private static ScenarioJson Scenario(PlayedScenario played, Func<string, string> shownPath) => new(
        played.Scenario.Id,
        played.Scenario.Title,
        shownPath(played.Scenario.At.File),
        [.. played.Runs.Select(run => Run(run, shownPath))]);

    private static RunJson Run(PlayedRun played, Func<string, string> shownPath) => new(
        played.Run.Id,
        VerdictWords.Of(played.Run.Verdict),
        played.Transcript.Scrub(played.Run.Reason),
        [.. played.Run.Checks.Select(check => Check(check, played.Transcript, shownPath))],
        [.. played.Run.AuthorMistakes.Select(played.Transcript.Scrub)],
        Math.Round(played.Run.Took.TotalMilliseconds, 3),
        Math.Round(played.Run.ProtocolTime.TotalMilliseconds, 3),
        played.Run.Lateness is { } late ? Math.Round(late.TotalMilliseconds, 3) : null,
        played.Run.PlayedAgain is { } again ? played.Transcript.Scrub(again) : null,
        played.Run.Seed,
        played.Run.Order,
        VerdictWords.Of(played.Snapshot),
        [.. played.Diff.Select(line => line.ToString())],
        played.Text);

    private static CheckJson Check(CheckResult check, Transcript transcript, Func<string, string> shownPath) => new(
        check.Requirement,
        check.Label,
        VerdictWords.Of(check.Verdict),
        check.Grade is { } grade ? VerdictWords.Of(grade) : null,
        check.At is null ? null : shownPath(check.At.File),
        check.At?.Line,
        check.Failure is null ? null : transcript.Scrub(check.Failure.Summary),
        [.. (check.Failure?.Expected ?? []).Select(transcript.Scrub)],
        [.. (check.Failure?.Instead ?? []).Select(transcript.Scrub)]);
}
