using FakeDialStack.Flow;
using Harness.Engine.Playing;
using Harness.Engine.Time;
using Harness.Transcripts;

namespace Harness.Tests.Engine.Time;

/// <summary>
/// The pace of the real clock under a clock that jumps: a thread beside it fires the next timer whenever the pace waits, and
/// only then, so that nobody waits in truth and every time is exact.
/// </summary>
internal sealed class RealBench : IDisposable
{
    private static readonly TimeSpan s_far = TimeSpan.FromDays(1);

    private readonly Thread _pump;
    private bool _waits;
    private bool _over;

    public RealBench()
    {
        Record = new Record(Time);
        Meter = new LatenessMeter(Time, Loop);
        Pace = new RealPace(Loop, new WatchedTime(Time, () => _waits = true), Record, Meter);
        _pump = new Thread(Pump) { IsBackground = true };
        _pump.Start();
    }

    public Loop Loop { get; } = new();

    public VirtualTime Time { get; } = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public Record Record { get; }

    public LatenessMeter Meter { get; }

    public RealPace Pace { get; }

    public double Now => Record.Now.TotalSeconds;

    public void Add(string name) => Record.Add(EntryKind.Event, "laptop", "app", name);

    /// <summary>Records something later.</summary>
    public void After(double seconds, string name) => LoopTimer.Start(Time, Loop, TimeSpan.FromSeconds(seconds), () => Add(name));

    public void Dispose()
    {
        Volatile.Write(ref _over, true);
        _pump.Join();
        Pace.Dispose();
        Meter.Dispose();
    }

    private void Pump()
    {
        while (!Volatile.Read(ref _over))
        {
            // The pace sets its alarm when it has found no work, and holds the gate from then until it waits.
            lock (Loop.Gate)
            {
                if (_waits)
                {
                    _waits = false;
                    Time.FireOne(s_far);
                }
            }

            Thread.Yield();
        }
    }

    /// <summary>Tells when its timer, the alarm of the pace, is set.</summary>
    private sealed class WatchedTime(TimeProvider time, Action set) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new WatchedTimer(time.CreateTimer(callback, state, dueTime, period), set);
    }

    private sealed class WatchedTimer(ITimer timer, Action set) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            set();
            return timer.Change(dueTime, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
