namespace Harness.Cli;

/// <summary>What <c>conformance list</c> shows of one subject.</summary>
/// <param name="Columns">Names of the columns; the first is what <c>--filter</c> looks at first.</param>
/// <param name="Rows">As many texts in each.</param>
internal sealed record Listing(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Only rows in which a filter fits a column: as a glob when it holds <c>*</c> or <c>?</c>, else as a part of the text.</summary>
    public Listing Only(IReadOnlyList<string> filters) => filters.Count == 0
        ? this
        : this with { Rows = [.. Rows.Where(row => filters.Any(filter => row.Any(text => Fits(filter, text))))] };

    /// <summary>Each row as a map, for programs.</summary>
    public IEnumerable<IReadOnlyDictionary<string, string>> Maps =>
        Rows.Select(row => Columns.Zip(row).ToDictionary(static pair => pair.First, static pair => pair.Second, StringComparer.Ordinal));

    private static bool Fits(string filter, string text) =>
        Glob.IsPattern(filter) ? Glob.Fits(filter, text) : text.Contains(filter, StringComparison.OrdinalIgnoreCase);
}
