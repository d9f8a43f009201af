using System.Globalization;

namespace Harness.Reports;

/// <summary>Orders messages that begin with <c>file:line:column:</c> by their places.</summary>
internal sealed class PlaceOrder : IComparer<string>
{
    /// <summary>The order.</summary>
    public static PlaceOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (a, b) = (Parts(x ?? ""), Parts(y ?? ""));
        return string.CompareOrdinal(a.File, b.File) is not 0 and var byFile ? byFile
            : a.Line.CompareTo(b.Line) is not 0 and var byLine ? byLine
            : a.Column.CompareTo(b.Column) is not 0 and var byColumn ? byColumn
            : string.CompareOrdinal(x, y);
    }

    private static (string File, int Line, int Column) Parts(string text) =>
        text.Split(':', 4) is [var file, var line, var column, _]
        && int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var l)
        && int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var c)
            ? (file, l, c)
            : (text, 0, 0);
}
