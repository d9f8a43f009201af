using Harness.Engine.Playing;
using Harness.Scenarios;

namespace Harness.Reports;

/// <summary>How checks are named where people write them: in waivers, requirement sets, comparisons.</summary>
internal static class CheckNames
{
    private const string FirstLabel = "requirement";

    /// <summary><c>HOLD-03</c>, <c>HOLD-03 requirement-2</c>, <c>HOLD-03 quick</c>; a line without a requirement is named by its label alone.</summary>
    public static string Of(string? requirement, string label) =>
        requirement is null ? label : label == FirstLabel ? requirement : $"{requirement} {label}";

    /// <summary>All checks that a scenario can make, each once, in the order of the file. What no line asks for is not among them.</summary>
    public static IReadOnlyList<string> In(ScenarioFile file) =>
        [.. file.Rows.SelectMany(In).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> In(Scenario row)
    {
        var labels = new CheckLabels(row.Lines);
        foreach (var line in LineTree.Flatten(row.Lines).Where(static line => line is not NoteLine))
        {
            if (line.Checks.Count == 0)
            {
                yield return Of(null, line.Label ?? line.Text);
            }

            foreach (var id in line.Checks)
            {
                yield return Of(id, labels.Of(line, id));
            }
        }
    }
}
