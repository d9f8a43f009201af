using System.Text.RegularExpressions;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>The rows of <c>examples</c>. Columns are inserted into the nodes before a row is read, so places are kept.</summary>
internal sealed partial class ExampleTable
{
    private readonly List<YamlScalar> _columns = [];

    private ExampleTable()
    {
    }

    /// <summary>Rows; null for a file without <c>examples</c>.</summary>
    public IReadOnlyList<YamlMap>? Rows { get; private set; }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns => [.. _columns.Select(c => c.Text)];

    /// <summary>Reads the table of a file; a broken one counts as none.</summary>
    public static ExampleTable Read(YamlMap root, NodeReader read)
    {
        var table = new ExampleTable();
        if (root.Find("examples") is not { } entry || read.List(entry.Value, "examples") is not { } list)
        {
            return table;
        }

        var rows = list.Items.Select(i => read.Map(i, "a row of examples")).OfType<YamlMap>().ToList();
        if (rows.Count == 0)
        {
            read.Bag.Add(entry.Value.At, "examples has no row");
            return table;
        }

        table._columns.AddRange(rows[0].Entries.Select(e => e.Key));
        table.Rows = rows;
        table.CheckShape(rows, read);
        table.CheckUse(root, read);
        return table;
    }

    /// <summary>The row as scenarios carry it.</summary>
    public static ExampleRow Describe(YamlMap row)
    {
        var columns = row.Entries.ToDictionary(e => e.Key.Text, e => (e.Value as YamlScalar)?.Text ?? "", StringComparer.Ordinal);
        return new ExampleRow(string.Join(", ", row.Entries.Select(e => $"{e.Key.Text}={columns[e.Key.Text]}")), columns);
    }

    /// <summary>A copy of a node with the columns of a row in place.</summary>
    public static YamlNode Insert(YamlNode node, YamlMap row) => node switch
    {
        YamlScalar scalar => Insert(scalar, row),
        YamlList list => list with { Items = [.. list.Items.Select(i => Insert(i, row))] },
        YamlMap map => map with { Entries = [.. map.Entries.Select(e => e with { Value = Insert(e.Value, row) })] },
        _ => node,
    };

    /// <summary>Whether a <c>when</c> holds in a row. Mistakes in it are reported.</summary>
    public bool Holds(YamlNode when, IReadOnlyDictionary<string, string>? row, NodeReader read)
    {
        if (read.Map(when, "when") is not { } map)
        {
            return true;
        }

        if (row is null)
        {
            read.Bag.Add(when.At, "'when' chooses rows of 'examples', and there are none");
            return true;
        }

        return map.Entries.ToList().TrueForAll(e => Holds(e, row, read));
    }

    private bool Holds(YamlEntry condition, IReadOnlyDictionary<string, string> row, NodeReader read)
    {
        var column = condition.Key.Text;
        if (!Columns.Contains(column))
        {
            read.Bag.AddUnknown(condition.Key.At, $"unknown column '{column}'", column, Columns);
            return true;
        }

        var values = (condition.Value is YamlList list ? list.Items : [condition.Value]).OfType<YamlScalar>().ToList();
        foreach (var value in values.Where(v => Values(column).All(w => w != v.Text)))
        {
            read.Bag.AddUnknown(value.At, $"no row has '{value.Text}' in column '{column}'", value.Text, Values(column));
        }

        return values.Any(v => row.TryGetValue(column, out var mine) && mine == v.Text);
    }

    private IEnumerable<string> Values(string column) =>
        Rows!.Select(r => r.Find(column)?.Value).OfType<YamlScalar>().Select(s => s.Text);

    private void CheckShape(List<YamlMap> rows, NodeReader read)
    {
        foreach (var column in _columns.Where(c => !ColumnName().IsMatch(c.Text)))
        {
            read.Bag.Add(column.At, $"'{column.Text}' is no name for a column: letters, digits, _ and - only");
        }

        foreach (var row in rows)
        {
            read.OnlyKeys(row, Columns, "the first row");
            foreach (var missing in Columns.Where(c => row.Find(c) is null))
            {
                read.Bag.Add(row.At, $"this row has no '{missing}'");
            }

            foreach (var cell in row.Entries.Select(e => e.Value).Where(v => v is not YamlScalar))
            {
                read.Bag.Add(cell.At, $"a cell is one word, number or text, not {NodeReader.Kind(cell)}");
            }
        }

        foreach (var twice in rows.GroupBy(r => Describe(r).Label, StringComparer.Ordinal).SelectMany(g => g.Skip(1)))
        {
            read.Bag.Add(twice.At, $"the row {Describe(twice).Label} is there already");
        }
    }

    private void CheckUse(YamlMap root, NodeReader read)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in root.Entries.Where(e => e.Key.Text != "examples"))
        {
            Collect(entry.Value, used);
        }

        foreach (var column in _columns.Where(c => !used.Contains(c.Text)))
        {
            read.Bag.Add(column.At, $"nothing uses the column '{column.Text}'");
        }
    }

    private static void Collect(YamlNode node, HashSet<string> used)
    {
        switch (node)
        {
            case YamlScalar scalar:
                used.UnionWith(InString().Matches(scalar.Text).Select(m => m.Groups["name"].Value));
                if (scalar.Text.StartsWith('$'))
                {
                    used.Add(scalar.Text[1..]);
                }

                break;
            case YamlList list:
                foreach (var item in list.Items)
                {
                    Collect(item, used);
                }

                break;
            case YamlMap map:
                foreach (var entry in map.Entries)
                {
                    if (entry is { Key.Text: "when", Value: YamlMap when })
                    {
                        used.UnionWith(when.Entries.Select(e => e.Key.Text));
                    }

                    Collect(entry.Value, used);
                }

                break;
            default:
                break;
        }
    }

    private static YamlScalar Insert(YamlScalar scalar, YamlMap row)
    {
        if (scalar.Text.StartsWith('$') && row.Find(scalar.Text[1..])?.Value is YamlScalar cell)
        {
            return cell with { At = scalar.At };
        }

        if (!scalar.Text.Contains("${", StringComparison.Ordinal))
        {
            return scalar;
        }

        var text = InString().Replace(scalar.Text, m => (row.Find(m.Groups["name"].Value)?.Value as YamlScalar)?.Text ?? m.Value);
        return text == scalar.Text ? scalar : new YamlScalar(scalar.At, text, Plain: false);
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_-]*$")]
    private static partial Regex ColumnName();

    // A doubled dollar is taken first, so that $${x} stays what it says.
    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Za-z_][A-Za-z0-9_-]*)\}")]
    private static partial Regex InString();
}
