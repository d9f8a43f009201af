using System.Text.Json.Nodes;
using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>
/// Everything that one call of <c>conformance run</c> found out, scrubbed and complete: all other reports are written from it, also
/// later, when it has been read back from <c>report.json</c>. Its format is described in <c>docs/report-format.md</c>: a member
/// that changes its meaning or goes away raises <see cref="JsonReport.FormatVersion"/>; a new one does not.
/// </summary>
/// <param name="FormatVersion">See <see cref="JsonReport.FormatVersion"/>.</param>
/// <param name="Client">Who was tested, as the command line names it.</param>
/// <param name="Seed">Everything random was drawn from it.</param>
/// <param name="Clock"><c>virtual</c> or <c>real</c>.</param>
/// <param name="Profile">The server's edition, or null where the scenarios decide.</param>
/// <param name="Shard">Which part of the suite, e.g. <c>2/5</c>; null for all of it.</param>
/// <param name="Set">The requirement set that decides what is scored; null where everything is.</param>
/// <param name="Selected">How many scenarios were selected, before a shard was taken: the same in all parts of a whole.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Scenarios">In the order of the suite.</param>
/// <param name="Requirements">Those of the suite, by id, in their order.</param>
/// <param name="OrphanedSnapshots">Verified snapshots without a scenario.</param>
/// <param name="StaleWaivers">What is wrong with the known-failing list: each line says where it stands and what to do.</param>
/// <param name="Broken">Why the suite ended early; null when it did not.</param>
/// <param name="Rules">What counted as a failure besides failures.</param>
internal sealed record Report(
    int FormatVersion,
    string Client,
    int Seed,
    string Clock,
    string? Profile,
    string? Shard,
    string? Set,
    int Selected,
    ReportSummary Summary,
    IReadOnlyList<ReportedScenario> Scenarios,
    IReadOnlyDictionary<string, ReportedRequirement> Requirements,
    IReadOnlyList<string> OrphanedSnapshots,
    IReadOnlyList<string> StaleWaivers,
    string? Broken,
    ReportRules Rules)
{
    /// <summary>All runs of all scenarios.</summary>
    public IEnumerable<ReportedRun> Runs() => Scenarios.SelectMany(static scenario => scenario.Runs);
}

/// <summary>What counts as a failure besides failures; the exit code follows from it.</summary>
internal sealed record ReportRules
{
    /// <summary>In CI a missing or an orphaned snapshot is one.</summary>
    public bool InCi { get; init; }

    /// <summary>A run that could not be judged is none.</summary>
    public bool AllowInconclusive { get; init; }

    /// <summary>A run that passed only on a retry is none.</summary>
    public bool AllowFlaky { get; init; }

    /// <summary>A broken SHOULD, or an advisory row, is one.</summary>
    public bool FailOnWarn { get; init; }

    /// <summary>True for a verdict that makes the whole run fail.</summary>
    public bool IsRed(Verdict verdict) => verdict switch
    {
        Verdict.Fail or Verdict.UnexpectedPass or Verdict.Error => true,
        Verdict.Warn => FailOnWarn,
        Verdict.Flaky => !AllowFlaky,
        Verdict.Inconclusive => !AllowInconclusive,
        _ => false,
    };

    /// <summary>True for a snapshot that makes the whole run fail.</summary>
    public bool IsRed(SnapshotState snapshot) => snapshot == SnapshotState.Drift || (InCi && snapshot == SnapshotState.New);
}

/// <summary>How many runs there are of each verdict, and beside that what is counted apart.</summary>
internal sealed record ReportSummary(
    int Pass,
    int Fail,
    int Warn,
    int Skip,
    int KnownFailing,
    int UnexpectedPass,
    int Flaky,
    int Inconclusive,
    int Error,
    int Drift,
    int NewSnapshots,
    int OrphanedSnapshots,
    int NotRun);

/// <summary>A requirement as reports show it.</summary>
internal sealed record ReportedRequirement(string Level, string Tier, string Text, string Source);

/// <summary>A scenario with its runs.</summary>
/// <param name="Id"><c>area/name</c>.</param>
/// <param name="Title">One sentence.</param>
/// <param name="File">Relative to where the suite was played from, with forward slashes.</param>
/// <param name="Position">Its place among everything that was selected, from 0: the same in every shard.</param>
/// <param name="Runs">In the order they were played in.</param>
internal sealed record ReportedScenario(string Id, string Title, string File, int Position, IReadOnlyList<ReportedRun> Runs)
{
    /// <summary>What the scenario is about, or null.</summary>
    public string? About { get; init; }

    /// <summary>What it announces.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>The verified snapshot that it was compared with; null when none was.</summary>
    public string? Verified { get; init; }

    /// <summary>Sections of that file that no run belongs to.</summary>
    public IReadOnlyList<string> OrphanedSections { get; init; } = [];

    /// <summary>Why the received snapshot could not be written; null when all went well.</summary>
    public string? Note { get; init; }
}

/// <summary>One run: a row, an order, a seed.</summary>
internal sealed record ReportedRun(
    string Id,
    Verdict Verdict,
    string Reason,
    IReadOnlyList<ReportedCheck> Checks,
    IReadOnlyList<string> AuthorMistakes,
    double DurationMs,
    double ProtocolMs,
    double? LatenessMs,
    string? PlayedAgain,
    int Seed,
    string? Order,
    bool OrdersLeftOut,
    SnapshotState Snapshot,
    IReadOnlyList<string> Diff,
    string Transcript)
{
    /// <summary>The command that plays just this run again.</summary>
    public string Replay { get; init; } = "";

    /// <summary>Reasons of the attempts before this one, where it was retried.</summary>
    public IReadOnlyList<string> Retried { get; init; } = [];

    /// <summary>The parties of the ladder, from left to right.</summary>
    public IReadOnlyList<string> Lanes { get; init; } = [];

    /// <summary>Everything that happened.</summary>
    public IReadOnlyList<ReportedEntry> Entries { get; init; } = [];

    /// <summary>Where lines of the scenario let time pass.</summary>
    public IReadOnlyList<ReportedClockMove> ClockMoves { get; init; } = [];

    /// <summary>True where pings and pongs belong to what is tested; else ladders leave them out.</summary>
    public bool ShowsKeepAlive { get; init; }

    /// <summary>What the driver printed to stderr while the run was played; several runs may share a driver under the real clock.</summary>
    public IReadOnlyList<string> DriverOutput { get; init; } = [];
}

/// <summary>A line such as <c>clock: 30s</c> that has run.</summary>
/// <param name="Before">Number of the first entry behind it.</param>
/// <param name="At">When it began, in milliseconds since the start of the run.</param>
/// <param name="ByMs">How much time passed.</param>
internal sealed record ReportedClockMove(int Before, double At, double ByMs);

/// <summary>One judgement inside a run.</summary>
/// <param name="Requirement">Its id, or null.</param>
/// <param name="Label">Names the check together with the requirement.</param>
/// <param name="Verdict">Of this check.</param>
/// <param name="Timing">How well the line kept to its time; null where it has none.</param>
/// <param name="File">Where the line stands; null where no line is concerned.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Head">The line itself.</param>
/// <param name="Message">What the client did wrong, in one sentence; null when it did nothing wrong.</param>
/// <param name="Expected">What was expected, one line each.</param>
/// <param name="Instead">What came instead, nearest first.</param>
/// <param name="Entry">Number of the entry that met or broke the line; null where nothing came.</param>
internal sealed record ReportedCheck(
    string? Requirement,
    string Label,
    Verdict Verdict,
    TimingGrade? Timing,
    string? File,
    int? Line,
    int? Column,
    string? Head,
    string? Message,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string> Instead,
    int? Entry)
{
    /// <summary>What a waiver has to say about it: where it stands, why, until when.</summary>
    public string? Waiver { get; init; }

    /// <summary>Why it does not count; null when it does.</summary>
    public string? NotScored { get; init; }

    /// <summary>Its name as requirement sets write it.</summary>
    public string FrozenName() => CheckNames.Frozen(Requirement, Label, Head);

    /// <summary>Its name as waivers and comparisons write it.</summary>
    public string Name() => CheckNames.Of(Requirement, Label);
}

/// <summary>One entry of the timeline, scrubbed.</summary>
/// <param name="Number">From 0.</param>
/// <param name="At">Milliseconds since the start of the run.</param>
/// <param name="Kind">What kind of thing happened.</param>
/// <param name="From">Lane.</param>
/// <param name="To">Lane.</param>
/// <param name="Name">Message type, event, action, signal, request.</param>
/// <param name="Details"><c>k=v k=v</c>; may be empty.</param>
/// <param name="Marks">What is remarkable about it.</param>
internal sealed record ReportedEntry(int Number, double At, EntryKind Kind, string From, string To, string Name, string Details, IReadOnlyList<string> Marks)
{
    /// <summary>True when the fake would not have sent it by itself.</summary>
    public bool Injected { get; init; }

    /// <summary>The rule that took it; null when none did.</summary>
    public string? ConsumedBy { get; init; }

    /// <summary>What it carries, member by member; null for nothing.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>True for native pings and pongs, which most readers don't want to see.</summary>
    public bool IsKeepAlive() => Name is "ws.ping" or "ws.pong";

    /// <summary>Details and marks together.</summary>
    public string Rest() => string.Join(' ', new[] { Details }.Where(static text => text.Length > 0).Concat(Marks.Select(static mark => $"[{mark}]")));
}
