using System.Text.RegularExpressions;

namespace Harness.Cli;

/// <summary>Names by pattern: <c>*</c> stops at a slash, <c>**</c> does not, <c>?</c> is one character. Case counts for nothing.</summary>
internal static class Glob
{
    /// <summary>True when a text is a pattern and not a name.</summary>
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>True when the whole name fits.</summary>
    public static bool Fits(string pattern, string name)
    {
        var expression = Regex.Escape(pattern)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal);
        return Regex.IsMatch(name, $"^{expression}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    }
}
