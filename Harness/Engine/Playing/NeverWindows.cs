using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>A <c>never</c> line with the part of the record that it watches.</summary>
/// <param name="Line">The line.</param>
/// <param name="Opens">Right after what satisfied the line above it.</param>
/// <param name="Closes">First entry after it; null when it is open to the end.</param>
internal sealed record OpenWindow(ExpectationLine Line, Moment Opens, Moment? Closes)
{
    /// <summary>True when the entry at this point of the record lies in the window.</summary>
    /// <param name="index">Number of the entry.</param>
    /// <param name="at">Its time.</param>
    /// <param name="early">So much before its time the window closes where times are inexact.</param>
    public bool Contains(int index, TimeSpan at, TimeSpan early) =>
        index >= Opens.Index
        && (Line.Never!.For is { } length ? at + early <= Opens.At - Opens.Waited + length : Closes is not { } closes || index < closes.Index);
}

/// <summary>Finds the windows that a run opened.</summary>
internal static class NeverWindows
{
    /// <summary>Every <c>never</c> line whose window was opened.</summary>
    public static IEnumerable<OpenWindow> Of(IReadOnlyList<Line> lines, Player player) =>
        Walk(lines, player.Beginning, player).Windows;

    private static (List<OpenWindow> Windows, Moment? Above) Walk(IReadOnlyList<Line> lines, Moment? above, Player player)
    {
        var windows = new List<OpenWindow>();
        foreach (var line in lines)
        {
            switch (line)
            {
                case ExpectationLine { Never: { } never } expectation:
                    if (above is { } opens)
                    {
                        windows.Add(new OpenWindow(expectation, opens, never.Until is { } until ? player.LabelOf(until) : null));
                    }

                    break;
                case NoteLine:
                    break;
                default:
                    above = After(line, above, player, windows);
                    break;
            }
        }

        return (windows, above);
    }

    private static Moment? After(Line line, Moment? above, Player player, List<OpenWindow> windows)
    {
        var outcome = player.Outcomes.GetValueOrDefault(line);
        if (line is BlockLine block)
        {
            foreach (var lines in block.Alternatives.Where(a => a.Any(l => player.Outcomes.GetValueOrDefault(l)?.State is LineState.Done or LineState.Missing)))
            {
                windows.AddRange(Walk(lines, above, player).Windows);
            }
        }

        return outcome?.State switch
        {
            LineState.Done => outcome.Satisfied ?? above,
            LineState.Omitted or LineState.NotTaken => above,
            _ => null,
        };
    }
}
