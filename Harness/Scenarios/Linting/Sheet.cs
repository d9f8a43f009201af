using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Linting;

/// <summary>A file as its author sees it: the scenarios that were read, with the text they were read from.</summary>
internal sealed class Sheet
{
    private readonly Dictionary<SourcePosition, YamlMap> _maps = [];

    private Sheet(ScenarioFile file, YamlMap root)
    {
        File = file;
        Root = root;
        if (root.Find("lines")?.Value is YamlList lines)
        {
            Collect(lines);
        }
    }

    /// <summary>The scenarios.</summary>
    public ScenarioFile File { get; }

    /// <summary>The document.</summary>
    public YamlMap Root { get; }

    /// <summary>Every line of the document, those inside blocks and of all rows too.</summary>
    public IEnumerable<YamlMap> LineMaps => _maps.Values;

    /// <summary>Reads the text; null when the file is no longer what it was.</summary>
    public static Sheet? Open(ScenarioFile file)
    {
        try
        {
            var shown = file.Rows[0].At.File;
            return YamlReader.Read(shown, System.IO.File.ReadAllText(file.Path), new DiagnosticBag()) is YamlMap root ? new Sheet(file, root) : null;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Lines of one row, those inside blocks too.</summary>
    public static IEnumerable<Line> LinesOf(Scenario row) => LineTree.Flatten(row.Lines);

    /// <summary>Where a modifier of a line stands; the line itself where it has none of that name.</summary>
    public SourcePosition PlaceOf(Line line, string modifier) =>
        _maps.TryGetValue(line.At, out var map) && map.Find(modifier) is { } entry ? entry.Key.At : line.At;

    /// <summary>The entry behind keys, or null.</summary>
    public YamlEntry? Find(params ReadOnlySpan<string> keys)
    {
        YamlNode node = Root;
        YamlEntry? entry = null;
        foreach (var key in keys)
        {
            entry = (node as YamlMap)?.Find(key);
            if (entry is null)
            {
                return null;
            }

            node = entry.Value;
        }

        return entry;
    }

    /// <summary>Every text in a node, keys too.</summary>
    public static IEnumerable<string> TextsIn(YamlNode? node) => node switch
    {
        YamlScalar scalar => [scalar.Text],
        YamlList list => list.Items.SelectMany(TextsIn),
        YamlMap map => map.Entries.SelectMany(entry => TextsIn(entry.Value).Prepend(entry.Key.Text)),
        _ => [],
    };

    private void Collect(YamlList lines)
    {
        foreach (var item in lines.Items)
        {
            if (item is YamlList alternative)
            {
                Collect(alternative);
            }
            else if (item is YamlMap { Entries: [var head, ..] } map)
            {
                _maps[head.Key.At] = map;
                if (head.Value is YamlList inner)
                {
                    Collect(inner);
                }
            }
        }
    }
}
