using FakeDialStack.Flow;
using Harness.Drivers;
using Harness.Drivers.Remote;
using Harness.Engine.Playing;

namespace Harness.Engine.Time;

/// <summary>Everything of a run that differs by its clock: the clock, what crosses the border of the loop, and how to wait.</summary>
internal sealed class Clockwork : IDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly LatenessMeter? _meter;
    private Border? _border;

    private Clockwork(TimeProvider time, IFlow flow, Record record, IPace pace, LatenessMeter? meter)
    {
        (Time, Flow, Record, Pace) = (time, flow, record, pace);
        _meter = meter;
    }

    public TimeProvider Time { get; }

    public IFlow Flow { get; private init; }

    /// <summary>How clients outside this process reach the fake; null when all are inside.</summary>
    public NetworkReach? Reach { get; private init; }

    public Record Record { get; }

    public IPace Pace { get; }

    /// <summary>The worst lateness so far; null where nobody can be late.</summary>
    public TimeSpan? Lateness => _meter?.Worst;

    /// <summary>For a run.</summary>
    /// <param name="clock">Which clock.</param>
    /// <param name="driver">Who drives the clients.</param>
    /// <param name="lanes">Their names.</param>
    /// <param name="reach">How they reach the fake, where they are outside this process.</param>
    /// <param name="isHeld">Somebody looks at the driver in a debugger: nobody gives up.</param>
    public static Clockwork For(RunClock clock, IDriverSession driver, IReadOnlyList<string> lanes, NetworkReach reach, bool isHeld) =>
        clock == RunClock.Real ? Real(driver, reach, isHeld: isHeld)
        : driver is RemoteSession remote ? Far(remote, lanes, reach, isHeld)
        : Virtual();

    /// <summary>Everybody in step, from one fixed moment on.</summary>
    public static Clockwork Virtual()
    {
        var (loop, time) = (new Loop(), new VirtualTime(s_start));
        var ledger = new Ledger(loop);
        return new Clockwork(time, ledger, new Record(time), new Lockstep(loop, ledger, time), null);
    }

    /// <summary>Everybody in step, clients in other processes too.</summary>
    private static Clockwork Far(RemoteSession remote, IReadOnlyList<string> lanes, NetworkReach reach, bool isHeld)
    {
        var (loop, time) = (new Loop(), new VirtualTime(s_start));
        var ledger = new Ledger(loop);
        var border = new Border(ledger, time, s_start, lanes, remote);
        remote.Follow(border);
        var pace = new Lockstep(loop, ledger, time, isHeld ? Timeout.InfiniteTimeSpan : null) { Follower = border };
        return new Clockwork(time, border, new Record(time), pace, null) { Reach = reach, _border = border };
    }

    /// <summary>The clock on the wall.</summary>
    /// <param name="driver">Is asked for echoes, where it gives any.</param>
    /// <param name="reach">How clients outside this process reach the fake.</param>
    /// <param name="time">Null for the machine's.</param>
    /// <param name="isHeld">Somebody looks at the driver in a debugger: nobody gives up.</param>
    public static Clockwork Real(IDriverSession driver, NetworkReach reach, TimeProvider? time = null, bool isHeld = false)
    {
        var loop = new Loop();
        time ??= TimeProvider.System;
        var record = new Record(time);
        var meter = new LatenessMeter(time, loop, driver is IEchoingDriver echoing ? echoing.EchoAsync : null);
        return new Clockwork(time, new FreeFlow(loop), record, new RealPace(loop, time, record, meter) { IsHeld = isHeld }, meter)
        {
            Reach = driver is InProcessSession { LivesOnLoop: true } ? null : reach,
        };
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

    /// <summary>The record is closed: nobody elsewhere is asked for anything any more.</summary>
    public void End() => _border?.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter?.Dispose();
        (Pace as IDisposable)?.Dispose();
    }
}
