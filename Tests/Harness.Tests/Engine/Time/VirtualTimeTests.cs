using FakeDialStack.Flow;
using Harness.Engine.Time;
using NUnit.Framework;

namespace Harness.Tests.Engine.Time;

/// <summary>The clock that moves only when told.</summary>
public sealed class VirtualTimeTests
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly VirtualTime _time = new(s_start);
    private readonly List<string> _fired = [];

    [SetUp]
    public void Forget() => _fired.Clear();

    [Test]
    public void It_stands_still_until_told()
    {
        var time = new VirtualTime(s_start);

        time.MoveTo(TimeSpan.FromSeconds(90));

        Assert.Multiple(() =>
        {
            Assert.That(time.GetUtcNow(), Is.EqualTo(s_start + TimeSpan.FromSeconds(90)));
            Assert.That(time.GetElapsedTime(0), Is.EqualTo(TimeSpan.FromSeconds(90)));
            Assert.That(time.LocalTimeZone, Is.EqualTo(TimeZoneInfo.Utc));
            Assert.That(time.NextDue, Is.Null);
        });
    }

    [Test]
    public void Timers_fire_one_at_a_time_by_due_time_and_then_in_the_order_of_arming()
    {
        var time = new VirtualTime(s_start);
        using var later = Arm(time, "later", 2);
        using var first = Arm(time, "first of two", 1);
        using var second = Arm(time, "second of two", 1);

        Assert.That(time.NextDue, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(time.FireOne(TimeSpan.FromSeconds(5)), Is.True);
        Assert.That(_fired, Is.EqualTo(new[] { "first of two" }));
        time.FireOne(TimeSpan.FromSeconds(5));
        time.FireOne(TimeSpan.FromSeconds(5));
        Assert.That(_fired, Is.EqualTo(new[] { "first of two", "second of two", "later" }));
        Assert.That(time.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(time.FireOne(TimeSpan.FromSeconds(5)), Is.False);
    }

    [Test]
    public void Nothing_beyond_the_limit_fires()
    {
        var time = new VirtualTime(s_start);
        using var timer = Arm(time, "timer", 3);

        Assert.That(time.FireOne(TimeSpan.FromSeconds(2.9)), Is.False);
        Assert.That(time.Elapsed, Is.EqualTo(TimeSpan.Zero));
        Assert.That(time.FireOne(TimeSpan.FromSeconds(3)), Is.True);
    }

    [Test]
    public void A_timer_that_is_armed_again_takes_its_place_behind_the_others_of_that_instant()
    {
        var time = new VirtualTime(s_start);
        using var moved = Arm(time, "moved", 1);
        using var other = Arm(time, "other", 1);

        moved.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        FireAll(time, 1);
        Assert.That(_fired, Is.EqualTo(new[] { "other", "moved" }));
    }

    [Test]
    public void A_periodic_timer_is_armed_before_its_callback_runs()
    {
        var time = new VirtualTime(s_start);
        var due = new List<TimeSpan?>();
        using var timer = time.CreateTimer(_ => due.Add(time.NextDue), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

        FireAll(time, 25);

        Assert.That(due, Is.EqualTo(new TimeSpan?[] { TimeSpan.FromSeconds(11), TimeSpan.FromSeconds(21), TimeSpan.FromSeconds(31) }));
    }

    [Test]
    public void What_is_disposed_neither_fires_nor_counts_as_due()
    {
        var time = new VirtualTime(s_start);
        ITimer? second = null;
        using var first = time.CreateTimer(_ => second!.Dispose(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        second = Arm(time, "second", 1);
        var third = Arm(time, "third", 2);
        third.Dispose();

        FireAll(time, 5);

        Assert.That(_fired, Is.Empty);
        Assert.That(time.NextDue, Is.Null);
    }

    [Test]
    public void It_never_moves_past_a_timer_nor_back()
    {
        var time = new VirtualTime(s_start);
        using var timer = Arm(time, "timer", 2);

        time.MoveTo(TimeSpan.FromSeconds(2));
        time.MoveTo(TimeSpan.FromSeconds(1));

        Assert.That(time.Elapsed, Is.EqualTo(TimeSpan.FromSeconds(2)));
        Assert.That(() => time.MoveTo(TimeSpan.FromSeconds(2.5)), Throws.InvalidOperationException);
    }

    [Test]
    public void A_timer_of_no_time_at_all_waits_to_be_fired()
    {
        using var timer = Arm(_time, "at once", 0);

        Assert.That(_fired, Is.Empty);
        Assert.That(_time.FireOne(TimeSpan.Zero), Is.True);
        Assert.That(_fired, Is.EqualTo(new[] { "at once" }));
    }

    [Test]
    public void Waiting_code_on_the_loop_follows_it()
    {
        var time = new VirtualTime(s_start);
        var loop = new Loop();
        var lockstep = new Lockstep(loop, new Ledger(loop), time);
        loop.Spawn(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(1), time);
            Note("delayed");
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5), time);
            try
            {
                await Task.Delay(TimeSpan.FromHours(1), time, limit.Token);
            }
            catch (OperationCanceledException)
            {
                Note("cancelled");
            }

            try
            {
                await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(10), time);
            }
            catch (TimeoutException)
            {
                Note("timed out");
            }
        });

        lockstep.Settle();
        while (lockstep.Step(TimeSpan.FromHours(3)))
        {
            // From timer to timer.
        }

        Assert.That(_fired, Is.EqualTo(new[] { "delayed at 3600 on the loop", "cancelled at 3900 on the loop", "timed out at 3910 on the loop" }));
        Assert.That(time.Elapsed, Is.EqualTo(TimeSpan.FromHours(3)));

        void Note(string what) => _fired.Add($"{what} at {time.Elapsed.TotalSeconds} {(loop.IsCurrent ? "on the loop" : "elsewhere")}");
    }

    private ITimer Arm(VirtualTime time, string name, double seconds) =>
        time.CreateTimer(_ => _fired.Add(name), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    private static void FireAll(VirtualTime time, double limit)
    {
        while (time.FireOne(TimeSpan.FromSeconds(limit)))
        {
            // One at a time.
        }
    }
}
