namespace FakeDialStack.Flow;

/// <summary>Runs a <see cref="Loop"/> on a thread of its own, for real time.</summary>
public sealed class LoopThread : IDisposable
{
    private readonly Loop _loop;
    private readonly Thread _thread;
    private bool _stopped;

    /// <summary>Starts the thread.</summary>
    public LoopThread(Loop loop)
    {
        _loop = loop;
        _thread = new Thread(RunToEnd) { IsBackground = true, Name = "FakeDialStack loop" };
        _thread.Start();
    }

    /// <summary>Lets what is queued finish and ends the thread.</summary>
    public void Dispose()
    {
        lock (_loop.Gate)
        {
            _stopped = true;
            Monitor.PulseAll(_loop.Gate);
        }

        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void RunToEnd()
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
            while (true)
            {
                if (_loop.TryTake(out var work))
                {
                    return work;
                }

                if (_stopped)
                {
                    return null;
                }

                Monitor.Wait(_loop.Gate);
            }
        }
    }
}
