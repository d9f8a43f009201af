using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>
/// Says of a failed run what the client did wrong, so that somebody who has never seen this project can mend it: where it
/// is written, which requirement, what was expected, what came instead, the ladder up to there, how to play it again.
/// </summary>
/// <param name="requirementOf">The text of a requirement; null for an unknown id.</param>
/// <param name="shownPath">How a path is written, e.g. relative to the current directory.</param>
/// <param name="replay">The command that plays just this run again.</param>
public sealed class FailureStory(Func<string, Requirement?> requirementOf, Func<string, string> shownPath, Func<RunResult, string> replay)
{
    private const int LadderLength = 25;
    private const string Indent = "  ";

    /// <summary>Everything about a run that did not pass.</summary>
    public IEnumerable<Span[]> Of(PlayedRun played)
    {
        ArgumentNullException.ThrowIfNull(played);
        var run = played.Run;
        yield return [];
        yield return [new Span(VerdictWords.Of(run.Verdict).ToUpperInvariant(), ToneOf(run.Verdict)), new Span("  " + run.Id, Tone.Strong), new Span("  " + run.Scenario.Title)];
        var broken = run.Checks.Where(check => check.Verdict is Verdict.Fail or Verdict.Warn or Verdict.Inconclusive && check.Failure is not null).ToList();
        if (run.Reason.Length > 0 && !run.AuthorMistakes.Contains(run.Reason) && !broken.Exists(check => run.Reason.EndsWith(check.Failure!.Summary, StringComparison.Ordinal)))
        {
            yield return [new Span(Indent + played.Transcript.Scrub(run.Reason))];
        }

        foreach (var mistake in run.AuthorMistakes)
        {
            yield return [new Span(Indent + played.Transcript.Scrub(ShownMistake(run, mistake)), Tone.Odd)];
        }

        foreach (var line in broken.SelectMany(check => Check(played, check)))
        {
            yield return line;
        }

        // A mistake in the file needs no ladder: nobody did anything wrong on the wire.
        if (run.AuthorMistakes.Count == 0 || broken.Count > 0)
        {
            foreach (var line in Ladder(played, broken.FirstOrDefault()))
            {
                yield return line;
            }
        }

        yield return [new Span(Indent + "Play it again: ", Tone.Quiet), new Span(replay(run))];
    }

    /// <summary>What drifted, as a diff.</summary>
    public static IEnumerable<Span[]> Drift(PlayedRun played, string verifiedPath)
    {
        ArgumentNullException.ThrowIfNull(played);
        yield return [];
        yield return [new Span("DRIFT", Tone.Odd), new Span("  " + played.Run.Id, Tone.Strong), new Span($"  differs from {verifiedPath} (- verified, + received)")];
        foreach (var line in played.Diff)
        {
            yield return
            [
                new Span(Indent + line, line.Kind switch
                {
                    DiffKind.Gone => Tone.Bad,
                    DiffKind.Came => Tone.Good,
                    DiffKind.Omitted => Tone.Quiet,
                    _ => Tone.Plain,
                }),
            ];
        }
    }

    /// <summary>The tone of a verdict.</summary>
    public static Tone ToneOf(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Tone.Good,
        Verdict.Skip or Verdict.KnownFailing => Tone.Quiet,
        Verdict.Warn or Verdict.Flaky or Verdict.Inconclusive => Tone.Odd,
        _ => Tone.Bad,
    };

    /// <summary>A mistake of the file's author with its place in front.</summary>
    private string ShownMistake(RunResult run, string mistake)
    {
        var file = run.Scenario.At.File;
        var shown = shownPath(file);
        return mistake.StartsWith(file + ":", StringComparison.Ordinal) ? shown + mistake[file.Length..]
            : mistake.StartsWith(shown + ":", StringComparison.Ordinal) ? mistake
            : $"{shown}: {mistake}";
    }

    private IEnumerable<Span[]> Check(PlayedRun played, CheckResult check)
    {
        var failure = check.Failure!;
        var at = check.At ?? played.Run.Scenario.At;
        var head = LineFinder.At(played.Run.Scenario.Lines, check.At)?.Text;
        yield return [];
        yield return [new Span($"{Indent}{shownPath(at.File)}:{at.Line}:{at.Column}", Tone.Strong), new Span(head is null ? "" : "  " + head)];
        if (check.Requirement is { } id)
        {
            yield return requirementOf(id) is { } requirement
                ? [new Span($"{Indent}{id}", Tone.Strong), new Span($" ({requirement.Level}, source: {requirement.Source}): {requirement.Text}")]
                : [new Span($"{Indent}{id}", Tone.Strong)];
        }

        yield return [new Span(Indent + played.Transcript.Scrub(failure.Summary), ToneOf(check.Verdict))];
        foreach (var line in Part("expected", failure.Expected, played.Transcript).Concat(Part("instead", failure.Instead, played.Transcript)))
        {
            yield return line;
        }
    }

    private static IEnumerable<Span[]> Part(string head, IReadOnlyList<string> lines, Transcript transcript)
    {
        const string LaterLines = "             ";
        for (var i = 0; i < lines.Count; i++)
        {
            yield return [new Span(i == 0 ? $"{Indent}{Indent}{head,-9}" : LaterLines, Tone.Quiet), new Span(transcript.Scrub(lines[i]))];
        }
    }

    private static IEnumerable<Span[]> Ladder(PlayedRun played, CheckResult? broken)
    {
        var failing = broken?.Failure?.EntryNumber;
        var upTo = played.Transcript.Lines
            .Where(line => line.Entry.Number <= (failing ?? int.MaxValue))
            .Where(line => !line.IsKeepAlive || line.Entry.Number == failing || SnapshotText.NamesKeepAlive(played.Run.Scenario.Lines))
            .ToList();
        if (upTo.Count == 0)
        {
            yield break;
        }

        var shown = upTo.TakeLast(LadderLength).ToList();
        var count = shown.Count == upTo.Count ? "" : $" (the last {shown.Count} of {upTo.Count} entries)";
        yield return [];
        yield return [new Span($"{Indent}What happened{(failing is null ? "" : " up to there")}{count}:", Tone.Quiet)];
        foreach (var row in new LadderDiagram(played.Run.Scenario.Given, shown).Draw(failing))
        {
            yield return [new Span(Indent + row.Text, row.Marked ? Tone.Bad : Tone.Plain)];
        }

        if (failing is null && LineFinder.At(played.Run.Scenario.Lines, broken?.At) is { } awaited)
        {
            yield return [new Span($"{Indent}>>            not met: {awaited.Text}", Tone.Bad)];
        }

        yield return [];
    }
}
