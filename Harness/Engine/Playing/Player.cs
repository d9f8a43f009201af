using Harness.Engine.Matching;
using Harness.Engine.Time;
using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>
/// Plays the lines of one run: actions at quiet, expectations against the record, time from timer to timer until
/// everything awaited has come or is overdue. Judges nothing.
/// </summary>
internal sealed class Player(World world, IPace pace, Record record, OrderChooser orders)
{
    private readonly Dictionary<Line, LineOutcome> _outcomes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Moment> _labels = new(StringComparer.Ordinal);
    private readonly HashSet<int> _taken = [];
    private Names _names = new(world.Given);
    private Moment? _above = new Moment(0, TimeSpan.Zero);
    private GroupMatcher? _pending;
    private TimeSpan _began;

    /// <summary>What became of each line; a line that is missing here was never reached.</summary>
    public IReadOnlyDictionary<Line, LineOutcome> Outcomes => _outcomes;

    /// <summary>Entries that a line took.</summary>
    public IReadOnlySet<int> Taken => _taken;

    /// <summary>What is known at the end.</summary>
    public Names Names => _names;

    /// <summary>Where the lines of the file begin: what lies before belongs to the beginnings.</summary>
    public Moment Beginning { get; private set; } = new(int.MaxValue, TimeSpan.MaxValue);

    /// <summary>The record as it was when the run was given up; later entries only explain. Null for a run that came to its end.</summary>
    public Moment? GivenUp { get; private set; }

    /// <summary>The scripted line that could not be done as things stood, and why; the run was given up there.</summary>
    public (Line Line, string Why)? Impossible { get; private set; }

    /// <summary>Why the client never came to rest, or null.</summary>
    public string? Restless { get; private set; }

    /// <summary>Plays the beginnings and the lines. Returns at the end of the run or when a line is overdue.</summary>
    public void Play(IReadOnlyList<Line> beginnings, IReadOnlyList<Line> lines)
    {
        try
        {
            PlayAll(beginnings, lines);
        }
        catch (RestlessException restless)
        {
            Restless = restless.Message;
            if (GivenUp is null && _pending is { } pending && !pending.IsComplete)
            {
                Adopt(pending);
            }

            GivenUp ??= record.Here;
        }
    }

    private void PlayAll(IReadOnlyList<Line> beginnings, IReadOnlyList<Line> lines)
    {
        pace.Settle();
        _above = new Moment(0, record.Now);
        if (!PlayPart(beginnings))
        {
            return;
        }

        _above = Beginning = record.Here with { Waited = record.Now - pace.QuietSince };
        if (PlayPart(lines))
        {
            CloseWindows(lines);
            pace.Settle();
            StayOpen();
        }
    }

    /// <summary>Where lines let time pass.</summary>
    public List<ClockMove> ClockMoves { get; } = [];

    /// <summary>Where these lines have their place in the record; without those that were never reached or took nothing.</summary>
    public IReadOnlyList<LinePlace> PlacesOf(IReadOnlyList<Line> lines)
    {
        var places = new List<LinePlace>();
        foreach (var line in LineTree.Flatten(lines))
        {
            if (_outcomes.GetValueOrDefault(line) is { State: LineState.Done } outcome && (outcome.Began ?? (outcome.Entries is [var first, ..] ? first.Number : null)) is { } start)
            {
                places.Add(new LinePlace(line, start, [.. outcome.Entries.Select(static e => e.Number)]));
            }
        }

        return places;
    }

    /// <summary>The moment of a label, of a line above, or of <c>laptop connected</c>.</summary>
    public Moment? LabelOf(string name)
    {
        if (_labels.TryGetValue(name, out var moment))
        {
            return moment;
        }

        const string connected = " connected";
        if (name.EndsWith(connected, StringComparison.Ordinal)
            && record.Entries.FirstOrDefault(e => e.From == name[..^connected.Length] && e is { To: "app", Name: "connected" or "reconnected" }) is { } entry)
        {
            return new Moment(entry.Number + 1, entry.At);
        }

        return null;
    }

    private bool PlayPart(IReadOnlyList<Line> lines)
    {
        foreach (var phase in Phase.Of(lines))
        {
            var start = record.Here.Index;
            _began = pace.QuietSince;
            foreach (var line in phase.Actions)
            {
                RunLine(line);
                if (Impossible is not null)
                {
                    GivenUp = record.Here;
                    return false;
                }
            }

            if (!Await(phase.Expectations, start))
            {
                return false;
            }
        }

        return true;
    }

    private void RunLine(Line line)
    {
        if (line is ExpectationLine or NoteLine)
        {
            return;
        }

        var before = record.Here;
        var began = before.Index;
        switch (line)
        {
            case ClockLine clock:
                // What the wait for quiet took is part of the time that passes.
                ClockMoves.Add(new ClockMove(before.Index, _began, clock.Duration));
                PassTime(_began + clock.Duration - record.Now);
                before = record.Here;
                _began = before.At;
                break;
            case BlockLine race:
                Race(race);
                break;
            default:
                pace.Do(() => Apply(line));
                break;
        }

        // Whoever counts from a fault or an action counts from the moment it ran; its consequences come after it.
        Done(line, before with { Index = before.Index + (record.Here.Index > before.Index ? 1 : 0), Waited = before.At - _began }, began);
    }

    private void Apply(Line line)
    {
        try
        {
            _names = _names.With(world.Apply(line, _names));
        }
        catch (InvalidOperationException impossible)
        {
            // What the script wants to do needs something that the client has brought down: a socket, a call.
            Impossible ??= (line, impossible.Message);
        }
    }

    private void Race(BlockLine race)
    {
        pace.Do(() =>
        {
            world.Control.HoldFrames();
            foreach (var line in race.Alternatives[0])
            {
                Done(line, record.Here, record.Here.Index);
                Apply(line);
            }
        });
        pace.Do(world.Control.StopHolding);
        while (world.Control.Held is { Count: > 0 } held)
        {
            var next = held[orders.Choose(held.Select(static h => h.FromClient ? h.Peer : $"server>{h.Peer}").ToList())];
            pace.Do(() => world.Control.ReleaseNext(next.Peer, next.FromClient));
        }

        pace.Do(world.Control.OpenDoor);
    }

    private void PassTime(TimeSpan duration)
    {
        var until = record.Now + duration;
        while (pace.Step(until))
        {
            // Every timer on the way has its effect before the next one.
        }
    }

    private bool Await(IReadOnlyList<Line> expectations, int start)
    {
        if (expectations.Count == 0)
        {
            return true;
        }

        var seen = -1;
        while (true)
        {
            if (seen != record.Version)
            {
                seen = record.Version;
                var match = new GroupMatcher(record, start, _names, LabelOf);
                var above = match.Match(expectations, _above);
                if (match.IsComplete)
                {
                    match.FillOptional();
                    Adopt(match);
                    _above = above;
                    return true;
                }

                _pending = match;
            }

            var deadline = Deadline(_pending!);
            if (!pace.Step(deadline) && seen == record.Version)
            {
                GiveUp(_pending!, deadline, expectations, start);
                return false;
            }
        }
    }

    private TimeSpan Deadline(GroupMatcher match) =>
        (LineOutcome.FirstDeadline(match.Outcomes, pace.Patience) ?? (_above?.At ?? record.Now) + pace.Patience) + pace.Slack.Late;

    private void Adopt(GroupMatcher match)
    {
        foreach (var outcome in match.Outcomes)
        {
            _outcomes[outcome.Line] = outcome;
            if (outcome is { Line.Label: { } label, Satisfied: { } moment })
            {
                _labels[label] = moment;
            }
        }

        _names = match.Names;
        _taken.UnionWith(match.Taken);
    }

    private void GiveUp(GroupMatcher match, TimeSpan deadline, IReadOnlyList<Line> expectations, int start)
    {
        Adopt(match);
        var overdue = match.Outcomes.Where(o => o.State == LineState.Pending && o.Deadline(pace.Patience) is { } at && at <= deadline).ToList();
        foreach (var outcome in overdue.Count > 0 ? overdue : match.Outcomes.Where(static o => o.State == LineState.Pending).Take(1))
        {
            _outcomes[outcome.Line] = outcome with { State = LineState.Missing };
        }

        GivenUp = record.Here;
        // See whether it still comes, only to be able to say how late it was.
        var limit = record.Now + pace.LateSearch;
        while (pace.Step(limit))
        {
            var late = new GroupMatcher(record, start, _names, LabelOf);
            late.Match(expectations, _above);
            if (late.IsComplete)
            {
                return;
            }
        }
    }

    private void CloseWindows(IReadOnlyList<Line> lines)
    {
        var open = NeverWindows.Of(lines, this)
            .Where(static w => w.Line.Never!.For is not null)
            .Select(static w => w.Opens.At + w.Line.Never!.For!.Value)
            .DefaultIfEmpty(record.Now)
            .Max();
        if (open > record.Now)
        {
            PassTime(open - record.Now);
        }
    }

    /// <summary>Where quiet is only a guess, what is still on its way gets time to arrive (rule 7).</summary>
    private void StayOpen()
    {
        if (pace.Closing > TimeSpan.Zero)
        {
            PassTime(pace.Closing);
        }
    }

    private void Done(Line line, Moment moment, int began)
    {
        _outcomes[line] = new LineOutcome(line, LineState.Done) { Satisfied = moment, Began = began, Names = _names };
        _above = moment;
        if (line.Label is { } label)
        {
            _labels[label] = moment;
        }
    }
}
