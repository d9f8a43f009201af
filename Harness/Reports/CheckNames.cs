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

    /// <summary>
    /// How a requirement set names a check: by its requirement and its line, where the author gave no label of his own. A number would move on
    /// when a line is added above.
    /// </summary>
    public static string Frozen(string? requirement, string label, string? line) =>
        requirement is null ? label : label.StartsWith(FirstLabel, StringComparison.Ordinal) && line is not null ? $"{requirement} @ {line}" : $"{requirement} {label}";

    /// <summary>The checks of a scenario as a requirement set names them, each once: those that a client can fail, so without what the file itself does.</summary>
    public static IReadOnlyList<string> FrozenIn(ScenarioFile file) =>
        [.. file.Rows.SelectMany(static row => Frozen(row)).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Frozen(Scenario row)
    {
        var labels = new CheckLabels(row.Lines);
        return LineTree.Flatten(row.Lines).Where(static line => line is ExpectationLine or BlockLine).SelectMany(line => line.Checks.Count == 0
            ? [Frozen(null, line.Label ?? line.Text, line.Text)]
            : line.Checks.Select(id => Frozen(id, labels.Of(line, id), line.Text)));
    }

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
