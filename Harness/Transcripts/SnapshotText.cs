using System.Text;
using Harness.Scenarios;

namespace Harness.Transcripts;

/// <summary>
/// The snapshot form of a run: columns <c>from -> to  name  k=v k=v</c>, a line <c>+0.512s</c> wherever time has passed.
/// LF only, ends with a newline.
/// </summary>
public static class SnapshotText
{
    private const int NameWidth = 20;
    private const int NarrowestLane = 8;

    /// <summary>The text. Pings and pongs are left out unless the scenario names them.</summary>
    public static string Of(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        return Of(transcript, NamesKeepAlive(transcript.Run.Scenario.Lines));
    }

    /// <summary>The text, with or without native pings and pongs.</summary>
    public static string Of(Transcript transcript, bool withKeepAlive)
    {
        ArgumentNullException.ThrowIfNull(transcript);

        // The scenario decides the width, not the run: a longer name must not move every line of a snapshot.
        var width = LaneWidth(transcript.Run.Scenario.Given);
        var text = new StringBuilder();
        var before = 0L;
        foreach (var line in transcript.Lines.Where(line => withKeepAlive || !line.IsKeepAlive))
        {
            var now = Milliseconds(line.Entry.At);
            if (now != before)
            {
                text.Append(Passed(now - before)).Append('\n');
                before = now;
            }

            text.Append(Row(line, width)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>True when a line names <c>ws.ping</c> or <c>ws.pong</c>: then they belong to what is tested.</summary>
    public static bool NamesKeepAlive(IReadOnlyList<Line> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Any(line => line switch
        {
            ExpectationLine { Name: "ws.ping" or "ws.pong" } => true,
            InjectionLine { Name: "ws.ping" or "ws.pong" } => true,
            RuleLine { Target: "ws.ping" or "ws.pong" } => true,
            BlockLine block => block.Alternatives.Any(NamesKeepAlive),
            _ => false,
        });
    }

    private static string Row(TranscriptLine line, int width)
    {
        var from = line.Entry.From.PadRight(width);
        var to = line.Entry.To.PadRight(width);
        return $"{from} {line.Arrow} {to}  {line.Name.PadRight(NameWidth)}  {line.Rest}".TrimEnd();
    }

    // Rounded on the timeline and not between neighbours, so that the lines add up to the true time.
    private static long Milliseconds(TimeSpan at) => (long)Math.Round(at.TotalMilliseconds, MidpointRounding.AwayFromZero);

    private static string Passed(long milliseconds)
    {
        var text = Durations.Format(TimeSpan.FromMilliseconds(milliseconds));
        return milliseconds < 0 ? text : "+" + text;
    }

    private static int LaneWidth(Given given) =>
        given.Clients.Select(client => client.Name).Concat(given.FarEnds.Select(farEnd => farEnd.Name))
            .Select(name => name.Length).Append(NarrowestLane).Max();
}
