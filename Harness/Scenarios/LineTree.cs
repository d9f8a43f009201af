namespace Harness.Scenarios;

/// <summary>Walks lines with the lines inside their blocks.</summary>
public static class LineTree
{
    /// <summary>All lines, blocks before their children, in the order of the file.</summary>
    public static IEnumerable<Line> Flatten(IEnumerable<Line> lines) =>
        lines.SelectMany(static line => line is BlockLine block ? [line, .. Flatten(block.Alternatives.SelectMany(static a => a))] : new[] { line });
}
