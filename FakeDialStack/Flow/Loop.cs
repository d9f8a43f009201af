using System.Diagnostics.CodeAnalysis;

namespace FakeDialStack.Flow;

/// <summary>
/// The single-threaded loop on which all state of the fake lives. Plain <c>await</c> comes back to it by itself,
/// so nothing on it needs a lock. Whoever owns the loop runs it: <see cref="LoopThread"/> in real time,
/// the harness step by step under a virtual clock.
/// </summary>
public sealed class Loop : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();

    /// <summary>Guards the queue and whatever else must be tested together with it; pulsed on every change.</summary>
    public object Gate { get; } = new();

    /// <summary>Raised on the loop when work that nobody awaits has thrown.</summary>
    public event Action<Exception>? Faulted;

    /// <summary>True on the thread that is running this loop right now.</summary>
    public bool IsCurrent => ReferenceEquals(Current, this);

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (Gate)
        {
            _queue.Enqueue((d, state));
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Queues work for the loop. Any thread.</summary>
    public void Post(Action work) => Post(static state => ((Action)state!)(), work);

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsCurrent)
        {
            throw new NotSupportedException("Waiting for the loop from another thread can deadlock; post to it.");
        }

        d(state);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Starts work on the loop that nobody awaits; what it throws goes to <see cref="Faulted"/>.</summary>
    public void Spawn(Func<Task> work) => Post(() => _ = WatchAsync(work));

    /// <summary>Posts work from any thread and gives its result to the caller. Not for use on the loop itself.</summary>
    public Task<T> InvokeAsync<T>(Func<T> work)
    {
        if (IsCurrent)
        {
            return Task.FromResult(work());
        }

        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception thrown)
            {
                done.SetException(thrown);
            }
        });
        return done.Task;
    }

    /// <summary>Takes the next piece of work. Only for the owner of the loop, holding <see cref="Gate"/>.</summary>
    public bool TryTake([NotNullWhen(true)] out Action? work)
    {
        if (_queue.TryDequeue(out var next))
        {
            work = () => next.Callback(next.State);
            return true;
        }

        work = null;
        return false;
    }

    /// <summary>Runs one piece of work as the loop. Only for the owner of the loop, not holding <see cref="Gate"/>.</summary>
    public void Run(Action work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            work();
        }
        catch (Exception thrown)
        {
            Faulted?.Invoke(thrown);
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    private async Task WatchAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception thrown)
        {
            Faulted?.Invoke(thrown);
        }
    }
}
