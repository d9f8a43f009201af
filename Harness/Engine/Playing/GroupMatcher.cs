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
    private int _floor;
    private TimeSpan? _blockDue;

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
        _start = _floor = start;
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
    public Moment? Match(IReadOnlyList<Line> lines, Moment? above) => Walk(lines, above, []);

    private Moment? Walk(IReadOnlyList<Line> lines, Moment? above, IReadOnlyList<Line> after)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            above = One(lines[i], above, [.. lines.Skip(i + 1), .. after]);
        }

        return above;
    }

    private Moment? One(Line line, Moment? above, IReadOnlyList<Line> later) => line switch
    {
        ExpectationLine { Never: null } expectation => Single(expectation, later, above),
        BlockLine block => Block(block, later, above),
        // Notes and never windows take nothing and hold nothing up; windows are judged on the whole record.
        _ => above,
    };

    /// <summary>Gives optional lines without an entry what nobody else has taken.</summary>
    public void FillOptional()
    {
        for (var i = 0; i < _outcomes.Count; i++)
        {
            var outcome = _outcomes[i];
            if (outcome is { State: LineState.Omitted, Line: ExpectationLine line }
                && Find(line, outcome.From, line.Times) is { Count: > 0 } found)
            {
                Take(found);
                _outcomes[i] = outcome with { State = LineState.Done, Entries = found.Select(static f => f.Entry).ToList(), Satisfied = After(found) };
            }
        }
    }

    private Moment? Block(BlockLine block, IReadOnlyList<Line> later, Moment? above)
    {
        var at = _outcomes.Count;
        var blank = new LineOutcome(block, LineState.Pending) { Since = AnchorOf(block.Timing, above), From = _floor, BlockDue = _blockDue };
        var outer = (Floor: _floor, Due: _blockDue);
        _blockDue = block.Timing is { } timing && blank.Anchor is { } anchor ? anchor + timing.Latest : _blockDue;
        _outcomes.Add(blank);
        var (done, state, alternatives) = block.Kind switch
        {
            BlockKind.AnyOrder => AnyOrder(block.Alternatives[0], later, above),
            BlockKind.InOrder => InOrder(block.Alternatives[0], later, above),
            BlockKind.OneOf => OneOf(block, later, above),
            _ => new Walked(above, LineState.Done),
        };
        (_floor, _blockDue) = outer;
        done = state == LineState.Done ? done : null;
        _outcomes[at] = blank with { State = state, Satisfied = done, Alternatives = alternatives };
        Remember(block, done);
        return done;
    }

    private Moment? Single(ExpectationLine line, IReadOnlyList<Line> later, Moment? above)
    {
        var lane = LaneOf(line);
        var blank = Blank(line, above, StartOf(lane));
        if (line.Optional)
        {
            return Optional(line, later, blank) ?? above;
        }

        if (_blocked.Contains(lane))
        {
            _outcomes.Add(blank with { Since = null });
            return null;
        }

        var found = Find(line, blank.From, line.Times);
        if (found.Count < line.Times)
        {
            _blocked.Add(lane);
            _outcomes.Add(blank with { Unknown = UnknownIn(line, blank.From) });
            return null;
        }

        return Settle(line, found, blank);
    }

    /// <summary>
    /// An optional line takes only what comes before the first entry that a later line needs: so it gives way, and what
    /// comes after the later line's entry cannot take that match back.
    /// </summary>
    private Moment? Optional(ExpectationLine line, IReadOnlyList<Line> later, LineOutcome blank)
    {
        var found = _blocked.Contains(LaneOf(line)) ? [] : Find(line, blank.From, line.Times, FirstNeeded(LaneOf(line), blank.From, later));
        if (found.Count == 0)
        {
            _outcomes.Add(blank with { State = LineState.Omitted });
            return null;
        }

        return Settle(line, found, blank);
    }

    private int FirstNeeded((string From, string To) lane, int start, IReadOnlyList<Line> later)
    {
        var needs = Required(later).Where(l => LaneOf(l) == lane).ToList();
        for (var i = start; needs.Count > 0 && i < _record.Entries.Count; i++)
        {
            if (!_taken.Contains(i) && needs.Exists(l => FitOf(l, _record.Entries[i], Names) is { IsMet: true }))
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private Moment Settle(ExpectationLine line, List<Found> found, LineOutcome blank)
    {
        Take(found);
        _cursors[LaneOf(line)] = Math.Max(_cursors.GetValueOrDefault(LaneOf(line)), found[^1].Entry.Number + 1);
        var after = After(found);
        _outcomes.Add(blank with { State = LineState.Done, Entries = found.Select(static f => f.Entry).ToList(), Satisfied = after });
        Remember(line, after);
        return after;
    }

    private Walked AnyOrder(IReadOnlyList<Line> lines, IReadOnlyList<Line> later, Moment? above)
    {
        var blanks = lines.OfType<ExpectationLine>().Where(static l => l.Never is null)
            .Select(l => Blank(l, above, StartOf(LaneOf(l)))).ToList();
        var starts = new Dictionary<(string, string), int>(_cursors);
        var assigned = FreeOrder.Assign(
            blanks.Select(static b => (ExpectationLine)b.Line).Where(l => !l.Optional && !_blocked.Contains(LaneOf(l))).ToList(),
            _record.Entries.Skip(_floor).Where(e => !_taken.Contains(e.Number)),
            (line, entry, names) => entry.Number >= StartOf(LaneOf(line)) ? FitOf(line, entry, names) : null,
            Names);
        foreach (var found in assigned.Values)
        {
            Take(found);
        }

        var walked = new Walked(above, LineState.Done);
        // Lines that must be satisfied chose first, so that an optional one never takes what they need.
        foreach (var blank in blanks.OrderBy(static b => ((ExpectationLine)b.Line).Optional))
        {
            walked = walked.And(Slot(blank, assigned, later));
        }

        foreach (var found in assigned.Where(static a => a.Value.Count < a.Key.Times).SelectMany(static a => a.Value))
        {
            _taken.Remove(found.Entry.Number);
        }

        foreach (var block in lines.OfType<BlockLine>())
        {
            var moved = new Dictionary<(string, string), int>(_cursors);
            Reset(starts);
            walked = walked.And(Block(block, later, above));
            Advance(moved);
        }

        if (walked.State == LineState.Pending)
        {
            _blocked.UnionWith(LinesIn(lines).Select(LaneOf));
        }

        return walked;
    }

    private Moment? Slot(LineOutcome blank, IReadOnlyDictionary<ExpectationLine, List<Found>> assigned, IReadOnlyList<Line> later)
    {
        var line = (ExpectationLine)blank.Line;
        if (line.Optional)
        {
            return Optional(line, later, blank) ?? Moment.Nothing;
        }

        if (assigned.GetValueOrDefault(line) is { } found && found.Count == line.Times)
        {
            return Settle(line, found, blank);
        }

        _outcomes.Add(blank with { Unknown = UnknownIn(line, blank.From) });
        return null;
    }

    private Walked InOrder(IReadOnlyList<Line> lines, IReadOnlyList<Line> later, Moment? above)
    {
        var missing = false;
        for (var i = 0; i < lines.Count; i++)
        {
            if (missing)
            {
                _blocked.UnionWith(LinesIn([lines[i]]).Select(LaneOf));
            }

            var at = _outcomes.Count;
            above = One(lines[i], above, [.. lines.Skip(i + 1), .. later]);
            if (at < _outcomes.Count)
            {
                missing |= _outcomes[at].State == LineState.Pending;
                _floor = Math.Max(_floor, _outcomes[at].Satisfied?.Index ?? _floor);
            }
        }

        return new Walked(above, missing ? LineState.Pending : LineState.Done);
    }

    private Walked OneOf(BlockLine block, IReadOnlyList<Line> later, Moment? above)
    {
        var tries = block.Alternatives.Select(lines =>
        {
            var copy = new GroupMatcher(
                _record, _start, Names, _label, new(_cursors), [.. _blocked], [.. _taken], new(_labels, StringComparer.Ordinal))
            {
                _floor = _floor,
                _blockDue = _blockDue,
            };
            return (Lines: lines, Walk: copy, Done: copy.Walk(lines, above, later));
        }).ToList();
        var won = tries.Where(static t => t.Walk.IsComplete && t.Done is not null).OrderBy(static t => t.Done!.Value.Index).FirstOrDefault();
        if (won.Walk is null)
        {
            _blocked.UnionWith(LinesIn([block]).Select(LaneOf));
            _outcomes.AddRange(tries.SelectMany(static t => t.Walk.Outcomes).Select(static o => o with { State = LineState.NotTaken, Satisfied = null }));
            return new Walked(null, LineState.Pending) { Alternatives = tries.Select(static t => t.Walk.Outcomes).ToList() };
        }

        foreach (var attempt in tries)
        {
            _outcomes.AddRange(attempt.Walk == won.Walk
                ? attempt.Walk.Outcomes
                : LineTree.Flatten(attempt.Lines).Select(static l => new LineOutcome(l, LineState.NotTaken)));
        }

        Names = won.Walk.Names;
        _taken.UnionWith(won.Walk._taken);
        Advance(won.Walk._cursors);
        foreach (var (label, moment) in won.Walk._labels)
        {
            _labels[label] = moment;
        }

        return new Walked(won.Done, LineState.Done);
    }

    private LineOutcome Blank(ExpectationLine line, Moment? above, int from) =>
        new(line, LineState.Pending) { Since = AnchorOf(line.Timing, above), From = from, Names = Names, BlockDue = _blockDue };

    private int StartOf((string From, string To) lane) => Math.Max(_floor, _cursors.GetValueOrDefault(lane));

    private void Reset(Dictionary<(string From, string To), int> cursors)
    {
        _cursors.Clear();
        Advance(cursors);
    }

    private void Advance(Dictionary<(string From, string To), int> cursors)
    {
        foreach (var (lane, cursor) in cursors)
        {
            _cursors[lane] = Math.Max(cursor, _cursors.GetValueOrDefault(lane));
        }
    }

    private List<Found> Find(ExpectationLine line, int start, int times, int end = int.MaxValue)
    {
        var found = new List<Found>();
        for (var i = start; i < _record.Entries.Count && i < end && found.Count < times; i++)
        {
            if (!_taken.Contains(i) && FitOf(line, _record.Entries[i], Names) is { IsMet: true } fit)
            {
                found.Add(new Found(_record.Entries[i], fit));
            }
        }

        return found;
    }

    private Fit? FitOf(ExpectationLine line, TranscriptEntry entry, Names names) =>
        EntryMatch.IsCandidate(line, entry, _record) ? EntryMatch.Compare(line, entry, names, _record) : null;

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

    private Moment? AnchorOf(Timing? timing, Moment? above) => timing?.Since is { } since
        ? _labels.TryGetValue(since, out var own) ? own : _label(since)
        : above;

    private static (string From, string To) LaneOf(ExpectationLine line) => (line.From, line.To);

    private static IEnumerable<ExpectationLine> LinesIn(IReadOnlyList<Line> lines) =>
        LineTree.Flatten(lines).OfType<ExpectationLine>().Where(static l => l.Never is null);

    // What only one of several alternatives needs is needed too: an optional line gets it back when nobody took it.
    private static IEnumerable<ExpectationLine> Required(IReadOnlyList<Line> lines) => LinesIn(lines).Where(static l => !l.Optional);

    /// <summary>How far a block has come.</summary>
    private sealed record Walked(Moment? Done, LineState State)
    {
        /// <summary>The lines of each alternative, when none has been taken.</summary>
        public IReadOnlyList<IReadOnlyList<LineOutcome>> Alternatives { get; init; } = [];

        public void Deconstruct(out Moment? done, out LineState state, out IReadOnlyList<IReadOnlyList<LineOutcome>> alternatives) =>
            (done, state, alternatives) = (Done, State, Alternatives);

        /// <summary>With one more line, which need not come after the others.</summary>
        public Walked And(Moment? line) => line is not { } moment
            ? this with { State = LineState.Pending }
            : moment == Moment.Nothing || (Done is { } latest && latest.Index >= moment.Index) ? this : this with { Done = moment };
    }
}
