using System.Globalization;

namespace FakeDialStack.Accounts;

/// <summary>Reads a time in words: a number and one of ms, s, m, h, d.</summary>
internal static class LimitText
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>False when the text is no time, or one too long to hold.</summary>
    public static bool TryRead(string text, out TimeSpan time)
    {
        foreach (var (unit, seconds) in s_units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * seconds < 1e9)
            {
                time = TimeSpan.FromSeconds(number * seconds);
                return true;
            }
        }

        time = default;
        return false;
    }
}
