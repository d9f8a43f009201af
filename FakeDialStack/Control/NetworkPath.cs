using FakeDialStack.Flow;

namespace FakeDialStack.Control;

/// <summary>One direction between a client and the fake: passes at once, later, or not until the network is back. Loop only.</summary>
internal sealed class NetworkPath(TimeProvider time, Loop loop) : IDisposable
{
    private readonly Queue<(DateTimeOffset Due, Action Deliver)> _underWay = new();
    private LoopTimer? _timer;
    private TimeSpan _delay = TimeSpan.Zero;
    private bool _stalled;

    /// <summary>How much is under way.</summary>
    public int Count => _underWay.Count;

    /// <summary>Sends something along, behind everything that was sent before.</summary>
    public void Pass(Action deliver)
    {
        if (!_stalled && _delay == TimeSpan.Zero && _underWay.Count == 0)
        {
            deliver();
            return;
        }

        _underWay.Enqueue((time.GetUtcNow() + _delay, deliver));
        Arm();
    }

    /// <summary>Nothing arrives until <see cref="Restore"/>.</summary>
    public void Stall()
    {
        _stalled = true;
        Disarm();
    }

    /// <summary>From now on everything arrives that much later.</summary>
    public void Delay(TimeSpan by)
    {
        _delay = by;
        _stalled = false;
        Arm();
    }

    /// <summary>Everything under way arrives now, in order, and what follows passes at once.</summary>
    public void Restore()
    {
        _delay = TimeSpan.Zero;
        _stalled = false;
        Disarm();
        while (!_stalled && _underWay.TryDequeue(out var next))
        {
            next.Deliver();
        }
    }

    /// <summary>Forgets what is under way.</summary>
    public void Dispose()
    {
        Disarm();
        _underWay.Clear();
    }

    private void Arm()
    {
        if (!_stalled && _timer is null && _underWay.TryPeek(out var next))
        {
            _timer = LoopTimer.Start(time, loop, next.Due - time.GetUtcNow(), Arrive);
        }
    }

    private void Arrive()
    {
        _timer = null;
        if (_underWay.TryDequeue(out var next))
        {
            Arm();
            next.Deliver();
        }
    }

    private void Disarm()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
