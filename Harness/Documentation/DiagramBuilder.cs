using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>Makes the diagram of a run: its transcript, with the sentences and demands of the scenario where they have their place.</summary>
internal sealed class DiagramBuilder
{
    private const int LongestDetails = 72;

    private static readonly string[] s_leftOut = ["req_id", "headers", "account_id", "path"];

    private readonly PassedRun _passed;
    private readonly List<DiagramStep> _steps = [];
    private readonly LineMarks _marks;
    private readonly IReadOnlyList<string> _lanes;
    private readonly Dictionary<string, int> _sockets = new(StringComparer.Ordinal);
    private TimeSpan _now;
    private TimeSpan? _clock;

    private DiagramBuilder(PassedRun passed, IReadOnlyList<TranscriptLine> lines)
    {
        _passed = passed;
        _marks = LineMarks.Of(passed.Run);
        _lanes = Lanes(passed.Run.Scenario.Given, lines);
    }

    /// <summary>The diagram of the scenario's own lines: what its beginnings brought lies before it.</summary>
    public static Diagram OfLines(PassedRun passed)
    {
        var shown = Shown(passed).Where(line => line.Entry.Number >= passed.Run.BeginningEntries).ToList();
        var builder = new DiagramBuilder(passed, shown);
        builder.Beginning(passed.Run.Scenario.Given);
        builder.All(shown, passed.Run.BeginningEntries);
        return new Diagram(passed.Run.Scenario.Title, builder._lanes, builder._steps);
    }

    /// <summary>The diagram of its beginning alone.</summary>
    public static Diagram OfBeginning(PassedRun passed, string title)
    {
        var shown = Shown(passed).Where(line => line.Entry.Number < passed.Run.BeginningEntries).ToList();
        var builder = new DiagramBuilder(passed, shown);
        foreach (var line in shown)
        {
            builder.Passed(line.Entry.At);
            builder.Entry(line);
        }

        return new Diagram(title, builder._lanes, builder._steps);
    }

    private static List<TranscriptLine> Shown(PassedRun passed)
    {
        var withKeepAlive = SnapshotText.NamesKeepAlive(passed.Run.Scenario.Lines);
        return [.. passed.Transcript.Lines.Where(line => withKeepAlive || !line.IsKeepAlive)];
    }

    private static IReadOnlyList<string> Lanes(Given given, IReadOnlyList<TranscriptLine> lines)
    {
        var seen = lines.Where(line => line.Entry.From != line.Entry.To).SelectMany(line => new[] { line.Entry.From, line.Entry.To }).ToHashSet(StringComparer.Ordinal);
        seen.UnionWith(given.Clients.Select(client => client.Name));
        seen.Add("server");
        string[] known = ["app", .. given.Clients.Select(client => client.Name), "server", .. given.FarEnds.Select(farEnd => farEnd.Name), "caller", "backend"];
        var lanes = known.Distinct(StringComparer.Ordinal).Where(seen.Contains).ToList();
        return [.. lanes, .. seen.Where(lane => lane != "network" && !lanes.Contains(lane)).Order(StringComparer.Ordinal)];
    }

    private void Beginning(Given given)
    {
        var begun = given.Clients.Where(client => client.Is is not null).Select(client => $"{client.Name} is {client.Is}").ToList();
        if (begun.Count > 0)
        {
            Note(NoteKind.Prose, "Before: " + string.Join(", ", begun));
        }
    }

    private void All(List<TranscriptLine> shown, int begin)
    {
        _now = shown.Count > 0 ? TimeBefore(begin) : TimeSpan.Zero;
        var next = begin;
        foreach (var line in shown)
        {
            for (; next <= line.Entry.Number; next++)
            {
                Marks(next);
            }

            Passed(line.Entry.At);
            Entry(line);
        }

        for (; next <= _marks.Last; next++)
        {
            Marks(next);
        }
    }

    private TimeSpan TimeBefore(int entry) => entry == 0 ? TimeSpan.Zero : _passed.Run.Transcript[entry - 1].At;

    private void Marks(int entry)
    {
        foreach (var mark in _marks.Before(entry))
        {
            if (mark.Clock is { } clock)
            {
                _clock = clock;
                Note(NoteKind.Time, $"⋯ {Durations.Format(clock)} pass" + (mark.Text.Length > 0 ? "\n" + mark.Text : ""));
            }
            else
            {
                Note(NoteKind.Prose, mark.Text);
            }
        }
    }

    private void Passed(TimeSpan at)
    {
        var gap = TimeSpan.FromMilliseconds(Math.Round((at - _now).TotalMilliseconds));
        if (gap > TimeSpan.Zero && _clock != gap)
        {
            Note(NoteKind.Time, $"⋯ {Durations.Format(gap)} later");
        }

        (_now, _clock) = (at, gap > TimeSpan.Zero ? null : _clock);
    }

    private void Entry(TranscriptLine line)
    {
        var entry = line.Entry;
        if (entry is { Name: "ws.open", Socket: { } socket })
        {
            _sockets[entry.From] = socket;
        }

        switch (entry.Kind)
        {
            case EntryKind.Fault:
                _steps.Add(new NoteStep(NoteKind.Fault, entry.To, "server", $"⚡ network {line.Name} {entry.To}{Behind(Details(line))}"));
                break;
            case EntryKind.Rule:
                _steps.Add(new NoteStep(NoteKind.Rule, LaneOf(entry.From), LaneOf(entry.From), RuleText(line)));
                break;
            case var _ when entry.From == entry.To || !_lanes.Contains(entry.From) || !_lanes.Contains(entry.To):
                Note(NoteKind.Prose, $"{entry.From} {line.Arrow} {entry.To}: {line.Name}{Behind(Details(line))}");
                break;
            default:
                _steps.Add(new ArrowStep(entry.At, entry.From, entry.To, line.Name, Details(line), _marks.DemandsOn(entry.Number))
                {
                    Injected = entry.Injected,
                    Lost = entry.ConsumedBy is not null,
                });
                break;
        }
    }

    private string RuleText(TranscriptLine line)
    {
        var rule = _marks.RuleAt(line.Entry.Number);
        var whom = rule?.For is { } client ? $" for {client}" : "";
        var often = rule switch
        {
            null or { Verb: "sets" } => "",
            { Times: 1 } => ", once",
            { Times: { } times } => string.Create(CultureInfo.InvariantCulture, $", {times} times"),
            _ => ", from here on",
        };
        return $"{line.Entry.From} {line.Name}{whom}{often}{Behind(Details(line))}";
    }

    private void Note(NoteKind kind, string text) => _steps.Add(new NoteStep(kind, _lanes[0], _lanes[^1], text));

    private string LaneOf(string party) => _lanes.Contains(party) ? party : "server";

    private static string Behind(string details) => details.Length > 0 ? "\n" + details : "";

    private string Details(TranscriptLine line)
    {
        var answersWell = line.Entry is { Kind: EntryKind.Http, From: "server", Status: >= 200 and < 300 };
        var fields = answersWell ? [] : ScrubbedFields.Of(_passed.Transcript, line.Entry);
        foreach (var name in s_leftOut)
        {
            fields.Remove(name);
        }

        if (fields["sdp"] is JsonValue sdp && sdp.TryGetValue<string>(out var text) && text.StartsWith("<sdp ", StringComparison.Ordinal))
        {
            fields["sdp"] = string.Join(' ', text.TrimEnd('>').Split(' ').Take(2)) + ">";
        }

        // The number of the socket says something where one opens, and where it is not the newest.
        var isOld = line.Entry.Socket < _sockets.GetValueOrDefault(line.Entry.From == "server" ? line.Entry.To : line.Entry.From);
        var marks = line.Marks
            .Where(mark => !mark.StartsWith("consumed", StringComparison.Ordinal) && (isOld || line.Entry.Name == "ws.open" || !mark.StartsWith("socket", StringComparison.Ordinal)))
            .Select(mark => $"({mark})");
        var details = string.Join(' ', [FieldText.Of(fields), .. marks]).Trim();
        return details.Length <= LongestDetails ? details : details[..(LongestDetails - 1)] + "…";
    }
}
