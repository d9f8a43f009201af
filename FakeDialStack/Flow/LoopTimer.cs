namespace FakeDialStack.Flow;

/// <summary>A one-shot timer whose action runs on the loop, and never after it was disposed.</summary>
public sealed class LoopTimer : IDisposable
{
    private readonly Loop _loop;
    private readonly Action _action;
    private ITimer? _timer;
    private bool _done;

    private LoopTimer(Loop loop, Action action)
    {
        _loop = loop;
        _action = action;
    }

    /// <summary>True until it has fired or was disposed. Loop only.</summary>
    public bool IsArmed => !_done;

    /// <summary>Arms a timer. Call on the loop, before announcing the state that it belongs to.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="loop">Where the action runs.</param>
    /// <param name="due">From now; zero or less fires as soon as the clock is asked.</param>
    /// <param name="action">What to do.</param>
    public static LoopTimer Start(TimeProvider time, Loop loop, TimeSpan due, Action action)
    {
        var timer = new LoopTimer(loop, action);
        timer._timer = time.CreateTimer(
            static state => ((LoopTimer)state!).Due(), timer, due < TimeSpan.Zero ? TimeSpan.Zero : due, Timeout.InfiniteTimeSpan);
        return timer;
    }

    /// <summary>Disarms it. Loop only.</summary>
    public void Dispose()
    {
        _done = true;
        _timer?.Dispose();
    }

    private void Due() => _loop.Post(() =>
    {
        if (!_done)
        {
            Dispose();
            _action();
        }
    });
}
