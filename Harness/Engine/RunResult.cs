using FakeDialStack;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine;

/// <summary>One judgement inside a run.</summary>
/// <param name="Requirement">Its id; null for a line without <c>checks</c>, a bad frame or an unexpected one.</param>
/// <param name="Label">With the requirement it names the check: the label of the line, or <c>requirement</c>, <c>requirement-2</c> …</param>
/// <param name="Verdict">Pass, Fail or Warn; Skip when the line was never reached; Inconclusive when the harness was too late to tell.</param>
/// <param name="At">The line; null where no line is concerned.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
public sealed record CheckResult(string? Requirement, string Label, Verdict Verdict, SourcePosition? At, Failure? Failure)
{
    /// <summary>How well the line kept to its <c>within</c> or <c>at</c>; null where it has none or nothing came.</summary>
    public TimingGrade? Grade { get; init; }

    /// <summary>Number of the entry that met the line; null where it was not met, or not by an entry.</summary>
    public int? Entry { get; init; }
}

/// <summary>A line such as <c>clock: 30s</c> that has run.</summary>
/// <param name="Before">Number of the first entry behind its beginning.</param>
/// <param name="At">When it began.</param>
/// <param name="By">How much time passed.</param>
public sealed record ClockMove(int Before, TimeSpan At, TimeSpan By);

/// <summary>A failure as people read it.</summary>
/// <param name="Summary">One sentence: what the client did wrong.</param>
/// <param name="Expected">What was expected, one line each.</param>
/// <param name="Instead">What came instead, nearest candidates first, differences marked field by field.</param>
/// <param name="EntryNumber">The entry that shows it; null when it is something missing.</param>
public sealed record Failure(string Summary, IReadOnlyList<string> Expected, IReadOnlyList<string> Instead, int? EntryNumber)
{
    /// <summary>By how much a time was missed: so late a harness could have been the reason. Null where no time was missed.</summary>
    public TimeSpan? MissedBy { get; init; }
}

/// <summary>One run of a scenario: a row, an order, a seed.</summary>
public sealed record RunResult
{
    /// <summary><c>area/name[row][order][seed]</c>, only the parts that it has.</summary>
    public required string Id { get; init; }

    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The seed that everything random was drawn from.</summary>
    public required int Seed { get; init; }

    /// <summary>The order in which a race was delivered, e.g. <c>laptop phone phone laptop</c>; null without a race.</summary>
    public string? Order { get; init; }

    /// <summary>True when a race of this run has more orders than were played (<see cref="SuiteRunner.MostOrders"/>).</summary>
    public bool OrdersLeftOut { get; init; }

    /// <summary>True when this run belongs into the snapshot: every row and order, but only the first seed.</summary>
    public bool HasSnapshot { get; init; } = true;

    /// <summary>The outcome.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>One sentence for people; empty for a pass.</summary>
    public required string Reason { get; init; }

    /// <summary>All judgements, in the order of the file.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    /// <summary>Everything that happened.</summary>
    public required IReadOnlyList<TranscriptEntry> Transcript { get; init; }

    /// <summary>
    /// Values of this run whose names are known, for the scrubber: a user's id is <c>alice</c>, her first token
    /// <c>alice token 1</c>, the account's id <c>account</c>. Without angle brackets.
    /// </summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();

    /// <summary>Real time that the run took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Protocol time inside it.</summary>
    public required TimeSpan ProtocolTime { get; init; }

    /// <summary>The most by which the harness, or an echo through the driver, was late; null under the virtual clock, which waits for everybody.</summary>
    public TimeSpan? Lateness { get; init; }

    /// <summary>Where the alternatives stand that this run took, and where those that it left (rule 11).</summary>
    public (IReadOnlyList<SourcePosition> Taken, IReadOnlyList<SourcePosition> Left) Alternatives { get; init; } = ([], []);

    /// <summary>Where lines of the scenario let time pass.</summary>
    public IReadOnlyList<ClockMove> ClockMoves { get; init; } = [];

    /// <summary>What the driver printed to stderr meanwhile; under the real clock several runs may share a driver.</summary>
    public IReadOnlyList<string> DriverOutput { get; init; } = [];

    /// <summary>Why the attempts before this one did not pass, where the run was retried.</summary>
    public IReadOnlyList<string> Retried { get; init; } = [];

    /// <summary>Steps of the fake's state machines, in order.</summary>
    internal IReadOnlyList<StateMoved> Moves { get; init; } = [];

    /// <summary>How many entries belong to the beginnings (<c>is: in an outbound call</c>): the file's own lines start behind them.</summary>
    internal int BeginningEntries { get; init; }

    /// <summary>Where in the record the lines that ran or were satisfied have their place, in the order of the file.</summary>
    internal IReadOnlyList<LinePlace> Places { get; init; } = [];

    /// <summary>Why the run was played again with a driver of its own: the one that it shared with others broke. Null when it was not.</summary>
    public string? PlayedAgain { get; init; }

    /// <summary>The driver broke; where several runs shared it, any of them may have been the one that broke it.</summary>
    internal bool DriverBroke { get; init; }

    /// <summary>There was no driver to play it with.</summary>
    internal bool HadNoDriver { get; init; }

    /// <summary>Mistakes of the scenario's author found by running it (rule 11): lines never reached, rules that never fired.</summary>
    public IReadOnlyList<string> AuthorMistakes { get; init; } = [];
}
