namespace Harness.Engine.Time;

/// <summary>
/// A clock that moves only when told. Timers fire one at a time, by due time and then by the order in which they were armed.
/// Used by one loop: not thread-safe beyond creating and disposing timers.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Arming)> _timers = new();
    private readonly DateTimeOffset _start;
    private long _armings;
    private long _now;

    /// <summary>Starts at the given time.</summary>
    public VirtualTime(DateTimeOffset start) => _start = start;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => new(Interlocked.Read(ref _now));

    /// <summary>When the earliest timer is due, counted from the start; null when none is armed.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate)
            {
                DropDead();
                return _timers.TryPeek(out _, out var first) ? new TimeSpan(first.Due) : null;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires the earliest timer and moves the clock to it; false when none is due by <paramref name="limit"/>.</summary>
    public bool FireOne(TimeSpan limit)
    {
        VirtualTimer timer;
        lock (_gate)
        {
            DropDead();
            if (!_timers.TryPeek(out _, out var first) || first.Due > limit.Ticks)
            {
                return false;
            }

            timer = _timers.Dequeue();
            _now = Math.Max(_now, first.Due);
            timer.Rearm();
        }

        timer.Fire();
        return true;
    }

    /// <summary>Moves the clock, firing nothing; never past a timer that is due, never back.</summary>
    public void MoveTo(TimeSpan elapsed)
    {
        lock (_gate)
        {
            DropDead();
            if (_timers.TryPeek(out _, out var first) && first.Due < elapsed.Ticks)
            {
                throw new InvalidOperationException($"A timer is due at {new TimeSpan(first.Due)}, before {elapsed}.");
            }

            _now = Math.Max(_now, elapsed.Ticks);
        }
    }

    private void DropDead()
    {
        while (_timers.TryPeek(out var timer, out var at) && !timer.IsCurrent(at.Arming))
        {
            _timers.Dequeue();
        }
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private long _arming = -1;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool IsCurrent(long arming) => _arming == arming;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                _period = period;
                _arming = -1;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Arm(dueTime);
                }
            }

            return true;
        }

        /// <summary>Before the callback: a periodic timer is armed again, a one-shot is not.</summary>
        public void Rearm()
        {
            _arming = -1;
            if (_period > TimeSpan.Zero)
            {
                Arm(_period);
            }
        }

        public void Fire()
        {
            if (_context is null)
            {
                callback(state);
                return;
            }

            ExecutionContext.Run(_context, s => callback(s), state);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan due)
        {
            _arming = ++time._armings;
            time._timers.Enqueue(this, (time._now + due.Ticks, _arming));
        }
    }
}
