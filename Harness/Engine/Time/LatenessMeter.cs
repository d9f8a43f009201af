using FakeDialStack.Flow;

namespace Harness.Engine.Time;

/// <summary>
/// Measures, for as long as a run lasts, by how much the harness itself is late: how long after its time a timer gets its
/// turn on the loop, and how long an echo through the driver takes. The worst of both counts. Loop only.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="loop">Where turns are waited for.</param>
/// <param name="echo">Goes to the driver and comes back; null for a driver in the process.</param>
internal sealed class LatenessMeter(TimeProvider time, Loop loop, Func<CancellationToken, Task>? echo = null) : IDisposable
{
    private static readonly TimeSpan s_turns = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_echoes = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _gone = new();
    private LoopTimer? _nextTurn;
    private LoopTimer? _nextEcho;
    private long? _armed;
    private long? _asked;
    private TimeSpan _worst;

    /// <summary>The worst so far, what is overdue at this moment included.</summary>
    public TimeSpan Worst
    {
        get
        {
            var turn = _armed is { } armed ? time.GetElapsedTime(armed) - s_turns : TimeSpan.Zero;
            var echoed = _asked is { } asked ? time.GetElapsedTime(asked) : TimeSpan.Zero;
            return Max(_worst, Max(turn, echoed));
        }
    }

    /// <summary>Starts measuring.</summary>
    public void Start()
    {
        Arm();
        if (echo is not null)
        {
            loop.Spawn(EchoAsync);
        }
    }

    /// <summary>Stops measuring; what was found stays.</summary>
    public void Dispose()
    {
        _worst = Worst;
        (_armed, _asked) = (null, null);
        _nextTurn?.Dispose();
        _nextEcho?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Arm()
    {
        _armed = time.GetTimestamp();
        _nextTurn = LoopTimer.Start(time, loop, s_turns, () =>
        {
            _worst = Worst;
            Arm();
        });
    }

    private async Task EchoAsync()
    {
        _asked = time.GetTimestamp();
        try
        {
            await echo!(_gone.Token);
        }
        catch (Exception)
        {
            // A driver that breaks shows where it is used; here only time is measured.
            _asked = null;
            return;
        }

        if (_asked is not null)
        {
            _worst = Worst;
            _asked = null;
            _nextEcho = LoopTimer.Start(time, loop, s_echoes, () => loop.Spawn(EchoAsync));
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
