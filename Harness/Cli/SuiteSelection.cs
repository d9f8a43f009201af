using Harness.Engine;
using Harness.Reports;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>Which files a run plays: what the filters leave, and of that the shard.</summary>
internal static class SuiteSelection
{
    /// <summary>What the filters leave, each with its place.</summary>
    public static IReadOnlyList<SelectedFile> Of(RunOptions options, SuiteFiles files) =>
        [.. files.Files.Where(file => file.Rows.Any(row => Selection.Fits(options.Filters, row)) && (options.Only is null || options.Only.Split('[')[0] == file.Id)).Select(static (file, i) => new SelectedFile(file, i))];

    /// <summary>The shard of it, evened out by recorded durations where there is a record.</summary>
    /// <exception cref="HarnessException">The record cannot be read.</exception>
    public static IReadOnlyList<SelectedFile> Shard(RunOptions options, IReadOnlyList<SelectedFile> all, string currentDirectory)
    {
        if (options.Shard is null || Cli.Shard.Parse(options.Shard) is not { } shard)
        {
            return all;
        }

        var recorded = options.Durations is { } path
            ? JsonReport.Read(Path.GetFullPath(path, currentDirectory)).Scenarios.ToDictionary(static one => one.Id, static one => one.Runs.Sum(static run => run.DurationMs), StringComparer.Ordinal)
            : [];

        // What the record does not know yet counts as much as a usual scenario.
        var usual = recorded.Count > 0 ? recorded.Values.Order().ElementAt(recorded.Count / 2) : 0;
        return shard.Take(all, file => recorded.Count > 0 ? recorded.GetValueOrDefault(file.Id, usual) : Size(file));
    }

    // Without a record: what is played takes about as long as it is long.
    private static double Size(ScenarioFile file) => file.Rows.Sum(static row => (double)row.Seeds * LineTree.Flatten(row.Lines).Count());
}
