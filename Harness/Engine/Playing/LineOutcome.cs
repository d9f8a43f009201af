using Harness.Engine.Matching;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>A point of the record: everything from <paramref name="Index"/> on came after it.</summary>
/// <param name="Index">The first entry after it.</param>
/// <param name="At">Its time.</param>
/// <param name="Waited">
/// How long quiet had been waited for before it, since something last happened: what began then may look early by as much
/// when it is counted from here. Always zero under the virtual clock, where waiting takes no time.
/// </param>
internal readonly record struct Moment(int Index, TimeSpan At, TimeSpan Waited = default)
{
    /// <summary>Before everything.</summary>
    public static Moment Nothing => default;
}

/// <summary>How far a line has come.</summary>
internal enum LineState
{
    /// <summary>Not looked at: the run ended before.</summary>
    NotReached,

    /// <summary>An expectation that waits for its entry.</summary>
    Pending,

    /// <summary>Satisfied, or run.</summary>
    Done,

    /// <summary>An optional line without an entry.</summary>
    Omitted,

    /// <summary>In an alternative that was not taken.</summary>
    NotTaken,

    /// <summary>An expectation whose entry did not come in time.</summary>
    Missing,
}

/// <summary>What became of a line in a run.</summary>
/// <param name="Line">The line.</param>
/// <param name="State">How far it has come.</param>
internal sealed record LineOutcome(Line Line, LineState State)
{
    /// <summary>When it was satisfied or ran.</summary>
    public Moment? Satisfied { get; init; }

    /// <summary>Of a scripted line: the first entry that it could make; null for others.</summary>
    public int? Began { get; init; }

    /// <summary>What its time is counted from; null while that has not happened.</summary>
    public TimeSpan? Anchor => Since?.At;

    /// <summary>The moment of <see cref="Anchor"/>.</summary>
    public Moment? Since { get; init; }

    /// <summary>Where in the record its entry may be looked for.</summary>
    public int From { get; init; }

    /// <summary>The entries that it took.</summary>
    public IReadOnlyList<TranscriptEntry> Entries { get; init; } = [];

    /// <summary>What its <c>with</c> could be compared with when it was judged, for messages.</summary>
    public Names? Names { get; init; }

    /// <summary>A capture that it needs and that was never made.</summary>
    public string? Unknown { get; init; }

    /// <summary>Latest time that the block around it allows; null when none says so.</summary>
    public TimeSpan? BlockDue { get; init; }

    /// <summary>Of a <c>one of</c> that waits: the lines of each alternative.</summary>
    public IReadOnlyList<IReadOnlyList<LineOutcome>> Alternatives { get; init; } = [];

    /// <summary>Latest time at which its entry may come; null while the anchor is open, and where the lines inside decide.</summary>
    public TimeSpan? Deadline(TimeSpan patience) => Line switch
    {
        BlockLine { Timing: null, Kind: BlockKind.OneOf } => Alternatives.Max(a => FirstDeadline(a, patience)),
        BlockLine { Timing: null } => null,
        _ when Anchor is not { } => null,
        _ when TimingOf(Line) is { } timing => Anchor + timing.Latest,
        _ => BlockDue ?? Anchor + patience,
    };

    /// <summary>The first deadline of the lines that still wait.</summary>
    public static TimeSpan? FirstDeadline(IEnumerable<LineOutcome> outcomes, TimeSpan patience) =>
        outcomes.Where(static o => o.State == LineState.Pending).Select(o => o.Deadline(patience)).Min();

    public static Timing? TimingOf(Line line) => line switch
    {
        ExpectationLine expectation => expectation.Timing,
        BlockLine block => block.Timing,
        _ => null,
    };
}
