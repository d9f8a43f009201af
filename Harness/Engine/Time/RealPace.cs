using FakeDialStack.Flow;

namespace Harness.Engine.Time;

/// <summary>
/// Plays a run in real time: the calling thread runs the loop, and waits on its gate until work comes or the time is up.
/// Nobody counts here, so quiet is that for a short while nothing was recorded.
/// </summary>
internal sealed class RealPace : IPace, IDisposable
{
    private const int MostChanges = 50_000;
    private const int MostWorkPastTheLimit = 5_000;

    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan s_longestQuiet = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_restless = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_watchdog = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_held = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_grain = TimeSpan.FromMilliseconds(20);

    private readonly Loop _loop;
    private readonly ITimeline _timeline;
    private readonly LatenessMeter _meter;
    private readonly ITimer _alarm;
    private Exception? _fault;
    private int _workPastTheLimit;

    /// <param name="loop">Is run by the caller of the methods.</param>
    /// <param name="time">The clock.</param>
    /// <param name="timeline">What happens, and when.</param>
    /// <param name="meter">How late everything is.</param>
    public RealPace(Loop loop, TimeProvider time, ITimeline timeline, LatenessMeter meter)
    {
        _loop = loop;
        _timeline = timeline;
        _meter = meter;
        _alarm = time.CreateTimer(_ => Pulse(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        loop.Faulted += thrown => _fault ??= thrown;
    }

    /// <summary>True while a driver owes an answer to something it was told to do; then nobody is quiet. Asked by the thread that runs the loop.</summary>
    public Func<bool> IsBusy { get; set; } = static () => false;

    /// <summary>True while somebody looks at the driver in a debugger: a line without a time of its own waits as long as need be.</summary>
    public bool IsHeld { get; init; }

    /// <inheritdoc/>
    public TimeSpan Patience => IsHeld ? s_held : TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public TimeSpan LateSearch { get; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public TimeSpan Closing { get; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public Slack Slack => Slack.Real(_meter.Worst);

    /// <inheritdoc/>
    public TimeSpan QuietSince { get; private set; }

    // On a machine that is late, what belongs together comes with larger gaps.
    private TimeSpan Quiet => Clamp(_meter.Worst * 2, s_quiet, s_longestQuiet);

    /// <inheritdoc/>
    public void Settle()
    {
        var limit = _timeline.Now + s_restless;
        if (SettleBy(limit))
        {
            return;
        }

        if (!IsBusy())
        {
            throw new RestlessException(atOneInstant: false);
        }

        if (!SettleBy(_timeline.Now + (IsHeld ? s_held : s_watchdog)))
        {
            throw new HarnessException("The run got stuck: the driver does not answer.");
        }
    }

    /// <inheritdoc/>
    public void Do(Action action)
    {
        _loop.Post(action);
        Settle();
    }

    /// <inheritdoc/>
    public bool Step(TimeSpan limit)
    {
        var before = _timeline.Version;
        while (RunOne(limit))
        {
            if (_timeline.Version != before)
            {
                SettleBy(limit);
                return true;
            }
        }

        QuietSince = _timeline.Now;
        return false;
    }

    /// <inheritdoc/>
    public void TakeDown(Func<Task> work)
    {
        Task? done = null;
        _loop.Post(() => done = work());
        var limit = _timeline.Now + (IsHeld ? s_held : s_watchdog);
        while (done is not { IsCompleted: true })
        {
            if (Next(limit) is not { } next)
            {
                throw new HarnessException("Taking the run down got stuck.");
            }

            _loop.Run(next);
        }

        done.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose() => _alarm.Dispose();

    /// <summary>Runs until it has been quiet for a while; false when the limit comes first.</summary>
    private bool SettleBy(TimeSpan limit)
    {
        var (version, since) = (_timeline.Version, _timeline.Now);
        while (true)
        {
            var quiet = since + Quiet;
            var ran = RunOne(quiet < limit ? quiet : limit);
            if (version != _timeline.Version || IsBusy())
            {
                (version, since) = (_timeline.Version, _timeline.Now);
            }
            else if (!ran && _timeline.Now >= quiet)
            {
                QuietSince = since;
                return true;
            }

            if (!ran && _timeline.Now >= limit)
            {
                QuietSince = _timeline.Now;
                return false;
            }
        }
    }

    /// <summary>Runs one piece of work; false when there is none until then.</summary>
    private bool RunOne(TimeSpan until)
    {
        if (Next(until) is not { } work)
        {
            _workPastTheLimit = 0;
            return false;
        }

        _loop.Run(work);
        if (_fault is { } fault)
        {
            throw fault as HarnessException ?? new HarnessException($"{fault.GetType().Name}: {fault.Message}", fault);
        }

        // Time alone does not bound it: a loop that always has more to do never gets as far as looking at the clock.
        _workPastTheLimit = _timeline.Now > until ? _workPastTheLimit + 1 : 0;
        if (_workPastTheLimit > MostWorkPastTheLimit || _timeline.Version > MostChanges)
        {
            throw new RestlessException(atOneInstant: false);
        }

        return true;
    }

    private Action? Next(TimeSpan until)
    {
        lock (_loop.Gate)
        {
            while (true)
            {
                if (_loop.TryTake(out var work))
                {
                    return work;
                }

                var left = until - _timeline.Now;
                if (left <= TimeSpan.Zero)
                {
                    return null;
                }

                // The alarm wakes at the right time; the wait's own end is for a pool that is too busy to fire it.
                _alarm.Change(left, Timeout.InfiniteTimeSpan);
                Monitor.Wait(_loop.Gate, left + s_grain);
            }
        }
    }

    private void Pulse()
    {
        lock (_loop.Gate)
        {
            Monitor.PulseAll(_loop.Gate);
        }
    }

    private static TimeSpan Clamp(TimeSpan value, TimeSpan least, TimeSpan most) =>
        value < least ? least : value > most ? most : value;
}
