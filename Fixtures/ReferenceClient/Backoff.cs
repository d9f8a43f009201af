namespace Fixtures.ReferenceClient;

/// <summary>The ladder of waits between reconnects, with equal jitter (B.8, CF-34). Reset only by <c>authenticated</c>.</summary>
/// <param name="steps">The steps, the last one repeats.</param>
/// <param name="jitter">From a step and a number in [0, 1) to the wait.</param>
/// <param name="chance">The client's chance.</param>
public sealed class Backoff(IReadOnlyList<TimeSpan> steps, Func<TimeSpan, double, TimeSpan> jitter, Random chance)
{
    private int _next;

    /// <summary>The wait before the next attempt; climbs one step.</summary>
    public TimeSpan Next()
    {
        var step = steps[Math.Min(_next, steps.Count - 1)];
        _next++;
        return jitter(step, chance.NextDouble());
    }

    /// <summary>Back to the first step.</summary>
    public void Reset() => _next = 0;
}
