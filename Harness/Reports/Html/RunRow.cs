using System.Text.RegularExpressions;
using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports.Html;

/// <summary>A run at its place in the page.</summary>
/// <param name="Number">Of its block of JSON, from 0.</param>
/// <param name="Key">Names it in links: <c>#run=KEY</c>.</param>
/// <param name="Scenario">Its scenario.</param>
/// <param name="ScenarioNumber">From 0.</param>
/// <param name="Run">The run.</param>
internal sealed partial record RunRow(int Number, string Key, ReportedScenario Scenario, int ScenarioNumber, ReportedRun Run)
{
    /// <summary>The folder that the scenario lies in.</summary>
    public string Area => Scenario.Id.Split('/')[0];

    /// <summary>Where a link to it leads.</summary>
    public string Link => "#run=" + Uri.EscapeDataString(Key);

    /// <summary>True where the snapshot changed.</summary>
    public bool Drifted => Run.Snapshot == SnapshotState.Drift;

    /// <summary>True where there is nothing to look at. A skipped run is not green: nobody knows.</summary>
    public bool IsGreen => Run.Verdict == Verdict.Pass && Run.Snapshot is SnapshotState.Same or SnapshotState.None;

    /// <summary>All runs of a report, in its order.</summary>
    public static IReadOnlyList<RunRow> Of(Report report)
    {
        var rows = new List<RunRow>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, scenario) in report.Scenarios.Index())
        {
            foreach (var run in scenario.Runs)
            {
                rows.Add(new RunRow(rows.Count, KeyOf(run.Id, keys), scenario, number, run));
            }
        }

        return rows;
    }

    // An id of an element has no blanks; two runs of the same name are rounds of --repeat.
    private static string KeyOf(string id, HashSet<string> taken)
    {
        var plain = Blank().Replace(id, "_");
        var key = plain;
        for (var round = 2; !taken.Add(key); round++)
        {
            key = FormattableString.Invariant($"{plain}~{round}");
        }

        return key;
    }

    [GeneratedRegex(@"\s")]
    private static partial Regex Blank();
}
