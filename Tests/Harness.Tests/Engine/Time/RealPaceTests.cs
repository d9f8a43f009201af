using FakeDialStack.Flow;
using Harness.Engine;
using Harness.Engine.Time;
using NUnit.Framework;

namespace Harness.Tests.Engine.Time;

/// <summary>In real time quiet is that nothing is recorded for a while, and everything is bounded.</summary>
public sealed class RealPaceTests
{
    private RealBench _bench = new();

    [SetUp]
    public void Start() => _bench = new RealBench();

    [TearDown]
    public void End() => _bench.Dispose();

    [Test]
    public void It_is_quiet_when_nothing_was_recorded_for_a_while()
    {
        _bench.After(0.03, "first");
        _bench.After(0.06, "second");
        _bench.After(0.5, "much later");

        _bench.Pace.Do(() => _bench.Add("told"));

        Assert.That(_bench.Record.Entries.Select(static e => e.Name), Is.EqualTo(new[] { "told", "first", "second" }));
        Assert.That(_bench.Now, Is.EqualTo(0.1).Within(0.001));
    }

    [Test]
    public void It_is_known_since_when_it_is_quiet()
    {
        _bench.After(0.03, "first");
        _bench.Pace.Do(() => _bench.Add("told"));
        var settled = _bench.Pace.QuietSince.TotalSeconds;
        _bench.Pace.Step(TimeSpan.FromSeconds(5));

        Assert.That((settled, _bench.Pace.QuietSince.TotalSeconds), Is.EqualTo((0.03, 5.0)));
    }

    [Test]
    public void Nobody_is_quiet_while_a_driver_owes_an_answer()
    {
        var busy = true;
        _bench.Pace.IsBusy = () => busy;
        LoopTimer.Start(_bench.Time, _bench.Loop, TimeSpan.FromSeconds(3), () => busy = false);

        _bench.Pace.Settle();

        Assert.That(busy, Is.False);
    }

    [Test]
    public void A_driver_that_never_answers_breaks_the_run()
    {
        _bench.Pace.IsBusy = static () => true;

        Assert.That(_bench.Pace.Settle, Throws.TypeOf<HarnessException>().With.Message.Contains("the driver does not answer"));
    }

    [Test]
    public void A_step_ends_when_something_has_happened_and_is_over_and_else_at_the_limit()
    {
        _bench.After(1, "first");
        _bench.After(1.02, "what follows");
        var limit = TimeSpan.FromSeconds(5);

        Assert.That(_bench.Pace.Step(limit), Is.True);
        Assert.That(_bench.Record.Entries, Has.Count.EqualTo(2));
        Assert.That(_bench.Now, Is.LessThan(5));
        Assert.That(_bench.Pace.Step(limit), Is.False);
        Assert.That(_bench.Now, Is.EqualTo(5).Within(0.001));
    }

    [Test]
    public void What_is_queued_at_the_limit_still_counts()
    {
        _bench.Loop.Post(() => _bench.Add("just in time"));

        Assert.That(_bench.Pace.Step(TimeSpan.Zero), Is.True);
    }

    [Test]
    public void Somebody_who_never_stops_is_noticed()
    {
        void Again()
        {
            _bench.Add("again");
            LoopTimer.Start(_bench.Time, _bench.Loop, TimeSpan.FromMilliseconds(10), Again);
        }

        Assert.That(() => _bench.Pace.Do(Again), Throws.TypeOf<RestlessException>());
        Assert.That(_bench.Now, Is.EqualTo(10).Within(0.1));
    }

    [Test]
    public void Work_that_always_makes_more_work_cannot_hold_the_clock_up()
    {
        void Again() => _bench.Loop.Post(Again);
        _bench.After(2, "past the limit");
        _bench.Loop.Post(() => _bench.Time.FireOne(TimeSpan.FromSeconds(2)));
        _bench.Loop.Post(Again);

        Assert.That(() => _bench.Pace.Step(TimeSpan.FromSeconds(1)), Throws.TypeOf<RestlessException>());
    }

    [Test]
    public void What_throws_on_the_loop_breaks_the_run_and_is_quoted()
    {
        _bench.Loop.Spawn(static () => throw new FormatException("bad bytes"));

        Assert.That(_bench.Pace.Settle, Throws.TypeOf<HarnessException>().With.Message.EqualTo("FormatException: bad bytes"));
    }

    [Test]
    public void Taking_down_waits_for_nothing_else()
    {
        _bench.After(100, "later");

        _bench.Pace.TakeDown(async () =>
        {
            await Task.Yield();
            _bench.Add("down");
        });

        Assert.That(_bench.Record.Entries.Select(static e => e.Name), Is.EqualTo(new[] { "down" }));
    }

    [Test]
    public void Taking_down_that_never_ends_is_given_up()
    {
        var never = new TaskCompletionSource();

        Assert.That(() => _bench.Pace.TakeDown(() => never.Task), Throws.TypeOf<HarnessException>().With.Message.Contains("got stuck"));
    }
}
