using System.Text.RegularExpressions;

namespace Harness.Gates;

/// <summary>
/// What a failure is about, without what differs from run to run: durations stand as <c>&lt;time&gt;</c>, and the numbers of names
/// are left out (<c>&lt;call 2&gt;</c> is <c>&lt;call&gt;</c>). So a waiver written under one clock or seed fits under another.
/// </summary>
internal static partial class FailureMask
{
    /// <summary>True when the failure is the one that a waiver expects: the expected text is part of it.</summary>
    public static bool Fits(string expected, string failure) => Of(failure).Contains(Of(expected), StringComparison.Ordinal);

    /// <summary>The text without what differs.</summary>
    public static string Of(string text) => Time.Replace(NameNumber.Replace(text.Trim(), "<${kind}>"), "<time>");

    /// <summary>How many letters of it are its own: what differs anyway tells no failure from another.</summary>
    public static int LettersOf(string text) => Masked.Replace(Of(text), "").Count(char.IsLetter);

    [GeneratedRegex("<[^<>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Masked { get; }

    [GeneratedRegex(@"<(?<kind>[A-Za-z][\w .-]*?) \d+(?: [^<>]*)?>", RegexOptions.CultureInvariant)]
    private static partial Regex NameNumber { get; }

    [GeneratedRegex(@"(?<![\w.])-?(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+(?!\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Time { get; }
}
