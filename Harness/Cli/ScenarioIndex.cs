using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>Where requirements are checked: every line of every file that names one, with the rows in which it stands.</summary>
internal sealed class ScenarioIndex(IReadOnlyList<ScenarioFile> files)
{
    private readonly List<CheckedLine> _lines = [.. files.SelectMany(LinesOf)];

    /// <summary>The files.</summary>
    public IReadOnlyList<ScenarioFile> Files => files;

    /// <summary>Lines that check a requirement, in the order of files and lines.</summary>
    public IReadOnlyList<CheckedLine> Checking(string requirement) => [.. _lines.Where(line => line.Line.Checks.Contains(requirement))];

    /// <summary>Lines of a file that check anything.</summary>
    public IReadOnlyList<CheckedLine> In(ScenarioFile file) => [.. _lines.Where(line => line.File == file)];

    private static IEnumerable<CheckedLine> LinesOf(ScenarioFile file) =>
        from row in file.Rows
        from line in LineTree.Flatten(row.Lines)
        where line.Checks.Count > 0
        group (row, line) by line.At into same
        orderby same.Key.Line, same.Key.Column
        let rows = same.Select(static one => one.row.Row?.Label).OfType<string>().ToList()
        select new CheckedLine(file, same.First().line, rows.Count == file.Rows.Count ? [] : rows);
}

/// <summary>A line that checks requirements.</summary>
/// <param name="File">Where.</param>
/// <param name="Line">As its first row has it.</param>
/// <param name="Rows">The rows of <c>examples</c> that it stands in; empty where it stands in all.</param>
internal sealed record CheckedLine(ScenarioFile File, Line Line, IReadOnlyList<string> Rows);
