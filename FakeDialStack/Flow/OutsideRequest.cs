namespace FakeDialStack.Flow;

/// <summary>
/// Runs a request that leaves the loop (HTTP, upgrade) and brings its result back, counted at both ends.
/// The only place besides <see cref="Frames.FrameSocket"/> where code of the asking end may run on the pool.
/// </summary>
public static class OutsideRequest
{
    /// <summary>
    /// Call on the loop. <paramref name="outside"/> runs on the pool and must read the whole answer;
    /// the returned task completes on the loop.
    /// </summary>
    public static async Task<T> RunAsync<T>(
        IFlow flow, RequestKey request, Func<CancellationToken, Task<T>> outside, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var exchange = new Exchange(flow, request);
        var landed = new TaskCompletionSource<T>();
        flow.RequestOpened(request);
        using var registration = cancellationToken.Register(exchange.Abandon);
        var running = Task.Run(
            async () =>
            {
                try
                {
                    var result = await outside(cancellationToken).ConfigureAwait(false);
                    exchange.Land(() => landed.SetResult(result));
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    exchange.Land(() => landed.SetCanceled(cancellationToken));
                }
                catch (Exception thrown)
                {
                    exchange.Land(() => landed.SetException(thrown));
                }
            },
            CancellationToken.None);
        return await landed.Task;
    }

    private sealed class Exchange(IFlow flow, RequestKey request)
    {
        private readonly Lock _gate = new();
        private bool _abandoned;
        private bool _landed;

        public void Abandon()
        {
            lock (_gate)
            {
                if (!_landed && !_abandoned)
                {
                    _abandoned = true;
                    flow.RequestAbandoned(request);
                }
            }
        }

        public void Land(Action handOver)
        {
            lock (_gate)
            {
                _landed = true;
                flow.RequestLanded(request, _abandoned, handOver);
            }
        }
    }
}
