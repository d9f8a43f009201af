using System.Text;

namespace Fixtures.ReferenceClient;

/// <summary>Makes what a person typed into what <c>call.create</c> may carry (E.1, CALL-03).</summary>
public static class Destination
{
    /// <summary>Longest destination, in characters (E.1).</summary>
    public const int LongestLength = 32;

    private const string Decoration = " ()-./\u00a0";

    /// <summary>
    /// A PSTN number as E.164; extensions, feature codes and emergency numbers as they were typed.
    /// Null when it cannot be dialled: other characters, empty, or too long.
    /// </summary>
    public static string? Clean(string typed)
    {
        var kept = new StringBuilder();
        foreach (var character in typed.Trim())
        {
            var upper = char.ToUpperInvariant(character);
            if (IsDialable(upper))
            {
                kept.Append(upper);
            }
            else if (!Decoration.Contains(character, StringComparison.Ordinal))
            {
                return null;
            }
        }

        var clean = AsE164(kept.ToString());
        return clean.Length is > 0 and <= LongestLength ? clean : null;
    }

    private static bool IsDialable(char character) => character is (>= '0' and <= '9') or '+' or '*' or '#' or (>= 'A' and <= 'D');

    // Numbers of the North American plan only: area code and exchange start with 2 to 9.
    private static string AsE164(string dialled)
    {
        var digits = dialled.Length == 11 && dialled[0] == '1' ? dialled[1..] : dialled;
        return digits.Length == 10 && digits.All(char.IsAsciiDigit) && digits[0] >= '2' && digits[3] >= '2'
            ? "+1" + digits
            : dialled;
    }
}
