using System.Globalization;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary><c>--shard 2/5</c>: one of several parts that take about as long as each other and together are everything.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Of">How many parts there are.</param>
internal readonly record struct Shard(int Number, int Of)
{
    /// <summary>Reads <c>2/5</c>; null when it is none.</summary>
    public static Shard? Parse(string text) =>
        text.Split('/') is [var number, var of]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out var all)
        && n >= 1 && n <= all
            ? new Shard(n, all)
            : null;

    /// <summary>
    /// The files of this part, in their order. Whoever calls it with the same files and weights gets the same parts: the heaviest
    /// file first, each to the part that is lightest so far.
    /// </summary>
    /// <param name="files">Everything.</param>
    /// <param name="weightOf">How long a scenario takes, in any unit.</param>
    public IReadOnlyList<SelectedFile> Take(IReadOnlyList<SelectedFile> files, Func<ScenarioFile, double> weightOf)
    {
        var load = new double[Of];
        var mine = new HashSet<int>();
        var heaviestFirst = files.Select(file => (File: file, Weight: weightOf(file.File))).OrderByDescending(static one => one.Weight).ThenBy(static one => one.File.File.Id, StringComparer.Ordinal);
        foreach (var (file, weight) in heaviestFirst)
        {
            var lightest = Array.IndexOf(load, load.Min());
            load[lightest] += weight;
            if (lightest == Number - 1)
            {
                mine.Add(file.Position);
            }
        }

        return [.. files.Where(file => mine.Contains(file.Position))];
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Of}");
}
