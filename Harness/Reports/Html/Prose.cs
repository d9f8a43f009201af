namespace Harness.Reports.Html;

/// <summary>Sentences of the catalogue: words between backticks are code.</summary>
internal static class Prose
{
    /// <summary>Writes one.</summary>
    public static void Write(HtmlWriter page, string text)
    {
        var parts = text.Split('`');
        for (var i = 0; i < parts.Length; i++)
        {
            // An odd one at the end was never closed.
            if (i % 2 == 1 && i < parts.Length - 1)
            {
                page.Write($"<code>{parts[i]}</code>");
            }
            else
            {
                page.Write($"{(i % 2 == 1 ? "`" : "")}{parts[i]}");
            }
        }
    }
}
