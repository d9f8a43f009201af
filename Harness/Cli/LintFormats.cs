using System.Text.Encodings.Web;
using System.Text.Json;
using Harness.Scenarios;
using Harness.Scenarios.Linting;

namespace Harness.Cli;

/// <summary>What lint found.</summary>
/// <param name="Files">How many files were read without mistakes.</param>
/// <param name="Mistakes">Nothing is played while there is one.</param>
/// <param name="Advice">What works and could be better.</param>
internal sealed record LintFindings(int Files, IReadOnlyList<Diagnostic> Mistakes, IReadOnlyList<Advice> Advice);

/// <summary><c>--format</c> of <c>conformance lint</c>: for people, for programs, for the page of a GitHub job.</summary>
internal static class LintFormats
{
    /// <summary>For people; used when nobody says otherwise.</summary>
    public const string Text = "text";

    private const string Json = "json";
    private const string GitHub = "github";
    private const int JsonVersion = 1;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Text, Json, GitHub];

    /// <summary>Writes what was found.</summary>
    public static void Write(string format, LintFindings findings, CliEnvironment environment)
    {
        switch (format)
        {
            case Json:
                environment.Output.WriteLine(JsonSerializer.Serialize(new { Version = JsonVersion, findings.Files, Findings = Rows(findings) }, s_json));
                break;
            case GitHub:
                foreach (var row in Rows(findings))
                {
                    environment.Output.WriteLine(GitHubAnnotation.Of(row.Severity == "mistake" ? "error" : "warning", row.File, row.Line, row.Column, row.Rule ?? "scenario", row.Instead is null ? row.Message : $"{row.Message}: {row.Instead}"));
                }

                break;
            default:
                WriteText(findings, environment);
                break;
        }
    }

    private static void WriteText(LintFindings findings, CliEnvironment environment)
    {
        foreach (var mistake in findings.Mistakes)
        {
            environment.Error.WriteLine(mistake);
        }

        foreach (var advice in findings.Advice)
        {
            environment.Output.WriteLine(advice);
        }

        var mistakes = findings.Mistakes.Count == 0 ? $"{Counted(findings.Files, "scenario file")}, no mistakes" : Counted(findings.Mistakes.Count, "mistake");
        environment.Output.WriteLine(mistakes + (findings.Advice.Count == 0 ? "" : $", {findings.Advice.Count} to think about"));
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static IEnumerable<Row> Rows(LintFindings findings) =>
    [
        .. findings.Mistakes.Select(static one => new Row(one.At.File, one.At.Line, one.At.Column, "mistake", null, one.Message, null)),
        .. findings.Advice.Select(static one => new Row(one.At.File, one.At.Line, one.At.Column, "advice", one.Rule, one.Message, one.Instead)),
    ];

    private sealed record Row(string File, int Line, int Column, string Severity, string? Rule, string Message, string? Instead);
}
