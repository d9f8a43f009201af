using Harness.Engine.Time;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>Judges a finished run: each line, each window, each frame of a client.</summary>
internal sealed class Judge(
    Scenario scenario, IReadOnlyList<Line> beginnings, Player player, Record record, Slack slack, Func<string, Requirement?> requirement)
{
    /// <summary>The label of the check that a client comes to rest.</summary>
    public const string Restless = "restless";

    private const string Unexpected = "unexpected";
    private const string BadFrame = "frame";

    private readonly FailureText _text = new(record, player.Taken, slack);
    private readonly CheckLabels _labels = new(beginnings.Concat(scenario.Lines));
    private readonly HashSet<Line> _spokenFor = new(LineTree.Flatten(scenario.Lines).SelectMany(Silent), ReferenceEqualityComparer.Instance);
    private readonly int _end = player.GivenUp?.Index ?? record.Entries.Count;

    /// <summary>All checks, in the order of the file; then what no line asks for.</summary>
    public IReadOnlyList<CheckResult> Checks() => [.. All().Select(Excused)];

    /// <summary>What a client did wrong while the harness was late may be the harness's doing; only a bad frame never is.</summary>
    private CheckResult Excused(CheckResult check)
    {
        if (slack.Lateness == TimeSpan.Zero || check is not { Failure: { } failure, Verdict: Verdict.Fail or Verdict.Warn } || check is { Label: BadFrame, At: null })
        {
            return check;
        }

        var isTime = check.Grade is TimingGrade.TooEarly or TimingGrade.VeryLate;
        return failure.MissedBy <= slack.Lateness || (slack.IsLate && !isTime)
            ? check with { Verdict = Verdict.Inconclusive, Failure = _text.Excused(failure) }
            : check;
    }

    private List<CheckResult> All()
    {
        var checks = new List<CheckResult>();
        foreach (var line in beginnings)
        {
            checks.AddRange(OfLine(line).Where(static c => c.Failure is not null));
        }

        var windows = NeverWindows.Of(scenario.Lines, player).ToDictionary<OpenWindow, Line>(static w => w.Line, ReferenceEqualityComparer.Instance);
        foreach (var line in LineTree.Flatten(scenario.Lines))
        {
            checks.AddRange(line is ExpectationLine { Never: not null } never ? OfWindow(never, windows) : OfLine(line));
        }

        if (player.Impossible is var (impossible, reason))
        {
            checks.Add(new CheckResult(null, impossible.Label ?? impossible.Text, Verdict.Fail, impossible.At, _text.Impossible(impossible, reason)));
        }

        if (player.Restless is { } why)
        {
            checks.Add(new CheckResult(null, Restless, Verdict.Fail, null, _text.Restless(why)));
        }

        // A frame that broke a window is blamed already.
        var blamed = checks.Select(static c => c.Failure?.EntryNumber).OfType<int>().ToHashSet();
        checks.AddRange(Strangers().Where(c => c.Label != Unexpected || !blamed.Contains(c.Failure!.EntryNumber!.Value)));
        return checks;
    }

    private IEnumerable<CheckResult> OfLine(Line line)
    {
        if (_spokenFor.Contains(line))
        {
            return [];
        }

        var outcome = player.Outcomes.GetValueOrDefault(line);
        var failure = FailureOf(line, outcome) ?? Silent(line).Select(l => FailureOf(l, player.Outcomes.GetValueOrDefault(l))).FirstOrDefault(static f => f is not null);
        var grade = GradeOf(line, outcome);
        if (failure is not null)
        {
            // What was given up and came after all is as late as it is.
            grade ??= failure.MissedBy is null ? null : TimingGrade.VeryLate;
            return (outcome?.State is LineState.Missing ? Missing(line, failure) : Failed([line], failure)).Select(c => c with { Grade = grade });
        }

        return outcome?.State switch
        {
            LineState.Done => line.Checks.Select(id => new CheckResult(id, _labels.Of(line, id), Verdict.Pass, line.At, null) { Grade = grade, Entry = outcome.Entries.Count > 0 ? outcome.Entries[^1].Number : null }),
            LineState.Omitted or LineState.NotTaken => [],
            _ => line.Checks.Select(id => new CheckResult(id, _labels.Of(line, id), Verdict.Skip, line.At, null)),
        };
    }

    private Failure? FailureOf(Line line, LineOutcome? outcome) => outcome?.State switch
    {
        LineState.Missing => _text.Missing(line, outcome, player.GivenUp!.Value),
        LineState.Done => WrongTime(line, outcome),
        _ => null,
    };

    /// <summary>Lines that have no requirement of their own, in a block that has: it speaks for them.</summary>
    private static IEnumerable<Line> Silent(Line line) =>
        line is BlockLine { Checks.Count: > 0 } block ? LineTree.Flatten([block]).Skip(1).Where(static l => l is BlockLine or ExpectationLine { Never: null } && l.Checks.Count == 0) : [];

    private Failure? WrongTime(Line line, LineOutcome outcome) =>
        GradeOf(line, outcome) is TimingGrade.TooEarly or TimingGrade.VeryLate
            ? _text.WrongTime(line, LineOutcome.TimingOf(line)!, ElapsedOf(outcome)!.Value, outcome.Since!.Value.Waited, outcome.Entries.Count > 0 ? outcome.Entries[^1] : null)
            : null;

    private TimingGrade? GradeOf(Line line, LineOutcome? outcome) =>
        outcome?.State is LineState.Done && LineOutcome.TimingOf(line) is { } timing && ElapsedOf(outcome) is { } elapsed ? slack.GradeOf(timing, elapsed, outcome.Since!.Value.Waited) : null;

    private static TimeSpan? ElapsedOf(LineOutcome outcome) => outcome.Satisfied?.At - outcome.Anchor;

    private IEnumerable<CheckResult> OfWindow(ExpectationLine line, Dictionary<Line, OpenWindow> windows)
    {
        if (!windows.TryGetValue(line, out var window))
        {
            return line.Checks.Select(id => new CheckResult(id, _labels.Of(line, id), Verdict.Skip, line.At, null));
        }

        var names = player.Names;
        // With times, it is the n-th of them that breaks the line.
        var broken = record.Entries.Take(_end)
            .Where(e => window.Contains(e.Number, e.At, slack.Early) && EntryMatch.IsCandidate(line, e, record) && EntryMatch.Compare(line, e, names, record).IsMet)
            .Skip(line.Times - 1)
            .FirstOrDefault();
        if (broken is not null)
        {
            return Failed([line], _text.Forbidden(line, window, broken));
        }

        // A window that was still open when the run was given up has not been kept to its end.
        var verdict = player.GivenUp is null ? Verdict.Pass : Verdict.Skip;
        return line.Checks.Select(id => new CheckResult(id, _labels.Of(line, id), verdict, line.At, null));
    }

    private IEnumerable<CheckResult> Strangers()
    {
        var forBeginnings = new Ambient(beginnings, Satisfied);
        var forLines = new Ambient(scenario.Lines, Satisfied);
        var clients = scenario.Given.Clients.Select(static c => c.Name).ToHashSet(StringComparer.Ordinal);
        var optional = OpenOptionalLines().ToDictionary<ExpectationLine, Line, int>(
            static l => l, l => l.Times - player.Outcomes[l].Entries.Count, ReferenceEqualityComparer.Instance);
        foreach (var entry in record.Entries.Take(_end).Where(e => clients.Contains(e.From) && e.To == "server"))
        {
            // Both follow the whole record: the first authenticate of a socket may have been in a beginning.
            var (before, after) = (forBeginnings.Covers(entry), forLines.Covers(entry));
            var ambient = entry.Number < player.Beginning.Index ? before : after;
            if (entry.Violation is not null)
            {
                yield return new CheckResult(null, BadFrame, Verdict.Fail, null, _text.BadFrame(entry));
            }
            else if (!ambient && !player.Taken.Contains(entry.Number) && !IsAllowed(entry, optional) && !IsAwaited(entry))
            {
                yield return new CheckResult(null, Unexpected, Verdict.Fail, null, _text.Unexpected(entry));
            }
        }
    }

    // Lines that take no part (optional, another alternative) do not keep anything out of the ambient.
    private int? Satisfied(Line line) => player.Outcomes.GetValueOrDefault(line) switch
    {
        { State: LineState.Done, Satisfied: { } moment } => moment.Index,
        { State: LineState.Omitted or LineState.NotTaken } => 0,
        _ => null,
    };

    /// <summary>
    /// A run that was given up has lines that never got their turn: what is on such a line's lane and has its name is not
    /// counted as a stranger too. The line that ended the run says what was wrong, and how much that weighs.
    /// </summary>
    private bool IsAwaited(TranscriptEntry entry) => player.GivenUp is not null && LineTree.Flatten([.. beginnings, .. scenario.Lines])
        .OfType<ExpectationLine>()
        .Any(l => l.Never is null && EntryMatch.IsCandidate(l, entry, record)
            && player.Outcomes.GetValueOrDefault(l)?.State is null or LineState.Pending or LineState.Missing or LineState.NotTaken);

    /// <summary>An optional line stays open to the end: what it allows may also come after the next action.</summary>
    private List<ExpectationLine> OpenOptionalLines() => LineTree.Flatten(scenario.Lines)
        .OfType<ExpectationLine>()
        .Where(l => l.Optional && player.Outcomes.GetValueOrDefault(l) is { State: LineState.Omitted or LineState.Done })
        .ToList();

    private bool IsAllowed(TranscriptEntry entry, Dictionary<Line, int> left)
    {
        foreach (var line in left.Where(static l => l.Value > 0).Select(static l => (ExpectationLine)l.Key))
        {
            if (Fits(line, entry))
            {
                left[line]--;
                return true;
            }
        }

        return false;
    }

    private bool Fits(ExpectationLine line, TranscriptEntry entry) =>
        entry.Number >= player.Outcomes[line].From
        && EntryMatch.IsCandidate(line, entry, record)
        && EntryMatch.Compare(line, entry, player.Names, record).IsMet;

    private IEnumerable<CheckResult> Missing(Line line, Failure failure)
    {
        if (line is not BlockLine block || block.Checks.Count > 0)
        {
            return Failed([line], failure);
        }

        // A block without a requirement of its own stands for the lines in it; those that fail by themselves say so.
        var inside = LineTree.Flatten([block]).Skip(1).Where(l => player.Outcomes.GetValueOrDefault(l)?.State is not LineState.Done).ToList();
        return inside.Exists(l => player.Outcomes.GetValueOrDefault(l)?.State is LineState.Missing) ? [] : Failed([line, .. inside], failure);
    }

    private IEnumerable<CheckResult> Failed(IReadOnlyList<Line> lines, Failure failure)
    {
        var failed = lines.SelectMany(l => l.Checks.Select(id => new CheckResult(id, _labels.Of(l, id), Severity(id), l.At, failure))).ToList();
        return failed.Count > 0 ? failed : [new CheckResult(null, lines[0].Label ?? lines[0].Text, Verdict.Fail, lines[0].At, failure)];
    }

    private Verdict Severity(string id) =>
        requirement(id) is { } known && (known.Tier != "C" || known.Level != "MUST") ? Verdict.Warn : Verdict.Fail;
}
