using FakeDialStack.Flow;
using Harness.Engine;
using Harness.Engine.Time;
using NUnit.Framework;

namespace Harness.Tests.Engine.Time;

/// <summary>Everybody moves in step: what is under way comes first, then one landed item, then one timer.</summary>
public sealed class LockstepTests
{
    [Test]
    public void Everything_that_an_item_causes_runs_before_the_next_one()
    {
        var bench = new StepBench();
        foreach (var lane in new[] { "b", "a" })
        {
            var request = new RequestKey(lane, "GET", "/");
            bench.Ledger.RequestOpened(request);
            bench.Ledger.RequestArrived(request, () =>
            {
                bench.Seen.Add(lane);
                bench.Loop.Post(bench.Sees($"what {lane} causes"));
            });
        }

        bench.Lockstep.Settle();

        Assert.That(bench.Seen, Is.EqualTo(new[] { "a", "what a causes", "b", "what b causes" }));
    }

    [Test]
    public void Nothing_that_has_landed_is_handed_over_while_something_is_still_on_its_way()
    {
        var bench = new StepBench();
        var (slow, fast) = (new RequestKey("a", "GET", "/slow"), new RequestKey("b", "GET", "/fast"));
        bench.Ledger.RequestOpened(slow);
        bench.Ledger.RequestOpened(fast);
        bench.Ledger.RequestArrived(fast, bench.Sees("fast"));
        var outside = new Thread(() => bench.Ledger.RequestArrived(slow, bench.Sees("slow")));
        bench.Loop.Post(outside.Start);

        bench.Lockstep.Settle();
        outside.Join();

        Assert.That(bench.Seen, Is.EqualTo(new[] { "slow", "fast" }));
    }

    [Test]
    public void A_step_fires_one_timer_and_settles_and_at_the_limit_moves_the_clock_there()
    {
        var bench = new StepBench();
        LoopTimer.Start(bench.Time, bench.Loop, TimeSpan.FromSeconds(1), bench.Sees("first"));
        LoopTimer.Start(bench.Time, bench.Loop, TimeSpan.FromSeconds(1), bench.Sees("second"));

        Assert.That(bench.Lockstep.Step(TimeSpan.FromSeconds(5)), Is.True);
        Assert.That(bench.Seen, Is.EqualTo(new[] { "first" }));
        Assert.That(bench.Lockstep.Step(TimeSpan.FromSeconds(5)), Is.True);
        Assert.That(bench.Lockstep.Step(TimeSpan.FromSeconds(5)), Is.False);
        Assert.That(bench.Seen, Is.EqualTo(new[] { "first", "second" }));
        Assert.That(bench.Time.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public void What_throws_on_the_loop_breaks_the_run_and_is_quoted()
    {
        var bench = new StepBench();
        bench.Loop.Spawn(async () =>
        {
            await Task.Yield();
            throw new FormatException("bad bytes");
        });

        Assert.That(bench.Lockstep.Settle, Throws.TypeOf<HarnessException>().With.Message.EqualTo("FormatException: bad bytes"));
    }

    [Test]
    public void Somebody_who_never_lets_time_pass_is_noticed()
    {
        var bench = new StepBench();
        void Again() => bench.Loop.Post(Again);

        Assert.That(() => bench.Lockstep.Do(Again), Throws.TypeOf<RestlessException>().With.Message.Contains("without letting any time pass"));
    }

    [Test]
    public void Much_work_is_no_restlessness_when_time_passes_with_it()
    {
        var bench = new StepBench();
        var fired = 0;
        using var timer = bench.Time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        while (bench.Lockstep.Step(TimeSpan.FromSeconds(20_000)))
        {
            // An hour's pings and more.
        }

        Assert.That(fired, Is.EqualTo(20_000));
    }

    [Test]
    public void Taking_down_runs_what_is_left_and_waits_for_nothing_else()
    {
        var bench = new StepBench();
        bench.Ledger.RequestOpened(new RequestKey("laptop", "GET", "/never"));

        bench.Lockstep.TakeDown(async () =>
        {
            await Task.Yield();
            bench.Seen.Add("down");
        });

        Assert.That(bench.Seen, Is.EqualTo(new[] { "down" }));
    }
}
