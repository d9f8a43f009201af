using System.Text.RegularExpressions;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads values of lines: literals, <c>$name</c>, <c>${name}</c>, kinds, operators, maps and lists.</summary>
internal sealed partial class TemplateReader(NodeReader read)
{
    private static readonly Dictionary<string, ValueKind> s_kinds = new(StringComparer.Ordinal)
    {
        ["any"] = ValueKind.Any,
        ["string"] = ValueKind.Text,
        ["number"] = ValueKind.Number,
        ["bool"] = ValueKind.Bool,
        ["timestamp"] = ValueKind.Timestamp,
        ["absent"] = ValueKind.Absent,
    };

    private readonly OperatorReader _operators = new(read);

    /// <summary>Names of the kinds, without the dollar.</summary>
    public static IReadOnlyCollection<string> Kinds => s_kinds.Keys;

    /// <summary>The value of <c>with</c>: a map of members, operators not among them.</summary>
    public MapTemplate? Members(YamlNode node, TemplateUse use)
    {
        if (read.Map(node, "with") is not { } map)
        {
            return null;
        }

        foreach (var entry in map.Entries.Where(e => IsOperator(e.Key.Text)))
        {
            read.Bag.Add(entry.Key.At, $"'{entry.Key.Text}' stands inside a member, not in place of all members");
        }

        return new MapTemplate(map.At, [.. map.Entries.Where(e => !IsOperator(e.Key.Text)).Select(e => KeyValuePair.Create(e.Key.Text, Read(e.Value, use)))]);
    }

    /// <summary>Any value.</summary>
    public Template Read(YamlNode node, TemplateUse use) => node switch
    {
        YamlScalar scalar => Scalar(scalar, use),
        YamlList list => new ListTemplate(list.At, [.. list.Items.Select(i => Read(i, Inside(use)))]),
        YamlMap map when map.Entries.Any(e => IsOperator(e.Key.Text)) => _operators.Read(map, use, Read),
        YamlMap map => new MapTemplate(map.At, [.. map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Read(e.Value, Inside(use))))]),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };

    /// <summary>A string with names in it, outside of <c>with</c>: the path of a request.</summary>
    public static IEnumerable<string> NamesIn(string text) =>
        Embedded().Matches(text).Where(m => m.Groups["name"].Success).Select(m => m.Groups["name"].Value);

    /// <summary>True for keys that begin with a single dollar.</summary>
    internal static bool IsOperator(string key) => key.StartsWith('$') && !key.StartsWith("$$", StringComparison.Ordinal);

    private static TemplateUse Inside(TemplateUse use) => use == TemplateUse.Make ? TemplateUse.Made : use;

    private Template Scalar(YamlScalar scalar, TemplateUse use)
    {
        if (scalar.Plain && scalar.Text.StartsWith('+') && scalar.Value is long or double)
        {
            read.Bag.Add(scalar.At, $"{scalar.Text} is a number to YAML and loses its plus; put it in quotes");
        }

        return scalar.Value is string text ? Text(scalar.At, text, use) : new LiteralTemplate(scalar.At, scalar.Value);
    }

    private Template Text(SourcePosition at, string text, TemplateUse use)
    {
        if (!IsOperator(text) || text.StartsWith("${", StringComparison.Ordinal))
        {
            return Interpolated(at, text);
        }

        var name = text[1..];
        if (s_kinds.TryGetValue(name, out var kind))
        {
            if (use != TemplateUse.Match && kind != ValueKind.Absent)
            {
                read.Bag.Add(at, $"{text} matches what comes; here a value is wanted");
            }

            return new KindTemplate(at, kind);
        }

        if (!Name().IsMatch(name))
        {
            read.Bag.Add(at, $"'{text}' is no name; a dollar that is meant as such is written $$");
        }

        return new InsertTemplate(at, name);
    }

    private Template Interpolated(SourcePosition at, string text)
    {
        var parts = new List<InterpolatedPart>();
        var last = 0;
        var literal = "";
        foreach (Match match in Embedded().Matches(text))
        {
            literal += text[last..match.Index];
            last = match.Index + match.Length;
            if (match.Value == "$$")
            {
                literal += "$";
            }
            else if (match.Groups["name"].Success)
            {
                AddText(parts, literal);
                literal = "";
                parts.Add(new InterpolatedPart(null, match.Groups["name"].Value));
            }
            else
            {
                read.Bag.Add(at, $"'{match.Value}' is no name; a dollar that is meant as such is written $$");
            }
        }

        literal += text[last..];
        if (parts.Count == 0)
        {
            return new LiteralTemplate(at, literal);
        }

        AddText(parts, literal);
        return new InterpolatedTemplate(at, parts);
    }

    private static void AddText(List<InterpolatedPart> parts, string literal)
    {
        if (literal.Length > 0)
        {
            parts.Add(new InterpolatedPart(literal, null));
        }
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\$\$|\$\{(?:(?<name>[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*)\}|[^}]*\}?)")]
    private static partial Regex Embedded();
}
