namespace Harness.Documentation;

/// <summary>Pieces of Markdown that mean the same to every reader of it.</summary>
internal static class Markdown
{
    /// <summary>A sentence whose words in backticks are code; everything else is text.</summary>
    public static string Text(string text)
    {
        var parts = text.ReplaceLineEndings(" ").Trim().Split('`');

        // An odd backtick is a backtick.
        return parts.Length % 2 == 0
            ? Escaped(text.ReplaceLineEndings(" ").Trim()).Replace("`", "\\`", StringComparison.Ordinal)
            : string.Join('`', parts.Select((part, i) => i % 2 == 0 ? Escaped(part) : part));
    }

    /// <summary>A word of the wire.</summary>
    public static string Code(string text) => text.Contains('`', StringComparison.Ordinal) ? $"`` {text} ``" : $"`{text}`";

    /// <summary>A link.</summary>
    public static string Link(string text, string target) => $"[{text}]({target.Replace(" ", "%20", StringComparison.Ordinal)})";

    /// <summary>A row of a table.</summary>
    public static string Row(IEnumerable<string> cells) =>
        "| " + string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))) + " |";

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal);
}
