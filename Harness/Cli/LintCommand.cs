using Harness.Scenarios;
using Harness.Scenarios.Linting;

namespace Harness.Cli;

/// <summary>What <c>conformance lint</c> was asked for.</summary>
/// <param name="Files">Files, folders and globs; empty for the suite.</param>
/// <param name="Strict">Advice counts as a mistake.</param>
/// <param name="Format">One of <see cref="LintFormats.All"/>.</param>
internal sealed record LintOptions(IReadOnlyList<string> Files, bool Strict, string Format);

/// <summary><c>conformance lint</c>: reads scenario files and says everything that is wrong with them, and what could be better, without playing.</summary>
internal static class LintCommand
{
    /// <summary>Runs it and returns the exit code.</summary>
    public static int Run(CliEnvironment environment, LintOptions options)
    {
        if (!LintFormats.All.Contains(options.Format))
        {
            environment.Error.WriteLine($"conformance: there is no format '{options.Format}'"
                + (Suggestion.Nearest(options.Format, LintFormats.All) is { } near ? $"; did you mean '{near}'?" : $" (there are {string.Join(", ", LintFormats.All)})"));
            return ExitCode.Usage;
        }

        var files = SuiteFiles.Load(environment, SuiteLocation.Find(environment), options.Files);

        // A file with mistakes says nothing about what its author wants.
        var findings = new LintFindings(files.Files.Count, files.Diagnostics, files.Diagnostics.Count > 0 ? [] : Adviser.On(files.Files));
        if (files.Diagnostics.Count == 0 && files.Mistakes.Count > 0)
        {
            files.Mistakes.ToList().ForEach(environment.Error.WriteLine);
            return ExitCode.Usage;
        }

        LintFormats.Write(options.Format, findings, environment);
        return findings.Mistakes.Count > 0 || (options.Strict && findings.Advice.Count > 0) ? ExitCode.Usage : ExitCode.Good;
    }
}
