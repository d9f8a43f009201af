using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>Judges a finished run: each line, each window, each frame of a client.</summary>
internal sealed class Judge(Scenario scenario, IReadOnlyList<Line> beginnings, Player player, Record record, Func<string, Requirement?> requirement)
{
    private readonly FailureText _text = new(record, player.Taken);
    private readonly Dictionary<string, int> _unlabelled = new(StringComparer.Ordinal);
    private readonly int _end = player.GivenUp?.Index ?? record.Entries.Count;

    /// <summary>All checks, in the order of the file; then what no line asks for.</summary>
    public IReadOnlyList<CheckResult> Checks()
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
            checks.Add(new CheckResult(null, LabelOf(impossible, ""), Verdict.Fail, impossible.At, _text.Impossible(impossible, reason)));
        }

        if (player.Restless is { } why)
        {
            checks.Add(new CheckResult(null, "restless", Verdict.Fail, null, _text.Restless(why)));
        }

        checks.AddRange(Strangers());
        return checks;
    }

    private IEnumerable<CheckResult> OfLine(Line line)
    {
        var outcome = player.Outcomes.GetValueOrDefault(line);
        switch (outcome?.State)
        {
            case LineState.Missing:
                return Failed(line, _text.Missing(line, outcome, player.GivenUp!.Value), line is BlockLine);
            case LineState.Done when WrongTime(line, outcome) is { } failure:
                return Failed(line, failure, false);
            case LineState.Done:
                return line.Checks.Select(id => new CheckResult(id, LabelOf(line, id), Verdict.Pass, line.At, null));
            case LineState.Omitted or LineState.NotTaken:
                return [];
            default:
                return line.Checks.Select(id => new CheckResult(id, LabelOf(line, id), Verdict.Skip, line.At, null));
        }
    }

    private Failure? WrongTime(Line line, LineOutcome outcome)
    {
        if (LineOutcome.TimingOf(line) is not { } timing || outcome.Anchor is not { } anchor || outcome.Satisfied is not { } satisfied)
        {
            return null;
        }

        var elapsed = satisfied.At - anchor;
        return elapsed > timing.Latest || (timing.Earliest is { } earliest && elapsed < earliest)
            ? _text.WrongTime(line, timing, elapsed, outcome.Entries.Count > 0 ? outcome.Entries[^1] : null)
            : null;
    }

    private IEnumerable<CheckResult> OfWindow(ExpectationLine line, Dictionary<Line, OpenWindow> windows)
    {
        if (!windows.TryGetValue(line, out var window))
        {
            return line.Checks.Select(id => new CheckResult(id, LabelOf(line, id), Verdict.Skip, line.At, null));
        }

        var names = player.Names;
        // With times, it is the n-th of them that breaks the line.
        var broken = record.Entries.Take(_end)
            .Where(e => window.Contains(e.Number, e.At) && EntryMatch.IsCandidate(line, e, record) && EntryMatch.Compare(line, e, names, record).IsMet)
            .Skip(line.Times - 1)
            .FirstOrDefault();
        if (broken is not null)
        {
            return Failed(line, _text.Forbidden(line, window, broken), false);
        }

        // A window that was still open when the run was given up has not been kept to its end.
        var verdict = player.GivenUp is null ? Verdict.Pass : Verdict.Skip;
        return line.Checks.Select(id => new CheckResult(id, LabelOf(line, id), verdict, line.At, null));
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
            var ambient = entry.Number < player.Beginning.Index ? forBeginnings.Covers(entry) : forLines.Covers(entry);
            if (entry.Violation is not null)
            {
                yield return new CheckResult(null, "frame", Verdict.Fail, null, _text.BadFrame(entry));
            }
            else if (!ambient && !player.Taken.Contains(entry.Number) && !IsAllowed(entry, optional))
            {
                yield return new CheckResult(null, "unexpected", Verdict.Fail, null, _text.Unexpected(entry));
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

    private IEnumerable<CheckResult> Failed(Line line, Failure failure, bool withChildren)
    {
        var ids = (withChildren ? LineTree.Flatten([line]) : [line]).SelectMany(static l => l.Checks).Distinct().ToList();
        return ids.Count == 0
            ? [new CheckResult(null, LabelOf(line, ""), Verdict.Fail, line.At, failure)]
            : ids.Select(id => new CheckResult(id, LabelOf(line, id), Severity(id), line.At, failure));
    }

    private Verdict Severity(string id) =>
        requirement(id) is { } known && (known.Tier != "C" || known.Level != "MUST") ? Verdict.Warn : Verdict.Fail;

    private string LabelOf(Line line, string id)
    {
        if (line.Label is { } label)
        {
            return label;
        }

        if (id.Length == 0)
        {
            return line.Text;
        }

        var count = _unlabelled[id] = _unlabelled.GetValueOrDefault(id) + 1;
        return count == 1 ? "requirement" : $"requirement-{count}";
    }
}
