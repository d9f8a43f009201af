using System.Globalization;

namespace Harness.Cli;

/// <summary>A workflow command of GitHub Actions that marks a line of a file.</summary>
internal static class GitHubAnnotation
{
    /// <summary>One annotation.</summary>
    /// <param name="level"><c>error</c>, <c>warning</c> or <c>notice</c>.</param>
    /// <param name="file">From the root of the repository.</param>
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="message">Any text.</param>
    public static string Of(string level, string file, int line, int column, string title, string message) => string.Create(
        CultureInfo.InvariantCulture, $"::{level} file={Property(file)},line={line},col={column},title={Property(title)}::{Data(message)}");

    // A percent sign first, or what is escaped would be escaped again.
    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
