using Harness.Scenarios;

namespace Harness.Reports;

/// <summary>Finds the line of a scenario that a check is about.</summary>
internal static class LineFinder
{
    /// <summary>The line at this place, in blocks too; null when there is none.</summary>
    public static Line? At(IReadOnlyList<Line> lines, SourcePosition? at)
    {
        if (at is null)
        {
            return null;
        }

        foreach (var line in lines)
        {
            if (line.At == at)
            {
                return line;
            }

            if (line is BlockLine block && block.Alternatives.Select(inner => At(inner, at)).FirstOrDefault(found => found is not null) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
