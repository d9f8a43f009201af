using Harness.Engine;
using Harness.Scenarios;

namespace Harness.Documentation;

/// <summary>A sentence that has its place before an entry.</summary>
/// <param name="Text">The sentence; may be empty for a move of the clock.</param>
/// <param name="Clock">How far the clock is moved there; null where it is not.</param>
internal sealed record Mark(string Text, TimeSpan? Clock);

/// <summary>What the lines of a scenario say about a run: sentences between its entries, and demands on entries.</summary>
internal sealed class LineMarks
{
    private readonly SortedDictionary<int, List<Mark>> _before = [];
    private readonly Dictionary<int, List<string>> _demands = [];
    private readonly Dictionary<int, RuleLine> _rules = [];

    private LineMarks()
    {
    }

    /// <summary>Number of the last entry that has a mark before it.</summary>
    public int Last => _before.Count > 0 ? _before.Keys.Max() : -1;

    /// <summary>Those of a run.</summary>
    public static LineMarks Of(RunResult run)
    {
        var marks = new LineMarks();
        var places = run.Places.ToDictionary<LinePlace, Line>(place => place.Line, ReferenceEqualityComparer.Instance);
        var lines = LineTree.Flatten(run.Scenario.Lines).ToList();

        // From below: a line without a place of its own stands before the next one that has one.
        var below = run.Transcript.Count;
        var above = run.BeginningEntries;
        var starts = new int[lines.Count];
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            below = places.TryGetValue(lines[i], out var place) ? place.Start : below;
            starts[i] = below;
        }

        for (var i = 0; i < lines.Count; i++)
        {
            // A window opens right behind the line above it (rule 5).
            marks.Add(lines[i], lines[i] is ExpectationLine { Never: not null } ? above : starts[i], places.GetValueOrDefault(lines[i]));
            above = places.TryGetValue(lines[i], out var place) ? EndOf(place) : above;
        }

        return marks;
    }

    /// <summary>The marks before an entry, in the order of the file.</summary>
    public IReadOnlyList<Mark> Before(int entry) => _before.GetValueOrDefault(entry) ?? [];

    /// <summary>What is demanded of an entry; empty when nothing is.</summary>
    public string DemandsOn(int entry) => _demands.TryGetValue(entry, out var demands) ? string.Join(" · ", demands) : "";

    /// <summary>The rule that was set with an entry, or null.</summary>
    public RuleLine? RuleAt(int entry) => _rules.GetValueOrDefault(entry);

    private void Add(Line line, int start, LinePlace? place)
    {
        var text = line is ExpectationLine { Never: { } never } forbidden ? Forbidden(forbidden, never) : line.Note?.Trim() ?? "";
        if (line is ClockLine clock)
        {
            Put(start, new Mark(text, clock.Duration));
        }
        else if (text.Length > 0)
        {
            Put(start, new Mark(text, null));
        }

        if (line is RuleLine rule)
        {
            _rules[start] = rule;
        }

        if (place is { Entries: [.., var last] } && line is ExpectationLine { Never: null } expected && Demands(expected) is { Length: > 0 } demands)
        {
            (_demands.TryGetValue(last, out var list) ? list : _demands[last] = []).Add(demands);
        }
    }

    private static int EndOf(LinePlace place) => place switch
    {
        { Entries: [.., var last] } => last + 1,
        { Line: ClockLine or BlockLine } => place.Start,
        _ => place.Start + 1,
    };

    private void Put(int entry, Mark mark) => (_before.TryGetValue(entry, out var list) ? list : _before[entry] = []).Add(mark);

    private static string Forbidden(ExpectationLine line, NeverWindow never)
    {
        var window = never switch
        {
            { For: { } time } => $"for {Durations.Format(time)}",
            { Until: { } label } => $"until '{label}'",
            _ => "to the end",
        };
        var checks = line.Checks.Count > 0 ? $" ({string.Join(", ", line.Checks)})" : "";
        var note = line.Note is { } text ? "\n" + text.Trim() : "";
        return $"✗ never {window}: {line.From} → {line.To} {line.Name}{checks}{note}";
    }

    private static string Demands(ExpectationLine line)
    {
        var time = line.Timing switch
        {
            null => "",
            { Earliest: { } earliest } timing => $"at {Durations.Format(earliest)}..{Durations.Format(timing.Latest)}{Since(timing)}",
            var timing => $"within {Durations.Format(timing.Latest)}{Since(timing)}",
        };
        var checks = line.Checks.Count > 0 ? "✓ " + string.Join(", ", line.Checks) : "";
        return string.Join(' ', new[] { checks, time }.Where(part => part.Length > 0));
    }

    private static string Since(Timing timing) => timing.Since is { } label ? $" since {label}" : "";
}
