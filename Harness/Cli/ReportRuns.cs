using Harness.Engine;
using Harness.Reports;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary>Finds runs in a report by the names that people type.</summary>
internal static class ReportRuns
{
    /// <summary>The runs of that name: one run, or all of a scenario.</summary>
    /// <exception cref="HarnessException">The report has none.</exception>
    public static IReadOnlyList<(ReportedScenario Scenario, ReportedRun Run)> Named(Report report, string name)
    {
        var all = All(report).ToList();
        var found = all.Where(one => one.Run.Id == name || one.Scenario.Id == name).ToList();
        if (found.Count > 0)
        {
            return found;
        }

        var known = all.Select(static one => one.Run.Id).Concat(report.Scenarios.Select(static scenario => scenario.Id)).Distinct(StringComparer.Ordinal).ToList();
        throw new HarnessException($"the report has no run '{name}'" + (Suggestion.Nearest(name, known) is { } near ? $"; did you mean '{near}'?" : $"; it has {string.Join(", ", known.Take(5))}{(known.Count > 5 ? " …" : "")}"));
    }

    /// <summary>Everything that is worth explaining.</summary>
    public static IReadOnlyList<(ReportedScenario Scenario, ReportedRun Run)> NotGreen(Report report) =>
        [.. All(report).Where(static one => one.Run.Verdict is not (Verdict.Pass or Verdict.Skip) || one.Run.Snapshot == SnapshotState.Drift)];

    /// <summary>All runs with their scenarios.</summary>
    public static IEnumerable<(ReportedScenario Scenario, ReportedRun Run)> All(Report report) =>
        report.Scenarios.SelectMany(static scenario => scenario.Runs.Select(run => (scenario, run)));

    /// <summary>Reads a report that somebody named.</summary>
    /// <exception cref="HarnessException">There is none.</exception>
    public static Report Read(CliEnvironment environment, string path)
    {
        try
        {
            return JsonReport.Read(Path.GetFullPath(path, environment.CurrentDirectory));
        }
        catch (HarnessException missing)
        {
            throw new HarnessException(missing.Message.Replace(Path.GetFullPath(path, environment.CurrentDirectory), path, StringComparison.Ordinal), missing);
        }
    }
}
