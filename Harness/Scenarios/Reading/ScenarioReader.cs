using Harness.Scenarios.Validation;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads one file into its scenarios, one for each row of examples.</summary>
internal sealed class ScenarioReader(string id, DiagnosticBag bag, RequirementCatalogue requirements)
{
    private readonly NodeReader _read = new(bag);
    private readonly FileFacts _facts = new();

    /// <summary>The only format there is.</summary>
    public const int Format = 1;

    /// <summary>Keys of a file.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["format", "title", "covers", "about", "given", "examples", "seeds", "sweep", "lines"];

    /// <summary>The scenarios of a document; empty when it is none.</summary>
    public IReadOnlyList<Scenario> Read(YamlNode document)
    {
        if (_read.Map(document, "a scenario") is not { } root)
        {
            return [];
        }

        _read.OnlyKeys(root, Keys, "a scenario");
        CheckFormat(root);
        if (root.Find("sweep") is { } sweep)
        {
            bag.Add(sweep.Key.At, "'sweep' is not supported yet");
        }

        var examples = ExampleTable.Read(root, _read);
        List<Scenario> rows = examples.Rows is { } table ? [.. table.Select(r => Row(root, examples, r))] : [Row(root, examples, null)];
        new CoverCheck(bag, requirements).Check(_facts);
        return rows;
    }

    private void CheckFormat(YamlMap root)
    {
        if (root.Find("format") is not { } format)
        {
            bag.Add(root.At, "a scenario begins with 'format: 1'");
        }
        else if (format.Value is not YamlScalar { Value: (long)Format })
        {
            bag.Add(format.Value.At, $"format is 1, not {NodeReader.Kind(format.Value)}");
        }
    }

    private Scenario Row(YamlMap root, ExampleTable examples, YamlMap? row)
    {
        var map = row is null ? root : Inserted(root, row);
        var example = row is null ? null : ExampleTable.Describe(row);
        var given = new GivenReader(_read).Read(map.Find("given")?.Value);
        var facts = new RowFacts();
        var context = new LineContext(_read, new Parties(given), _facts, facts);
        var lines = map.Find("lines") is { } entry
            ? new LineReader(context, examples, example?.Columns).ReadAll(entry.Value, "lines")
            : Missing(root, "lines", new List<Line>());
        CheckRow(given, examples, facts, lines);
        return new Scenario(
            id,
            root.At,
            map.Find("title") is { } title ? _read.Text(title.Value, "title") ?? "" : Missing(root, "title", ""),
            Covers(map),
            map.Find("about") is { } about ? _read.Text(about.Value, "about") : null,
            given with { Needs = Needs.Of(given, lines) },
            example,
            map.Find("seeds") is { } seeds ? _read.Count(seeds.Value, "seeds", 1) ?? 1 : 1,
            lines);
    }

    private void CheckRow(Given given, ExampleTable examples, RowFacts facts, List<Line> lines)
    {
        new LabelCheck(bag).Check(facts);
        new NameCheck(bag, given, examples.Columns).Check(lines);
    }

    private static YamlMap Inserted(YamlMap root, YamlMap row) =>
        root with { Entries = [.. root.Entries.Select(e => e.Key.Text == "examples" ? e : e with { Value = ExampleTable.Insert(e.Value, row) })] };

    private List<string> Covers(YamlMap map)
    {
        if (map.Find("covers") is not { } covers)
        {
            return [];
        }

        var ids = _read.Words(covers.Value, "covers");
        _facts.Covers.AddRange(ids.Select(i => new RequirementUse(i.At, i.Text)));
        return [.. ids.Select(i => i.Text)];
    }

    private T Missing<T>(YamlMap root, string key, T otherwise)
    {
        bag.Add(root.At, $"a scenario has '{key}'; this one has none");
        return otherwise;
    }
}
