using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>Turns what was played into what is reported: scrubbed, with everything that a reader needs later.</summary>
/// <param name="shownPath">How a path is written, e.g. relative to the current directory.</param>
/// <param name="replay">The command that plays just this run again.</param>
internal sealed class ReportMaker(Func<string, string> shownPath, Func<RunResult, string> replay)
{
    /// <summary>Of a scenario, at its place among all that were selected.</summary>
    public ReportedScenario Scenario(PlayedScenario played, int position)
    {
        var scenario = played.Scenario;
        return new ReportedScenario(scenario.Id, scenario.Title, shownPath(scenario.At.File), position, [.. played.Runs.Select(Run)])
        {
            About = scenario.About?.Trim(),
            Covers = scenario.Covers,
            Verified = played.Comparison is { } comparison ? shownPath(comparison.VerifiedPath) : null,
            OrphanedSections = played.Comparison?.Orphans ?? [],
            Note = played.Comparison?.Note,
        };
    }

    /// <summary>Of a requirement.</summary>
    public static ReportedRequirement Requirement(Requirement requirement) => new(requirement.Level, requirement.Tier, requirement.Text, requirement.Source);

    /// <summary>Of one run.</summary>
    public ReportedRun Run(PlayedRun played)
    {
        var (run, transcript) = (played.Run, played.Transcript);
        return new ReportedRun(
            run.Id,
            run.Verdict,
            transcript.Scrub(run.Reason),
            [.. run.Checks.Select(check => Check(run, check, transcript))],
            [.. run.AuthorMistakes.Select(mistake => Mistake(run, transcript.Scrub(mistake)))],
            Milliseconds(run.Took),
            Milliseconds(run.ProtocolTime),
            run.Lateness is { } late ? Milliseconds(late) : null,
            run.PlayedAgain is { } again ? transcript.Scrub(again) : null,
            run.Seed,
            run.Order,
            run.OrdersLeftOut,
            played.Snapshot,
            [.. played.Diff.Select(line => line.ToString())],
            played.Text)
        {
            Replay = replay(run),
            Retried = [.. run.Retried.Select(transcript.Scrub)],
            Lanes = [.. Lanes(run)],
            Entries = [.. transcript.Lines.Select(line => Entry(line, transcript))],
            ClockMoves = [.. run.ClockMoves.Select(move => new ReportedClockMove(move.Before, Milliseconds(move.At), Milliseconds(move.By)))],
            ShowsKeepAlive = SnapshotText.NamesKeepAlive(run.Scenario.Lines),
            DriverOutput = [.. run.DriverOutput.Select(transcript.Scrub)],
        };
    }

    private ReportedCheck Check(RunResult run, CheckResult check, Transcript transcript) => new(
        check.Requirement,
        check.Label,
        check.Verdict,
        check.Grade,
        check.At is null ? null : shownPath(check.At.File),
        check.At?.Line,
        check.At?.Column,
        LineFinder.At(run.Scenario.Lines, check.At)?.Text,
        check.Failure is null ? null : transcript.Scrub(check.Failure.Summary),
        [.. (check.Failure?.Expected ?? []).Select(transcript.Scrub)],
        [.. (check.Failure?.Instead ?? []).Select(transcript.Scrub)],
        check.Failure is { } failure ? failure.EntryNumber : check.Entry);

    private static ReportedEntry Entry(TranscriptLine line, Transcript transcript) => new(
        line.Entry.Number, Milliseconds(line.Entry.At), line.Entry.Kind, line.Entry.From, line.Entry.To, line.Name, line.Details, line.Marks)
    {
        Injected = line.Entry.Injected,
        ConsumedBy = line.Entry.ConsumedBy is { } rule ? transcript.Scrub(rule) : null,
        Fields = line.Fields,
    };

    // A mistake of the file's author has its place in front.
    private string Mistake(RunResult run, string mistake)
    {
        var file = run.Scenario.At.File;
        var shown = shownPath(file);
        return mistake.StartsWith(file + ":", StringComparison.Ordinal) ? shown + mistake[file.Length..]
            : mistake.StartsWith(shown + ":", StringComparison.Ordinal) ? mistake
            : $"{shown}: {mistake}";
    }

    /// <summary>Only who took part, in the order in which telephony people draw them.</summary>
    private static IEnumerable<string> Lanes(RunResult run)
    {
        var seen = run.Transcript.SelectMany(static entry => new[] { entry.From, entry.To }).ToHashSet(StringComparer.Ordinal);
        var given = run.Scenario.Given;
        var known = new List<string> { "app" };
        known.AddRange(given.Clients.Select(static client => client.Name));
        known.Add("server");
        known.AddRange(given.FarEnds.Select(static farEnd => farEnd.Name));
        known.Add("caller");
        known.Add("backend");
        return known.Distinct(StringComparer.Ordinal).Where(seen.Contains);
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
