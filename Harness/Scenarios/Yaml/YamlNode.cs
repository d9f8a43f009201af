using System.Globalization;

namespace Harness.Scenarios.Yaml;

/// <summary>A node of a YAML document, with its place. Duplicate keys are kept, so that all of them can be reported.</summary>
internal abstract record YamlNode(SourcePosition At);

/// <summary>A scalar. <see cref="Plain"/>: written without quotes, so it may be a number, a bool or null.</summary>
internal sealed record YamlScalar(SourcePosition At, string Text, bool Plain) : YamlNode(At)
{
    /// <summary>string, long, double, bool or null, by the core schema of YAML 1.2.</summary>
    public object? Value => Plain ? Resolve(Text) : Text;

    private static object? Resolve(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ when LooksLikeNumber(text) => Number(text),
        _ => text,
    };

    private static bool LooksLikeNumber(string text) =>
        text.AsSpan().TrimStart("+-").IndexOfAnyExcept("0123456789.eE+-") < 0 && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;

    private static object Number(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return whole;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : text;
    }
}

/// <summary>A list.</summary>
internal sealed record YamlList(SourcePosition At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

/// <summary>A map in the order of the file.</summary>
internal sealed record YamlMap(SourcePosition At, IReadOnlyList<YamlEntry> Entries) : YamlNode(At)
{
    /// <summary>The first entry with this key, or null.</summary>
    public YamlEntry? Find(string key) => Entries.FirstOrDefault(e => e.Key.Text == key);
}

/// <summary>One key with its value.</summary>
internal sealed record YamlEntry(YamlScalar Key, YamlNode Value);
