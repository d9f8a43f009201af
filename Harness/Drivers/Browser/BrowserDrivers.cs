using System.Globalization;
using Harness.Drivers.DialIn;
using Harness.Drivers.Remote;
using Harness.Engine;

namespace Harness.Drivers.Browser;

/// <summary>Starts a browser for each driver that is needed, and waits until the page in it dials in (<c>--client browser:…</c>).</summary>
/// <param name="listener">Serves the page and takes its call. Is disposed with it.</param>
/// <param name="page">The page, without the parameter that tells it where to dial.</param>
/// <param name="browser">The executable.</param>
/// <param name="time">For the wait.</param>
/// <param name="isHeld">Somebody looks at the page in a debugger.</param>
internal sealed class BrowserDrivers(DialInListener listener, Uri page, string browser, TimeProvider time, bool isHeld) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private int _started;

    /// <summary>A fresh browser with the page in it.</summary>
    /// <exception cref="HarnessException">The page did not dial in.</exception>
    public async Task<DriverConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        // The number in the address tells which browser's page it is that dials.
        var number = Interlocked.Increment(ref _started).ToString(CultureInfo.InvariantCulture);
        var process = BrowserProcess.Start(browser, PageWithDriver(number));
        using var deadline = new CancellationTokenSource(isHeld ? Timeout.InfiniteTimeSpan : s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, process.Failed);
        try
        {
            var link = await listener.NextAsync(number, either.Token).ConfigureAwait(false);
            return new DriverConnection(new BrowserLink(link, process), time, isHeld);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var exit = process.Exit is { } how ? $" The browser {how}." : "";
            var words = process.LastWords;
            await process.DisposeAsync().ConfigureAwait(false);
            throw new HarnessException(exit.Length > 0
                ? $"The page {page} could not dial in.{exit}{words}"
                : $"The page {page} has not dialled in within {s_patience.TotalSeconds:0} s: does it run the driver when its address has the parameter 'driver'?{words}");
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private Uri PageWithDriver(string number)
    {
        var query = $"driver={Uri.EscapeDataString($"{listener.Url}&browser={number}")}";
        return new UriBuilder(page) { Query = page.Query.Length > 1 ? $"{page.Query[1..]}&{query}" : query }.Uri;
    }
}
