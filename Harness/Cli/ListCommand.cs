using System.Text.Encodings.Web;
using System.Text.Json;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>What <c>conformance list</c> was asked for.</summary>
/// <param name="Subject">One of <see cref="ListSubjects.Names"/>.</param>
/// <param name="Filters">Only what fits one of these.</param>
/// <param name="IsJson">For programs.</param>
internal sealed record ListOptions(string Subject, IReadOnlyList<string> Filters, bool IsJson);

/// <summary><c>conformance list</c>: what there is to play, to cover, to write, to play against.</summary>
internal static class ListCommand
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs it and returns the exit code.</summary>
    public static int Run(CliEnvironment environment, ListOptions options)
    {
        var files = ListSubjects.ReadsFiles(options.Subject) ? SuiteFiles.Load(environment, SuiteLocation.Find(environment), []) : null;
        if (files is { Mistakes.Count: > 0 })
        {
            return SuiteFiles.Refuse(environment, files.Mistakes);
        }

        if (new ListSubjects(environment).Of(options.Subject, files?.Files ?? []) is not { } listing)
        {
            environment.Error.WriteLine($"conformance: cannot list '{options.Subject}'"
                + (Suggestion.Nearest(options.Subject, ListSubjects.Names) is { } near ? $"; did you mean '{near}'?" : $" (only {string.Join(", ", ListSubjects.Names)})"));
            return ExitCode.Usage;
        }

        var shown = listing.Only(options.Filters);
        if (options.IsJson)
        {
            environment.Output.WriteLine(JsonSerializer.Serialize(shown.Maps, s_json));
        }
        else
        {
            Table(environment, shown.Rows);
        }

        return ExitCode.Good;
    }

    private static void Table(CliEnvironment environment, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var widths = Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            environment.Output.WriteLine(string.Join("  ", row.Select((text, column) => text.PadRight(widths[column]))).TrimEnd());
        }
    }
}
