using FakeDialStack.Flow;

namespace Harness.Engine.Time;

/// <summary>
/// Moves everybody in step under the virtual clock: everything that is queued or on its way is handled, one landed item
/// at a time, before time may move. Quiet is known by counting; nothing waits for a while.
/// </summary>
internal sealed class Lockstep : IPace
{
    private const int MostWorkAtOneInstant = 5_000;
    private const int MostWork = 500_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Loop _loop;
    private readonly Ledger _ledger;
    private readonly VirtualTime _time;
    private readonly TimeSpan _watchdog;
    private Exception? _fault;
    private TimeSpan _instant;
    private int _workAtInstant;
    private int _work;

    /// <param name="loop">Is run by the caller of the methods.</param>
    /// <param name="ledger">Knows what is on its way.</param>
    /// <param name="time">Is moved.</param>
    /// <param name="watchdog">Real time after which something that does not come back is given up; generous, since machines are slow at times.</param>
    public Lockstep(Loop loop, Ledger ledger, VirtualTime time, TimeSpan? watchdog = null)
    {
        _watchdog = watchdog ?? s_patience;
        _loop = loop;
        _ledger = ledger;
        _time = time;
        loop.Faulted += thrown => _fault ??= thrown;
    }

    /// <summary>Who else has timers; null for nobody.</summary>
    public IFollower? Follower { get; set; }

    /// <inheritdoc/>
    public TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Virtual time costs nothing.</summary>
    public TimeSpan LateSearch => Patience;

    /// <summary>Quiet is quiet: nothing more can come.</summary>
    public TimeSpan Closing => TimeSpan.Zero;

    /// <inheritdoc/>
    public Slack Slack => Slack.None;

    /// <inheritdoc/>
    public TimeSpan QuietSince => _time.Elapsed;

    /// <inheritdoc/>
    public void Settle()
    {
        while (Next() is { } work)
        {
            _loop.Run(work);
            ThrowIfFaulted();
            ThrowIfRestless();
        }
    }

    /// <inheritdoc/>
    public void Do(Action action)
    {
        _loop.Post(action);
        Settle();
    }

    /// <summary>Moves time to the next timer, if one is due by the limit, fires it and settles; else moves to the limit. False at the limit.</summary>
    public bool Step(TimeSpan limit)
    {
        var due = _time.NextDue;
        if (Follower?.NextDue is { } far && far <= limit && (due is null || far < due))
        {
            _time.MoveTo(far);
            Do(Follower.FireOne);
            return true;
        }

        if (due is null || due > limit)
        {
            _time.MoveTo(limit);
            return false;
        }

        Do(() => _time.FireOne(limit));
        return true;
    }

    /// <inheritdoc/>
    public void TakeDown(Func<Task> work)
    {
        Task? done = null;
        _loop.Post(() => done = work());
        while (done is not { IsCompleted: true })
        {
            _loop.Run(NextOfAny());
        }

        done.GetAwaiter().GetResult();
    }

    private Action NextOfAny()
    {
        lock (_loop.Gate)
        {
            while (true)
            {
                if (_loop.TryTake(out var work) || _ledger.TryTake(out work))
                {
                    return work;
                }

                if (!Monitor.Wait(_loop.Gate, _watchdog))
                {
                    throw new HarnessException($"Taking the run down got stuck: {_ledger.Describe()}.");
                }
            }
        }
    }

    private Action? Next()
    {
        lock (_loop.Gate)
        {
            while (true)
            {
                if (_loop.TryTake(out var work))
                {
                    return work;
                }

                if (_ledger.IsBalanced)
                {
                    return _ledger.TryTake(out var handOver) ? handOver : null;
                }

                if (!Monitor.Wait(_loop.Gate, _watchdog))
                {
                    throw new HarnessException($"The run got stuck: {_ledger.Describe()}.{Follower?.WhyStuck()}");
                }
            }
        }
    }

    // Under a clock that waits for everybody, a client that retries without a pause would run for ever.
    private void ThrowIfRestless()
    {
        if (_instant != _time.Elapsed)
        {
            (_instant, _workAtInstant) = (_time.Elapsed, 0);
        }

        if (++_workAtInstant > MostWorkAtOneInstant || ++_work > MostWork)
        {
            throw new RestlessException(_workAtInstant > MostWorkAtOneInstant);
        }
    }

    private void ThrowIfFaulted()
    {
        if (_fault is { } fault)
        {
            throw fault as HarnessException ?? new HarnessException($"{fault.GetType().Name}: {fault.Message}", fault);
        }
    }
}
