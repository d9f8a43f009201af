using System.Text.RegularExpressions;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads maps of operators such as <c>{ $as: call, $id: call }</c>.</summary>
internal sealed class OperatorReader(NodeReader read)
{
    /// <summary>Every operator.</summary>
    public static IReadOnlyList<string> Names { get; } = ["$as", "$id", "$regex", "$not", "$one_of", "$set", "$absent_or", "$sdp"];

    /// <summary>Directions of an audio line.</summary>
    public static IReadOnlyList<string> Directions { get; } = ["sendrecv", "sendonly", "recvonly", "inactive"];

    /// <summary>Members of <c>$sdp</c>.</summary>
    public static IReadOnlyList<string> SdpKeys { get; } = ["offer", "audio", "codecs", "candidates", "credentials"];

    public OperatorsTemplate Read(YamlMap map, TemplateUse use, Func<YamlNode, TemplateUse, Template> value)
    {
        var operators = new List<Operator>();
        foreach (var entry in map.Entries)
        {
            if (!Names.Contains(entry.Key.Text))
            {
                Unknown(entry.Key);
            }
            else if (Allowed(entry.Key, map, use) && One(entry, value) is { } one)
            {
                operators.Add(one);
            }
        }

        return new OperatorsTemplate(map.At, operators);
    }

    private void Unknown(YamlScalar key)
    {
        if (TemplateReader.IsOperator(key.Text))
        {
            read.Bag.AddUnknown(key.At, $"unknown operator '{key.Text}'", key.Text, Names);
        }
        else
        {
            read.Bag.Add(key.At, $"'{key.Text}' is a member, and members and operators cannot share a map");
        }
    }

    private bool Allowed(YamlScalar key, YamlMap map, TemplateUse use)
    {
        if (use == TemplateUse.Match || (use == TemplateUse.Make && key.Text == "$as" && map.Entries.Count == 1))
        {
            return true;
        }

        read.Bag.Add(key.At, use is TemplateUse.Make or TemplateUse.Made
            ? $"{key.Text} cannot stand here: an injection makes its values up, and only a whole member may be named, with {{ $as: name }}"
            : $"{key.Text} matches what comes; here a value is wanted");
        return false;
    }

    private Operator? One(YamlEntry entry, Func<YamlNode, TemplateUse, Template> value)
    {
        var at = entry.Key.At;
        var node = entry.Value;
        switch (entry.Key.Text)
        {
            case "$as":
                return CaptureName(node) is { } name ? new CaptureOperator(node.At, name) : null;
            case "$id":
                return read.Text(node, "$id") is { } prefix ? new IdOperator(at, prefix.TrimEnd('_')) : null;
            case "$regex":
                return Pattern(node) is { } pattern ? new RegexOperator(at, pattern) : null;
            case "$not":
                return new NotOperator(at, value(node, TemplateUse.Match));
            case "$absent_or":
                return new AbsentOrOperator(at, value(node, TemplateUse.Match));
            case "$one_of":
                return Items(node, "$one_of", value) is { } some ? new OneOfOperator(at, some) : null;
            case "$set":
                return Items(node, "$set", value) is { } all ? new SetOperator(at, all) : null;
            default:
                return Sdp(at, node);
        }
    }

    private string? CaptureName(YamlNode node)
    {
        var name = read.Text(node, "$as");
        if (name is not null && !Regex.IsMatch(name, "^[A-Za-z_][A-Za-z0-9_-]*$"))
        {
            read.Bag.Add(node.At, $"'{name}' is no name for a capture: letters, digits, _ and - only");
            return null;
        }

        return name;
    }

    private string? Pattern(YamlNode node)
    {
        if (read.Text(node, "$regex") is not { } pattern)
        {
            return null;
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return pattern;
        }
        catch (ArgumentException exception)
        {
            read.Bag.Add(node.At, "bad expression: " + exception.Message);
            return null;
        }
    }

    private List<Template>? Items(YamlNode node, string name, Func<YamlNode, TemplateUse, Template> value) =>
        read.List(node, name) is { } list ? [.. list.Items.Select(i => value(i, TemplateUse.Match))] : null;

    private SdpOperator? Sdp(SourcePosition at, YamlNode node)
    {
        if (read.Map(node, "$sdp") is not { } map)
        {
            return null;
        }

        read.OnlyKeys(map, SdpKeys, "$sdp");
        var offer = map.Find("offer") is { } o && (read.Bool(o.Value, "offer") ?? false);
        var audio = map.Find("audio") is { } a ? OneOf(a.Value, "audio", Directions) : null;
        var codecs = map.Find("codecs") is { } c ? read.Words(c.Value, "codecs") : [];
        var candidates = map.Find("candidates") is { } n ? read.Count(n.Value, "candidates", 0) : null;
        var credentials = map.Find("credentials") is { } k ? OneOf(k.Value, "credentials", ["new"]) : null;
        return new SdpOperator(at, offer, audio, [.. codecs.Select(w => w.Text.ToLowerInvariant())], candidates, credentials is not null);
    }

    private string? OneOf(YamlNode node, string what, IReadOnlyList<string> values)
    {
        if (read.Text(node, what) is not { } word)
        {
            return null;
        }

        if (values.Contains(word))
        {
            return word;
        }

        read.Bag.AddUnknown(node.At, $"{what} is one of {string.Join(", ", values)}, not '{word}'", word, values);
        return null;
    }
}
