using Harness.Reports;

namespace Harness.Cli;

/// <summary><c>conformance explain</c>: tells a failure of an earlier run again.</summary>
internal sealed class ExplainCommand(CliEnvironment environment)
{
    /// <summary>Runs it and returns the exit code.</summary>
    public int Run(string path, string? name)
    {
        var report = ReportRuns.Read(environment, path);
        var runs = name is null ? ReportRuns.NotGreen(report) : ReportRuns.Named(report, name);
        var shown = new TerminalReport(new Terminal(environment.Output, environment.IsTerminal, environment.WantsColour), new FailureStory(report.Requirements.GetValueOrDefault));
        if (name is null && report.IsRed())
        {
            shown.Merged(report);
        }
        else if (runs.Count == 0)
        {
            environment.Output.WriteLine($"Everything is green: {report.Summary.Words()}.");
        }

        foreach (var (scenario, run) in runs)
        {
            shown.Explain(scenario, run);
        }

        return ExitCode.Good;
    }
}
