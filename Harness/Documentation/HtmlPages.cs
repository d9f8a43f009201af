namespace Harness.Documentation;

/// <summary>The same pages for a browser.</summary>
internal static class HtmlPages
{
    /// <summary>One file for each page.</summary>
    public static IEnumerable<GeneratedFile> Of(IReadOnlyList<Page> pages) => [];
}
