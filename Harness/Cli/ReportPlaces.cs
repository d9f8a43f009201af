using Harness.Reports;

namespace Harness.Cli;

/// <summary>Where a report goes besides the terminal: the folder that was asked for, and the pages of the CI that it runs in.</summary>
internal static class ReportPlaces
{
    private const string GitHub = "GITHUB_ACTIONS";
    private const string GitHubSummary = "GITHUB_STEP_SUMMARY";

    /// <summary>Writes the folder of <c>--report</c>, and the summary of a GitHub job. What could not be written makes the report a broken one.</summary>
    public static Report Write(CliEnvironment environment, RunOptions options, Report report)
    {
        try
        {
            if (options.Report is { } folder)
            {
                ReportFolder.Write(Path.GetFullPath(folder, environment.CurrentDirectory), report);
            }

            if (environment.Variables.GetValueOrDefault(GitHubSummary) is { Length: > 0 } page)
            {
                File.AppendAllText(page, MarkdownSummary.Write(report));
            }

            return report;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return report with { Broken = report.Broken ?? $"the report could not be written: {error.Message}" };
        }
    }

    /// <summary>In a GitHub job: an annotation for each failure, at its line.</summary>
    public static void Annotate(CliEnvironment environment, Report report)
    {
        if (environment.Variables.GetValueOrDefault(GitHub) == "true")
        {
            foreach (var annotation in GitHubAnnotations.Of(report))
            {
                environment.Output.WriteLine(annotation);
            }
        }
    }
}
