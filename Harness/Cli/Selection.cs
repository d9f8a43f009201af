using Harness.Scenarios;

namespace Harness.Cli;

/// <summary><c>--filter</c>: which scenarios are meant.</summary>
internal static class Selection
{
    /// <summary>
    /// True when a filter fits the id of the scenario, its area, or a requirement that it covers or decides: as a glob
    /// when it holds <c>*</c> or <c>?</c>, else as a part of the text. Without filters, everything is meant.
    /// </summary>
    public static bool Fits(IReadOnlyList<string> filters, Scenario scenario)
    {
        if (filters.Count == 0)
        {
            return true;
        }

        var names = Requirements(scenario).Append(scenario.Id).Append(Area(scenario.Id)).ToList();
        return filters.Any(filter => names.Exists(name => Glob.IsPattern(filter)
            ? Glob.Fits(filter, name)
            : name.Contains(filter, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>The requirements that a scenario covers or decides, each once.</summary>
    public static IEnumerable<string> Requirements(Scenario scenario) =>
        scenario.Covers.Concat(Checks(scenario.Lines)).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Checks(IEnumerable<Line> lines) =>
        lines.SelectMany(line => line.Checks.Concat(line is BlockLine block ? block.Alternatives.SelectMany(Checks) : []));

    private static string Area(string id) => id.Split('/')[0];
}
