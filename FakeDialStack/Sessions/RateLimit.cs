namespace FakeDialStack.Sessions;

/// <summary>A bucket that fills at a steady rate; one frame takes one drop (L-06).</summary>
internal sealed class RateLimit(TimeProvider time)
{
    private double? _level;
    private long _asOf;

    /// <summary>Takes a drop; false when the bucket is empty.</summary>
    public bool TryTake(int perSecond, int burst)
    {
        var now = time.GetTimestamp();
        var filled = _level is { } level ? level + (time.GetElapsedTime(_asOf, now).TotalSeconds * perSecond) : burst;
        _level = Math.Min(filled, burst);
        _asOf = now;
        if (_level < 1)
        {
            return false;
        }

        _level--;
        return true;
    }
}
