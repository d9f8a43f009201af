using Harness.Reports;

namespace Harness.Cli;

/// <summary><c>conformance merge</c>: reports of shards become one.</summary>
internal sealed class MergeCommand(CliEnvironment environment)
{
    /// <summary>Runs it and returns the exit code that the whole run would have had.</summary>
    public int Run(IReadOnlyList<string> paths, string folder)
    {
        var report = ReportMerge.Of([.. paths.Select(path => (path, ReportRuns.Read(environment, path)))]);
        report = ReportPlaces.Write(environment, new RunOptions { Report = folder }, report);
        var shown = new TerminalReport(new Terminal(environment.Output, environment.IsTerminal, environment.WantsColour), new FailureStory(report.Requirements.GetValueOrDefault));
        shown.Merged(report);
        ReportPlaces.Annotate(environment, report);
        return ExitCode.Of(report);
    }
}
