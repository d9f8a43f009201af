using Harness.Scenarios;

namespace Harness.Engine.Time;

/// <summary>
/// How exact the times of a run are. Under the virtual clock they are exact. Under the real clock nothing that happens
/// in two processes has an exact time: a little is allowed, and where the harness itself was late nothing can be said.
/// </summary>
/// <param name="Early">So much before its band an entry still counts as in time.</param>
/// <param name="Late">So much after its band an entry still counts as in time.</param>
/// <param name="Lateness">The most by which the harness, or an echo through the driver, was late in this run.</param>
internal sealed record Slack(TimeSpan Early, TimeSpan Late, TimeSpan Lateness)
{
    /// <summary>
    /// From here on the harness was too late to blame a client for anything that depends on time. As large as what is
    /// allowed anyway: a smaller lateness cannot have made a client fail that is not late itself.
    /// </summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    /// <summary>Of the virtual clock.</summary>
    public static Slack None { get; } = new(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);

    /// <summary>Of the real clock. A timer may fire a tick early, and what it is counted from may have been recorded late; late is what takes several hops.</summary>
    public static Slack Real(TimeSpan lateness) => new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), lateness);

    /// <summary>True when nothing that depends on time can be held against the client.</summary>
    public bool IsLate => Lateness > Margin;

    /// <summary>How well an entry kept to its time.</summary>
    /// <param name="timing">The band.</param>
    /// <param name="elapsed">When it came.</param>
    /// <param name="waited">So much before the moment that is counted from, what it answers may have happened.</param>
    public TimingGrade GradeOf(Timing timing, TimeSpan elapsed, TimeSpan waited) =>
        elapsed + waited < timing.Earliest - Early ? TimingGrade.TooEarly
        : elapsed <= timing.Latest ? TimingGrade.InBand
        : elapsed <= timing.Latest + Late ? TimingGrade.Late
        : TimingGrade.VeryLate;
}
