using Harness.Drivers.Remote;
using Harness.Engine;

namespace Harness.Drivers.DialIn;

/// <summary>Waits for drivers that dial in by themselves (<c>--client listen</c>).</summary>
/// <param name="listener">Is disposed with it.</param>
/// <param name="time">For the wait.</param>
/// <param name="isHeld">Wait for ever.</param>
/// <param name="say">Tells a person what is waited for.</param>
internal sealed class DialInDrivers(DialInListener listener, TimeProvider time, bool isHeld, Action<string> say) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private bool _hasGivenUp;

    /// <summary>The next driver that dials in.</summary>
    /// <exception cref="HarnessException">None came in time.</exception>
    public async Task<DriverConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_hasGivenUp)
        {
            throw new HarnessException("No driver dials in any more.");
        }

        say($"Waiting for a driver at {listener.Url}");
        using var deadline = new CancellationTokenSource(isHeld ? Timeout.InfiniteTimeSpan : s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var link = await listener.NextAsync("", either.Token).ConfigureAwait(false);
            say("A driver has dialled in.");
            return new DriverConnection(link, time, isHeld);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _hasGivenUp = true;
            throw new HarnessException($"No driver has dialled in within {s_patience.TotalMinutes:0} minutes. --hold waits for ever.");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => listener.DisposeAsync();
}
