using System.Globalization;
using Harness.Engine;

namespace Harness.Reports;

/// <summary>
/// Says of a failed run what the client did wrong, so that somebody who has never seen this project can mend it: where it
/// is written, which requirement, what was expected, what came instead, the ladder up to there, how to play it again.
/// </summary>
/// <param name="requirementOf">The text of a requirement; null for an unknown id.</param>
internal sealed class FailureStory(Func<string, ReportedRequirement?> requirementOf)
{
    /// <summary>Lines of the driver's output that are told of a run that broke; the reports for later have more.</summary>
    public const int MostPrinted = 12;

    private const int LadderLength = 25;
    private const int MostTaken = 3;
    private const string Indent = "  ";

    /// <summary>Everything about a run that did not pass.</summary>
    public IEnumerable<Span[]> Of(ReportedScenario scenario, ReportedRun run)
    {
        var broken = run.Checks.Where(IsBroken).ToList();
        yield return [];
        yield return [new Span(VerdictWords.Of(run.Verdict).ToUpperInvariant(), ToneOf(run.Verdict)), new Span("  " + run.Id, Tone.Strong), new Span("  " + scenario.Title)];
        foreach (var line in Head(run, broken).Concat(broken.SelectMany((check, i) => Check(scenario, run, check, isFirst: i == 0))).Concat(Printed(run)))
        {
            yield return line;
        }

        // A mistake in the file needs no ladder: nobody did anything wrong on the wire.
        if (run.AuthorMistakes.Count == 0 || broken.Count > 0)
        {
            foreach (var line in Ladder(run, broken.FirstOrDefault()))
            {
                yield return line;
            }
        }

        yield return [new Span(Indent + "Play it again: ", Tone.Quiet), new Span(run.Replay)];
    }

    /// <summary>What drifted, as a diff.</summary>
    public static IEnumerable<Span[]> Drift(ReportedRun run, string verifiedPath)
    {
        yield return [];
        yield return [new Span("DRIFT", Tone.Odd), new Span("  " + run.Id, Tone.Strong), new Span($"  differs from {verifiedPath} (- verified, + received)")];
        foreach (var line in run.Diff)
        {
            yield return
            [
                new Span(Indent + line, line.Length == 0 ? Tone.Plain : line[0] switch
                {
                    '-' => Tone.Bad,
                    '+' => Tone.Good,
                    _ => line.StartsWith("  … ", StringComparison.Ordinal) ? Tone.Quiet : Tone.Plain,
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

    /// <summary>True where a check has something to tell: it was not met, or a waiver said that it would not be.</summary>
    public static bool IsBroken(ReportedCheck check) =>
        check is { Message: not null, Verdict: Verdict.Fail or Verdict.Warn or Verdict.Inconclusive or Verdict.KnownFailing } or { Verdict: Verdict.UnexpectedPass };

    private static IEnumerable<Span[]> Head(ReportedRun run, List<ReportedCheck> broken)
    {
        if (run.Reason.Length > 0 && !run.AuthorMistakes.Any(mistake => mistake.EndsWith(run.Reason, StringComparison.Ordinal))
            && !broken.Exists(check => check.Message is { } message && run.Reason.EndsWith(message, StringComparison.Ordinal)))
        {
            yield return [new Span(Indent + run.Reason)];
        }

        foreach (var attempt in run.Retried)
        {
            yield return [new Span($"{Indent}an attempt before: {attempt}", Tone.Odd)];
        }

        foreach (var mistake in run.AuthorMistakes)
        {
            yield return [new Span(Indent + mistake, Tone.Odd)];
        }
    }

    private IEnumerable<Span[]> Check(ReportedScenario scenario, ReportedRun run, ReportedCheck check, bool isFirst)
    {
        yield return [];
        yield return [new Span(check.File is null ? $"{Indent}{scenario.File}:1:1" : $"{Indent}{check.File}:{check.Line}:{check.Column}", Tone.Strong), new Span(check.Head is null ? "" : "  " + check.Head)];
        if (check.Requirement is { } id)
        {
            yield return requirementOf(id) is { } requirement
                ? [new Span($"{Indent}{id}", Tone.Strong), new Span($" ({requirement.Level}, source: {requirement.Source}): {requirement.Text}")]
                : [new Span($"{Indent}{id}", Tone.Strong)];
        }

        if (check.Message is { } message)
        {
            yield return [new Span(Indent + message, ToneOf(check.Verdict))];
        }

        var notes = new[] { check.Waiver, check.NotScored is { } why ? $"not scored: {why}" : null }.OfType<string>();
        foreach (var line in notes.Select(note => new Span[] { new(Indent + note, Tone.Odd) })
            .Concat(Part("expected", check.Expected)).Concat(Part("instead", check.Instead)).Concat(isFirst ? Part("a rule", Taken(run, check)) : []))
        {
            yield return line;
        }
    }

    /// <summary>What rules took before the check was broken: it never reached the server, or its answer the client, which is often the whole explanation.</summary>
    public static IReadOnlyList<string> Taken(ReportedRun run, ReportedCheck check) =>
        [.. run.Entries.Where(entry => entry.ConsumedBy is not null && entry.Number <= (check.Entry ?? int.MaxValue)).TakeLast(MostTaken).Select(static entry =>
            $"took {entry.From} -> {entry.To}: {entry.Name} at {Seconds(entry.At)}: {entry.ConsumedBy}")];

    private static IEnumerable<Span[]> Part(string head, IReadOnlyList<string> lines)
    {
        const string LaterLines = "             ";
        for (var i = 0; i < lines.Count; i++)
        {
            yield return [new Span(i == 0 ? $"{Indent}{Indent}{head,-9}" : LaterLines, Tone.Quiet), new Span(lines[i])];
        }
    }

    private static IEnumerable<Span[]> Printed(ReportedRun run)
    {
        if (run.Verdict != Verdict.Error || run.DriverOutput.Count == 0)
        {
            yield break;
        }

        yield return [];
        yield return [new Span($"{Indent}What the driver printed to stderr{(run.DriverOutput.Count > MostPrinted ? $" (the last {MostPrinted} lines)" : "")}:", Tone.Quiet)];
        foreach (var line in run.DriverOutput.TakeLast(MostPrinted))
        {
            yield return [new Span($"{Indent}  {line}")];
        }
    }

    private static IEnumerable<Span[]> Ladder(ReportedRun run, ReportedCheck? broken)
    {
        var failing = broken?.Message is null ? null : broken.Entry;
        var upTo = run.Entries
            .Where(entry => entry.Number <= (failing ?? int.MaxValue))
            .Where(entry => !entry.IsKeepAlive() || entry.Number == failing || run.ShowsKeepAlive)
            .ToList();
        if (upTo.Count == 0)
        {
            yield break;
        }

        var shown = upTo.TakeLast(LadderLength).ToList();
        var count = shown.Count == upTo.Count ? "" : $" (the last {shown.Count} of {upTo.Count} entries)";
        yield return [];
        yield return [new Span($"{Indent}What happened{(failing is null ? "" : " up to there")}{count}:", Tone.Quiet)];
        foreach (var row in new LadderDiagram(run.Lanes, shown).Draw(failing))
        {
            yield return [new Span(Indent + row.Text, row.Marked ? Tone.Bad : Tone.Plain)];
        }

        if (failing is null && broken is { Message: not null, Head: { } awaited })
        {
            yield return [new Span($"{Indent}>>            not met: {awaited}", Tone.Bad)];
        }

        yield return [];
    }

    private static string Seconds(double milliseconds) => (milliseconds / 1000).ToString("0.000", CultureInfo.InvariantCulture) + "s";
}
