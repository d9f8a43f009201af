using FakeDialStack.Flow;
using Harness.Drivers;
using Harness.Engine.Playing;

namespace Harness.Engine.Time;

/// <summary>Everything of a run that differs by its clock: the clock, what crosses the border of the loop, and how to wait.</summary>
internal sealed class Clockwork : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly LatenessMeter? _meter;

    private Clockwork(TimeProvider time, IFlow flow, Record record, IPace pace, LatenessMeter? meter)
    {
        (Time, Flow, Record, Pace) = (time, flow, record, pace);
        _meter = meter;
    }

    public TimeProvider Time { get; }

    public IFlow Flow { get; }

    public Record Record { get; }

    public IPace Pace { get; }

    /// <summary>The worst lateness so far; null where nobody can be late.</summary>
    public TimeSpan? Lateness => _meter?.Worst;

    /// <summary>Everybody in step, from one fixed moment on.</summary>
    public static Clockwork Virtual()
    {
        var (loop, time) = (new Loop(), new VirtualTime(s_start));
        var ledger = new Ledger(loop);
        return new Clockwork(time, ledger, new Record(time), new Lockstep(loop, ledger, time), null);
    }

    /// <summary>The clock on the wall.</summary>
    /// <param name="driver">Is asked for echoes, where it gives any.</param>
    /// <param name="time">Null for the machine's.</param>
    public static Clockwork Real(IClientDriver driver, TimeProvider? time = null)
    {
        var loop = new Loop();
        time ??= TimeProvider.System;
        var record = new Record(time);
        var meter = new LatenessMeter(time, loop, driver is IEchoingDriver echoing ? echoing.EchoAsync : null);
        return new Clockwork(time, new FreeFlow(loop), record, new RealPace(loop, time, record, meter), meter);
    }

    /// <summary>The host is up; from here on time counts.</summary>
    /// <param name="isBusy">True while a driver owes an answer.</param>
    public void Begin(Func<bool> isBusy)
    {
        if (Pace is RealPace real)
        {
            real.IsBusy = isBusy;
        }

        _meter?.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter?.Dispose();
        (Pace as IDisposable)?.Dispose();
    }
}
