using System.Globalization;
using Harness.Engine.Matching;
using Harness.Engine.Time;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>Says in words what a line expected and what came instead.</summary>
internal sealed class FailureText(Record record, IReadOnlySet<int> taken, Slack slack)
{
    private const int MostCandidates = 3;

    /// <summary>The entry did not come.</summary>
    public Failure Missing(Line line, LineOutcome outcome, Moment givenUp)
    {
        if (line is not ExpectationLine expectation)
        {
            return new Failure(line is BlockLine { Kind: BlockKind.OneOf } ? "None of the alternatives happened." : $"'{line.Text}': not all of it happened in time.", Expected(line), OnLanes(line, outcome.From, givenUp.Index), null);
        }

        var waited = outcome.Anchor is { } anchor ? $" within {Durations.Format(givenUp.At - anchor)}" : "";
        var late = LateEntry(expectation, outcome, givenUp);
        var instead = late is not null
            ? [$"it came {Durations.Format(late.At - givenUp.At)} too late, at {Clock(late.At)}"]
            : Instead(expectation, outcome, givenUp.Index);
        var subject = expectation.From == "server" ? "The server did not send" : $"{expectation.From} did not send";
        var what = expectation.To == "app" ? $"{expectation.From} did not tell its app '{expectation.Name}'" : $"{subject} {expectation.Name} to {expectation.To}";
        var kind = late is not null ? ": it came too late" : NearestOf(expectation, outcome, givenUp.Index) is { Fit.Mismatches: [var first, ..] } ? $": what came has another {(first.Path.Length == 0 ? "content" : first.Path)}" : "";
        var unknown = outcome.Unknown is { } name ? $" (it also needs ${name}, which was never seen)" : "";
        return new Failure($"{what}{waited}{unknown}{kind}.", Expected(line), instead, late?.Number)
        {
            MissedBy = LineOutcome.TimingOf(line) is { } timing ? late?.At - outcome.Anchor - timing.Latest : null,
        };
    }

    /// <summary>The entry came at the wrong time.</summary>
    public Failure WrongTime(Line line, Timing timing, TimeSpan elapsed, TimeSpan waited, TranscriptEntry? entry)
    {
        var isEarly = timing.Earliest is { } earliest && elapsed < earliest;
        elapsed += isEarly ? waited : TimeSpan.Zero;
        var missed = isEarly ? timing.Earliest!.Value - elapsed : elapsed - timing.Latest;
        var off = $"{Durations.Format(missed)} too {(isEarly ? "early" : "late")}";
        var allowed = isEarly ? slack.Early : slack.Late;
        var more = allowed > TimeSpan.Zero ? $" (and {Durations.Format(allowed)} is allowed under the real clock)" : "";
        return new Failure(
            $"{line.Text} came {off}.", Expected(line), [$"it came after {Durations.Format(elapsed)}, which is {off}{more}"], entry?.Number)
        {
            MissedBy = missed,
        };
    }

    /// <summary>What went wrong, and why nobody is blamed for it.</summary>
    public Failure Excused(Failure failure) => failure with
    {
        Summary = $"{failure.Summary} But the harness was {Durations.Format(slack.Lateness)} late in this run, so nothing can be said.",
    };

    /// <summary>Something happened that must never happen.</summary>
    public Failure Forbidden(ExpectationLine line, OpenWindow window, TranscriptEntry entry) => new(
        $"{Sentence(entry)} must not happen {TimesText(line)}{WindowText(line.Never!)}.",
        [line.Times > 1 ? $"fewer than {line.Times} times {line.Text} {WindowText(line.Never!)}" : $"no {line.Text} {WindowText(line.Never!)}", .. With(line)],
        [$"{Describe(entry)}, {Durations.Format(entry.At - window.Opens.At)} after the window opened"],
        entry.Number)
    {
        MissedBy = line.Never!.For is { } length ? window.Opens.At - window.Opens.Waited + length - entry.At : null,
    };

    /// <summary>A client sent what no line asks for.</summary>
    public Failure Unexpected(TranscriptEntry entry) => new(
        $"{Sentence(entry)} was not asked for by any line.",
        ["nothing that no line of the scenario asks for"],
        [Describe(entry)],
        entry.Number);

    /// <summary>The script could not go on as things stood.</summary>
    public Failure Impossible(Line line, string why) => new(
        $"'{line.Text}' could not be done: {why.TrimEnd('.')}.",
        [$"a client with which '{line.Text}' is possible at this point"],
        [.. record.Entries.TakeLast(MostCandidates).Select(Describe)],
        record.Entries.Count - 1);

    /// <summary>The client never came to rest.</summary>
    public Failure Restless(string why) => new(
        $"The client {why}.",
        ["a client that waits before it tries again"],
        [$"{record.Entries.Count} entries by {Clock(record.Now)}, the last of them:", .. record.Entries.TakeLast(MostCandidates).Select(Describe)],
        record.Entries.Count - 1);

    /// <summary>A client sent what is no valid message.</summary>
    public Failure BadFrame(TranscriptEntry entry) => new(
        $"{entry.From} sent a frame that is no valid message: {entry.Violation}.",
        ["a message of the catalogue, with its required fields in their types"],
        [Describe(entry)],
        entry.Number);

    private TranscriptEntry? LateEntry(ExpectationLine line, LineOutcome outcome, Moment givenUp) =>
        record.Entries.Skip(givenUp.Index).FirstOrDefault(e =>
            EntryMatch.IsCandidate(line, e, record) && EntryMatch.Compare(line, e, outcome.Names!, record).IsMet);

    private (TranscriptEntry Entry, Fit Fit)? NearestOf(ExpectationLine line, LineOutcome outcome, int end) => SameName(line, outcome, end) is [var nearest, ..] ? nearest : null;

    private List<(TranscriptEntry Entry, Fit Fit)> SameName(ExpectationLine line, LineOutcome outcome, int end) => record.Entries.Skip(outcome.From).Take(end - outcome.From)
        .Where(e => !taken.Contains(e.Number) && EntryMatch.IsOnLane(line, e) && e.Name == line.Name)
        .Select(e => (Entry: e, Fit: EntryMatch.Compare(line, e, outcome.Names!, record)))
        .OrderBy(static c => c.Fit.Mismatches.Count)
        .Take(MostCandidates)
        .ToList();

    private List<string> Instead(ExpectationLine line, LineOutcome outcome, int end)
    {
        var sameName = SameName(line, outcome, end);
        if (sameName.Count > 0)
        {
            return sameName.SelectMany(c => Differences(line, c.Entry, c.Fit)).ToList();
        }

        return OnLanes(line, outcome.From, end);
    }

    private IEnumerable<string> Differences(ExpectationLine line, TranscriptEntry entry, Fit fit)
    {
        yield return $"{Clock(entry.At)}  {entry.From} -> {entry.To}: {entry.Name}, which differs:";
        if (fit.IsMet)
        {
            yield return line.Times > 1
                ? $"    it fits, but {line.Times} of it are needed"
                : $"    it came on socket {entry.Socket?.ToString(CultureInfo.InvariantCulture) ?? "?"}";
        }

        foreach (var miss in fit.Mismatches)
        {
            yield return $"    {(miss.Path.Length == 0 ? "it" : miss.Path)}: expected {miss.Wanted}, got {miss.Got}";
        }
    }

    private List<string> OnLanes(Line line, int from, int end)
    {
        var lanes = LineTree.Flatten([line]).OfType<ExpectationLine>().Select(static l => (l.From, l.To)).Distinct().ToList();
        var others = record.Entries.Skip(from).Take(end - from)
            .Where(e => !taken.Contains(e.Number) && !e.Injected && lanes.Contains((e.From, e.To)) && e.Name is not ("ws.ping" or "ws.pong"))
            .Take(MostCandidates)
            .Select(Describe)
            .ToList();
        return others.Count > 0 ? others : [$"nothing from {string.Join(" or ", lanes.Select(static l => $"{l.From} to {l.To}"))}"];
    }

    private static List<string> Expected(Line line)
    {
        var lines = new List<string>();
        foreach (var one in LineTree.Flatten([line]))
        {
            var timing = LineOutcome.TimingOf(one) is { } t ? " " + TimingText(t) : "";
            lines.Add(one is BlockLine ? $"{one.Text}:{timing}" : $"{one.Text}{timing}");
            if (one is ExpectationLine expectation)
            {
                lines.AddRange(With(expectation));
            }
        }

        return lines;
    }

    private static IEnumerable<string> With(ExpectationLine line) =>
        line.With?.Members.Select(static m => $"    {m.Key}: {TemplateText.Of(m.Value)}") ?? [];

    private static string TimingText(Timing timing)
    {
        var since = timing.Since is { } label ? $"since '{label}'" : "after the line above";
        return timing.Earliest is { } earliest
            ? $"between {Durations.Format(earliest)} and {Durations.Format(timing.Latest)} {since}"
            : $"within {Durations.Format(timing.Latest)} {since}";
    }

    private static string WindowText(NeverWindow never) =>
        never.For is { } length ? $"for {Durations.Format(length)}" : never.Until is { } label ? $"until '{label}'" : "to the end of the run";

    private static string TimesText(ExpectationLine line) => line.Times > 1 ? $"{line.Times} times " : "";

    private static string Sentence(TranscriptEntry entry) => entry.To == "app"
        ? $"'{entry.Name}', which {entry.From} told its app,"
        : $"{entry.Name}, which {entry.From} sent to {entry.To},";

    private static string Describe(TranscriptEntry entry)
    {
        var fields = string.Join(", ", entry.Fields.Where(static f => f.Key != "headers" && f.Value is not null).Select(static f => $"{f.Key}: {TemplateText.Of(f.Value!)}"));
        return $"{Clock(entry.At)}  {entry.From} -> {entry.To}: {entry.Name}{(fields.Length > 0 ? $" {{ {fields} }}" : "")}";
    }

    private static string Clock(TimeSpan at) => at.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture) + "s";
}
