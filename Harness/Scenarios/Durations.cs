using System.Globalization;
using System.Text;

namespace Harness.Scenarios;

/// <summary>Durations as scenario files write them: <c>500ms</c>, <c>0.5s</c>, <c>59m30s</c>, <c>1h</c>.</summary>
public static class Durations
{
    /// <summary>Reads a duration; false when the text is none.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            return false;
        }

        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAny("0123456789.");
            var unit = letters < 0 ? rest : rest[..letters];
            rest = letters < 0 ? [] : rest[letters..];
            var one = unit switch
            {
                "ms" => 0.001,
                "s" => 1.0,
                "m" => 60.0,
                "h" => 3600.0,
                "d" => 86400.0,
                _ => -1,
            };
            if (one < 0)
            {
                return false;
            }

            duration += TimeSpan.FromTicks((long)Math.Round(number * one * TimeSpan.TicksPerSecond));
        }

        return true;
    }

    /// <summary>Writes a duration for people: <c>1h</c>, <c>59m30s</c>, <c>0.25s</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
        {
            return "-" + Format(-duration);
        }

        var text = new StringBuilder();
        var whole = (long)Math.Floor(duration.TotalMinutes);
        if (whole >= 60)
        {
            text.Append(CultureInfo.InvariantCulture, $"{whole / 60}h");
        }

        if (whole % 60 != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{whole % 60}m");
        }

        var seconds = duration.TotalSeconds - (whole * 60);
        if (seconds != 0 || text.Length == 0)
        {
            text.Append(seconds.ToString("0.###", CultureInfo.InvariantCulture)).Append('s');
        }

        return text.ToString();
    }
}
