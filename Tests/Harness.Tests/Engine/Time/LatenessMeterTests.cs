using FakeDialStack.Flow;
using Harness.Engine.Time;
using Harness.Tests.ReferenceClient;
using NUnit.Framework;

namespace Harness.Tests.Engine.Time;

/// <summary>How late the harness is, is measured and not guessed.</summary>
public sealed class LatenessMeterTests
{
    private readonly ManualClock _clock = new();
    private readonly Loop _loop = new();

    [Test]
    public void Who_is_always_in_time_is_not_late()
    {
        using var meter = new LatenessMeter(_clock, _loop);
        meter.Start();

        Pass(1000);

        Assert.That(meter.Worst, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void A_loop_that_gets_no_turn_is_late_already_while_it_waits()
    {
        using var meter = new LatenessMeter(_clock, _loop);
        meter.Start();

        _clock.Advance(TimeSpan.FromMilliseconds(290), static () => { });
        var waiting = meter.Worst;
        RunLoop();
        Pass(1000);

        Assert.That((waiting.TotalMilliseconds, meter.Worst.TotalMilliseconds), Is.EqualTo((240.0, 240.0)));
    }

    [Test]
    public void A_slow_echo_counts_also_while_it_is_out()
    {
        var back = new TaskCompletionSource();
        using var meter = new LatenessMeter(_clock, _loop, _ => back.Task);
        meter.Start();
        RunLoop();

        Pass(300);
        var waiting = meter.Worst;
        back.SetResult();
        RunLoop();
        Pass(1000);

        Assert.That((waiting.TotalMilliseconds, meter.Worst.TotalMilliseconds), Is.EqualTo((300.0, 300.0)));
    }

    [Test]
    public void Echoes_are_sent_all_along_until_one_fails()
    {
        var sent = 0;
        using var meter = new LatenessMeter(_clock, _loop, _ => ++sent < 3 ? Task.CompletedTask : Task.FromException(new IOException("gone")));
        meter.Start();
        RunLoop();

        Pass(5000);

        Assert.That((sent, meter.Worst), Is.EqualTo((3, TimeSpan.Zero)));
    }

    [Test]
    public void After_the_end_nothing_is_measured()
    {
        var meter = new LatenessMeter(_clock, _loop);
        meter.Start();
        meter.Dispose();

        Pass(1000);

        Assert.That(meter.Worst, Is.EqualTo(TimeSpan.Zero));
    }

    private void Pass(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds), RunLoop);

    private void RunLoop()
    {
        while (Next() is { } work)
        {
            _loop.Run(work);
        }
    }

    private Action? Next()
    {
        lock (_loop.Gate)
        {
            return _loop.TryTake(out var work) ? work : null;
        }
    }
}
