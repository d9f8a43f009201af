using Harness.Engine;
using Harness.Reports;

namespace Harness.Cli;

/// <summary><c>conformance compare</c>: reports of several clients, or of versions of one, side by side.</summary>
internal sealed class CompareCommand(CliEnvironment environment)
{
    /// <summary>Runs it and returns the exit code.</summary>
    /// <exception cref="HarnessException">Something is wrong with what was asked for.</exception>
    public int Run(IReadOnlyList<string> paths, bool withEqual, string? markdown)
    {
        if (paths.Count < 2)
        {
            throw new HarnessException("compare wants two reports or more: conformance compare A B");
        }

        var reports = paths.Select(path => (Name: path, Report: ReportRuns.Read(environment, path))).ToList();
        var text = new ComparisonText(ReportComparison.Of([.. reports.Select(static one => one.Report)]), reports, withEqual);
        foreach (var line in text.Lines())
        {
            environment.Output.WriteLine(line);
        }

        if (markdown is not null)
        {
            File.WriteAllText(Path.GetFullPath(markdown, environment.CurrentDirectory), text.Markdown());
        }

        return ExitCode.Good;
    }
}
