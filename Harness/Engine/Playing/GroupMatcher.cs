using Harness.Engine.Matching;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>
/// Matches the expectations between two actions against the record. It starts anew each time it is asked and walks the
/// lines in the order of the file, so that the same record always gives the same match; since the record only grows,
/// a match that was found stays.
/// </summary>
internal sealed class GroupMatcher
{
    private readonly Record _record;
    private readonly int _start;
    private readonly Func<string, Moment?> _label;
    private readonly Dictionary<(string From, string To), int> _cursors;
    private readonly HashSet<(string From, string To)> _blocked;
    private readonly HashSet<int> _taken;
    private readonly Dictionary<string, Moment> _labels;
    private readonly List<LineOutcome> _outcomes = [];

    /// <param name="record">What happened.</param>
    /// <param name="start">Entries before are too early.</param>
    /// <param name="names">What is known before the group.</param>
    /// <param name="label">Moments of labels above the group.</param>
    public GroupMatcher(Record record, int start, Names names, Func<string, Moment?> label)
        : this(record, start, names, label, [], [], [], new(StringComparer.Ordinal))
    {
    }

    private GroupMatcher(
        Record record,
        int start,
        Names names,
        Func<string, Moment?> label,
        Dictionary<(string From, string To), int> cursors,
        HashSet<(string From, string To)> blocked,
        HashSet<int> taken,
        Dictionary<string, Moment> labels)
    {
        _record = record;
        _start = start;
        Names = names;
        _label = label;
        _cursors = cursors;
        _blocked = blocked;
        _taken = taken;
        _labels = labels;
    }

    /// <summary>What is known after the group.</summary>
    public Names Names { get; private set; }

    /// <summary>What became of each line, blocks and their children included, in the order of the file.</summary>
    public IReadOnlyList<LineOutcome> Outcomes => _outcomes;

    /// <summary>Entries that lines took.</summary>
    public IReadOnlySet<int> Taken => _taken;

    /// <summary>True when every line that must be satisfied is.</summary>
    public bool IsComplete => _outcomes.TrueForAll(static o => o.State is not LineState.Pending);

    /// <summary>Walks the lines. <paramref name="above"/>: when the line above them was satisfied.</summary>
    public Moment? Match(IReadOnlyList<Line> lines, Moment? above)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            switch (line)
            {
                case ExpectationLine { Never: null } expectation:
                    above = Single(expectation, lines.Skip(i + 1), above, _start);
                    break;
                case BlockLine block:
                    above = Block(block, above);
                    break;
                default:
                    // Notes and never windows take nothing and hold nothing up; windows are judged on the whole record.
                    break;
            }
        }

        return above;
    }

    /// <summary>Gives optional lines without an entry what nobody else has taken.</summary>
    public void FillOptional()
    {
        for (var i = 0; i < _outcomes.Count; i++)
        {
            var outcome = _outcomes[i];
            if (outcome is { State: LineState.Omitted, Line: ExpectationLine line }
                && Find(line, outcome.From, 1) is { Count: 1 } found)
            {
                Take(found);
                _outcomes[i] = outcome with { State = LineState.Done, Entries = found.Select(static f => f.Entry).ToList(), Satisfied = After(found) };
            }
        }
    }

    private Moment? Block(BlockLine block, Moment? above)
    {
        var at = _outcomes.Count;
        _outcomes.Add(new LineOutcome(block, LineState.Pending));
        var (done, state) = block.Kind switch
        {
            BlockKind.AnyOrder => AnyOrder(block.Alternatives[0], above),
            BlockKind.InOrder => InOrder(block.Alternatives[0], above),
            BlockKind.OneOf => OneOf(block, above),
            _ => (above, LineState.Done),
        };
        _outcomes[at] = new LineOutcome(block, state)
        {
            Anchor = AnchorOf(block.Timing, above),
            Satisfied = state == LineState.Done ? done : null,
            From = _start,
        };
        Remember(block, state == LineState.Done ? done : null);
        return state == LineState.Done ? done : null;
    }

    private Moment? Single(ExpectationLine line, IEnumerable<Line> later, Moment? above, int from)
    {
        var lane = (line.From, line.To);
        var start = Math.Max(from, _cursors.GetValueOrDefault(lane, _start));
        var anchor = AnchorOf(line.Timing, above);
        var blank = new LineOutcome(line, LineState.Pending) { Anchor = anchor, From = start, Names = Names };
        if (line.Optional)
        {
            return Optional(line, later, above, blank);
        }

        if (_blocked.Contains(lane))
        {
            _outcomes.Add(blank with { Anchor = null });
            return null;
        }

        var found = Find(line, start, line.Times);
        if (found.Count < line.Times)
        {
            _blocked.Add(lane);
            _outcomes.Add(blank with { Unknown = UnknownIn(line, start) });
            return null;
        }

        return Settle(line, found, blank);
    }

    private Moment? Optional(ExpectationLine line, IEnumerable<Line> later, Moment? above, LineOutcome blank)
    {
        var found = _blocked.Contains((line.From, line.To)) ? [] : Find(line, blank.From, line.Times);
        var needed = found.Count > 0 && Required(later).Any(l =>
            found.Exists(f => EntryMatch.IsCandidate(l, f.Entry, _record) && EntryMatch.Compare(l, f.Entry, Names, _record).IsMet));
        if (found.Count == 0 || needed)
        {
            _outcomes.Add(blank with { State = LineState.Omitted });
            return above;
        }

        return Settle(line, found, blank);
    }

    private Moment Settle(ExpectationLine line, List<Found> found, LineOutcome blank)
    {
        Take(found);
        _cursors[(line.From, line.To)] = found[^1].Entry.Number + 1;
        var after = After(found);
        _outcomes.Add(blank with { State = LineState.Done, Entries = found.Select(static f => f.Entry).ToList(), Satisfied = after });
        Remember(line, after);
        return after;
    }

    private (Moment? Done, LineState State) AnyOrder(IReadOnlyList<Line> lines, Moment? above)
    {
        var slots = lines.OfType<ExpectationLine>().Where(static l => l.Never is null).ToList();
        var lanes = slots.Select(static s => (s.From, s.To)).Distinct().ToList();
        var open = lanes.Where(l => !_blocked.Contains(l)).ToHashSet();
        var starts = lanes.ToDictionary(static l => l, l => _cursors.GetValueOrDefault(l, _start));
        Moment? latest = above;
        var missing = false;
        // Lines that must be satisfied choose first, so that an optional one never takes what they need.
        foreach (var line in slots.OrderBy(static s => s.Optional))
        {
            var lane = (line.From, line.To);
            var blank = new LineOutcome(line, LineState.Pending) { Anchor = AnchorOf(line.Timing, above), From = starts[lane], Names = Names };
            var found = open.Contains(lane) ? Find(line, starts[lane], line.Times) : [];
            if (found.Count == line.Times)
            {
                Take(found);
                var after = After(found);
                _cursors[lane] = Math.Max(_cursors.GetValueOrDefault(lane, _start), found[^1].Entry.Number + 1);
                latest = latest is { } l && l.Index > after.Index ? l : after;
                _outcomes.Add(blank with { State = LineState.Done, Entries = found.Select(static f => f.Entry).ToList(), Satisfied = after });
                Remember(line, after);
            }
            else
            {
                missing |= !line.Optional;
                _outcomes.Add(blank with { State = line.Optional ? LineState.Omitted : LineState.Pending, Unknown = UnknownIn(line, starts[lane]) });
            }
        }

        if (missing)
        {
            _blocked.UnionWith(lanes);
        }

        return (latest, missing ? LineState.Pending : LineState.Done);
    }

    private (Moment? Done, LineState State) InOrder(IReadOnlyList<Line> lines, Moment? above)
    {
        var from = _start;
        var missing = false;
        foreach (var line in lines.OfType<ExpectationLine>().Where(static l => l.Never is null))
        {
            if (missing)
            {
                _blocked.Add((line.From, line.To));
            }

            above = Single(line, [], above, from);
            var outcome = _outcomes[^1];
            missing |= outcome.State == LineState.Pending;
            from = Math.Max(from, outcome.Satisfied?.Index ?? from);
        }

        return (above, missing ? LineState.Pending : LineState.Done);
    }

    private (Moment? Done, LineState State) OneOf(BlockLine block, Moment? above)
    {
        var tries = block.Alternatives.Select(lines =>
        {
            var copy = new GroupMatcher(
                _record, _start, Names, _label, new(_cursors), [.. _blocked], [.. _taken], new(_labels, StringComparer.Ordinal));
            return (Lines: lines, Walk: copy, Done: copy.Match(lines, above));
        }).ToList();
        var won = tries.Where(static t => t.Walk.IsComplete && t.Done is not null).OrderBy(static t => t.Done!.Value.Index).FirstOrDefault();
        if (won.Walk is null)
        {
            foreach (var line in block.Alternatives.SelectMany(static l => l).OfType<ExpectationLine>())
            {
                _blocked.Add((line.From, line.To));
            }

            _outcomes.AddRange(tries.SelectMany(static t => t.Walk.Outcomes).Select(static o => o.State == LineState.Done ? o : o with { State = LineState.NotTaken }));
            return (null, LineState.Pending);
        }

        foreach (var attempt in tries)
        {
            _outcomes.AddRange(attempt.Walk == won.Walk
                ? attempt.Walk.Outcomes
                : attempt.Lines.Select(static l => new LineOutcome(l, LineState.NotTaken)));
        }

        Names = won.Walk.Names;
        _taken.UnionWith(won.Walk._taken);
        foreach (var (lane, cursor) in won.Walk._cursors)
        {
            _cursors[lane] = cursor;
        }

        foreach (var (label, moment) in won.Walk._labels)
        {
            _labels[label] = moment;
        }

        return (won.Done, LineState.Done);
    }

    private List<Found> Find(ExpectationLine line, int start, int times)
    {
        var found = new List<Found>();
        for (var i = start; i < _record.Entries.Count && found.Count < times; i++)
        {
            var entry = _record.Entries[i];
            if (_taken.Contains(i) || !EntryMatch.IsCandidate(line, entry, _record))
            {
                continue;
            }

            var fit = EntryMatch.Compare(line, entry, Names, _record);
            if (fit.IsMet)
            {
                found.Add(new Found(entry, fit));
            }
        }

        return found;
    }

    private string? UnknownIn(ExpectationLine line, int start) =>
        _record.Entries.Skip(start)
            .Where(e => EntryMatch.IsCandidate(line, e, _record))
            .Select(e => EntryMatch.Compare(line, e, Names, _record).Unknown)
            .FirstOrDefault(static u => u is not null);

    private void Take(List<Found> found)
    {
        foreach (var (entry, fit) in found)
        {
            _taken.Add(entry.Number);
            Names = Names.With(fit.Captures);
        }
    }

    private static Moment After(List<Found> found) => new(found[^1].Entry.Number + 1, found[^1].Entry.At);

    private void Remember(Line line, Moment? moment)
    {
        if (line.Label is { } label && moment is { } known)
        {
            _labels[label] = known;
        }
    }

    private TimeSpan? AnchorOf(Timing? timing, Moment? above) => timing?.Since is { } since
        ? (_labels.TryGetValue(since, out var own) ? own : _label(since))?.At
        : above?.At;

    private static IEnumerable<ExpectationLine> Required(IEnumerable<Line> lines) =>
        lines.SelectMany(static l => l is BlockLine { Kind: BlockKind.AnyOrder or BlockKind.InOrder } block ? block.Alternatives[0] : [l])
            .OfType<ExpectationLine>()
            .Where(static l => l.Never is null && !l.Optional);

    private sealed record Found(TranscriptEntry Entry, Fit Fit);
}
