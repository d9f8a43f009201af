using FakeDialStack.Flow;
using Harness.Engine.Time;

namespace Harness.Tests.Engine.Time;

/// <summary>A loop with its ledger, clock and step, without anybody on it. A short watchdog, for runs that must get stuck.</summary>
internal sealed class StepBench
{
    private static readonly TimeSpan s_watchdog = TimeSpan.FromMilliseconds(1);

    public StepBench(bool getsStuck = false)
    {
        Loop = new Loop();
        Ledger = new Ledger(Loop);
        Time = new VirtualTime(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
        Lockstep = new Lockstep(Loop, Ledger, Time, getsStuck ? s_watchdog : null);
    }

    public Loop Loop { get; }

    public Ledger Ledger { get; }

    public VirtualTime Time { get; }

    public Lockstep Lockstep { get; }

    /// <summary>What has been handed over, in order.</summary>
    public List<string> Seen { get; } = [];

    public Action Sees(string what) => () => Seen.Add(what);

    public bool IsBalanced
    {
        get
        {
            lock (Loop.Gate)
            {
                return Ledger.IsBalanced;
            }
        }
    }
}
