using System.Globalization;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads nodes as what they should be, and reports those that are something else.</summary>
internal sealed class NodeReader(DiagnosticBag bag)
{
    private const int MostShown = 60;

    /// <summary>Where mistakes go.</summary>
    public DiagnosticBag Bag { get; } = bag;

    /// <summary>A map, or null.</summary>
    public YamlMap? Map(YamlNode node, string what) => Require<YamlMap>(node, what, "a map");

    /// <summary>A list, or null.</summary>
    public YamlList? List(YamlNode node, string what) => Require<YamlList>(node, what, "a list");

    /// <summary>Text; numbers and bools are taken only in quotes.</summary>
    public string? Text(YamlNode node, string what)
    {
        if (node is YamlScalar { Value: string text })
        {
            return text;
        }

        var hint = node is YamlScalar { Value: not null } ? "; put it in quotes" : "";
        Bag.Add(node.At, $"{what} must be text, not {Kind(node)}{hint}");
        return null;
    }

    /// <summary>A word that YAML may take for a number or a bool, such as a status or a switch's value.</summary>
    public string? Word(YamlNode node, string what)
    {
        if (node is YamlScalar { Text.Length: > 0 } scalar)
        {
            return scalar.Text;
        }

        Bag.Add(node.At, $"{what} must be a word, not {Kind(node)}");
        return null;
    }

    /// <summary>true or false.</summary>
    public bool? Bool(YamlNode node, string what)
    {
        if (node is YamlScalar { Value: bool value })
        {
            return value;
        }

        Bag.Add(node.At, $"{what} must be true or false, not {Kind(node)}");
        return null;
    }

    /// <summary>A whole number from <paramref name="least"/>.</summary>
    public int? Count(YamlNode node, string what, int least)
    {
        if (node is YamlScalar { Value: long value } && value >= least && value <= int.MaxValue)
        {
            return (int)value;
        }

        Bag.Add(node.At, $"{what} must be a whole number from {least.ToString(CultureInfo.InvariantCulture)}, not {Kind(node)}");
        return null;
    }

    /// <summary>A duration such as <c>500ms</c> or <c>59m30s</c>.</summary>
    public TimeSpan? Duration(YamlNode node, string what)
    {
        if (node is YamlScalar { Value: string text } && Durations.TryParse(text, out var duration))
        {
            return duration;
        }

        var hint = node is YamlScalar { Value: long or double } ? "; it wants a unit: ms, s, m, h or d" : ", such as 500ms, 5s or 59m30s";
        Bag.Add(node.At, $"{what} must be a duration, not {Kind(node)}{hint}");
        return null;
    }

    /// <summary>One word or a list of words.</summary>
    public IReadOnlyList<YamlScalar> Words(YamlNode node, string what)
    {
        var words = new List<YamlScalar>();
        foreach (var item in node is YamlList list ? list.Items : [node])
        {
            if (item is YamlScalar { Value: string } scalar)
            {
                words.Add(scalar);
            }
            else
            {
                Bag.Add(item.At, $"{what} must be a word or a list of words, not {Kind(item)}");
            }
        }

        return words;
    }

    /// <summary>Reports the keys of a map that are none of <paramref name="known"/>.</summary>
    public void OnlyKeys(YamlMap map, IReadOnlyCollection<string> known, string where)
    {
        foreach (var entry in map.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            Bag.AddUnknown(entry.Key.At, $"{where} has no key '{entry.Key.Text}'", entry.Key.Text, known);
        }
    }

    /// <summary>What a node is, for messages.</summary>
    public static string Kind(YamlNode node) => node switch
    {
        YamlMap => "a map",
        YamlList => "a list",
        YamlScalar { Value: null } => "nothing",
        YamlScalar scalar => $"'{Short(scalar.Text)}'",
        _ => "that",
    };

    // A file that is no scenario at all is one long text.
    private static string Short(string text) =>
        text.ReplaceLineEndings(" ") is { Length: > MostShown } line ? line[..MostShown] + "…" : text;

    private T? Require<T>(YamlNode node, string what, string kind)
        where T : YamlNode
    {
        if (node is T right)
        {
            return right;
        }

        Bag.Add(node.At, $"{what} must be {kind}, not {Kind(node)}");
        return null;
    }
}
