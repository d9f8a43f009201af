using Harness.Engine;

namespace Harness.Reports.Html;

/// <summary>A verdict as a word with a sign of its own: nobody needs the colour to read it.</summary>
internal static class Badge
{
    /// <summary>Of a verdict.</summary>
    public static void Write(HtmlWriter page, Verdict verdict) => Write(page, VerdictWords.Of(verdict), Sign(verdict));

    /// <summary>Of a snapshot that changed, which is a result of its own.</summary>
    public static void Drift(HtmlWriter page) => Write(page, "drift", "±");

    /// <summary>Of anything else that has a word.</summary>
    public static void Write(HtmlWriter page, string word, string sign) =>
        page.Write($"<span class=\"badge is-{word.Replace(' ', '-')}\"><span aria-hidden=\"true\">{sign}</span> {word}</span>");

    private static string Sign(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "✓",
        Verdict.Fail => "✗",
        Verdict.Warn => "!",
        Verdict.Skip => "–",
        Verdict.KnownFailing => "◐",
        Verdict.UnexpectedPass => "‼",
        Verdict.Flaky => "≈",
        Verdict.Inconclusive => "?",
        _ => "⚠",
    };
}
