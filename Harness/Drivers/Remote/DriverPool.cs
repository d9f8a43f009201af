using Harness.Drivers.Contract;
using Harness.Engine;

namespace Harness.Drivers.Remote;

/// <summary>
/// Drivers elsewhere. To a run that must have one for itself (virtual clock: faked timers belong to the whole process) an idle one is
/// lent, or a new one; the others share one. A driver that broke is thrown away, and the next run gets a fresh one.
/// </summary>
/// <param name="connect">Brings a new driver, or fails.</param>
/// <param name="shown">What the client is called in reports: as the command line names it.</param>
/// <param name="most">How many drivers there may be at a time: one, where they cannot be multiplied at will.</param>
/// <param name="isHeld">Somebody looks at it in a debugger.</param>
/// <param name="beneath">What drivers are brought from; disposed last.</param>
internal sealed class DriverPool(
    Func<CancellationToken, Task<DriverConnection>> connect, string shown, int most = int.MaxValue, bool isHeld = false, IAsyncDisposable? beneath = null) : IDriverSource
{
    private const int MostFailures = 3;

    private readonly Lock _gate = new();
    private readonly Stack<DriverConnection> _idle = new();
    private readonly HashSet<DriverConnection> _living = [];
    private readonly SemaphoreSlim _places = new(most, most);
    private readonly SemaphoreSlim _sharing = new(1, 1);
    private Shared? _shared;
    private HelloResult? _hello;
    private bool _isDisposed;
    private int _failures;
    private string _lastFailure = "";
    private TimeSpan _slowestAct;

    /// <inheritdoc/>
    public string Name => shown;

    /// <inheritdoc/>
    public bool IsHeld => isHeld;

    /// <summary>Who answered; only after <see cref="StartAsync"/>.</summary>
    public HelloResult Hello => _hello ?? throw new InvalidOperationException("The driver has not been met yet.");

    /// <inheritdoc/>
    public IReadOnlyList<string> Capabilities => Hello.Capabilities;

    /// <inheritdoc/>
    public TimeSpan? SilentMediaPatience => Hello.SilentMediaPatience is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The longest that a driver took to answer a button.</summary>
    public TimeSpan SlowestAct
    {
        get
        {
            lock (_gate)
            {
                return _living.Select(static c => c.SlowestAct).Append(_slowestAct).Max();
            }
        }
    }

    /// <summary>Brings the first driver and asks who it is.</summary>
    /// <exception cref="HarnessException">There is none, or it cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken) =>
        await PutBackAsync(await BringAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

    /// <inheritdoc/>
    public IDriverSession Open(bool isExclusive) => (isExclusive ? OpenOwnAsync() : OpenSharedAsync()).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<DriverConnection> all;
        lock (_gate)
        {
            // Those that are lent, too: whoever stopped in the middle leaves nothing behind.
            _isDisposed = true;
            all = [.. _living];
            _living.Clear();
            _idle.Clear();
        }

        await Task.WhenAll(all.Select(static c => c.DisposeAsync().AsTask())).ConfigureAwait(false);
        if (beneath is not null)
        {
            await beneath.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<RemoteSession> OpenOwnAsync()
    {
        var connection = await TakeAsync().ConfigureAwait(false);
        return new RemoteSession(connection, ++connection.Runs, Hello, () => GiveAsync(connection));
    }

    private async Task<RemoteSession> OpenSharedAsync()
    {
        // One at a time brings a driver; whoever leaves needs no turn, so that a place that is waited for can become free.
        await _sharing.WaitAsync().ConfigureAwait(false);
        try
        {
            var shared = Join() ?? Begin(await TakeAsync().ConfigureAwait(false));
            return new RemoteSession(shared.Connection, ++shared.Connection.Runs, Hello, () => LeaveAsync(shared));
        }
        finally
        {
            _sharing.Release();
        }
    }

    private Shared? Join()
    {
        lock (_gate)
        {
            if (_shared is not { Connection.IsBroken: false })
            {
                // Runs on one that broke go on to their ends; new ones get another.
                _shared = null;
                return null;
            }

            _shared.Users++;
            return _shared;
        }
    }

    private Shared Begin(DriverConnection connection)
    {
        lock (_gate)
        {
            return _shared = new Shared(connection) { Users = 1 };
        }
    }

    private async ValueTask LeaveAsync(Shared shared)
    {
        lock (_gate)
        {
            if (--shared.Users > 0)
            {
                return;
            }

            _shared = ReferenceEquals(_shared, shared) ? null : _shared;
        }

        await GiveAsync(shared.Connection).ConfigureAwait(false);
    }

    private async Task<DriverConnection> TakeAsync()
    {
        await _places.WaitAsync().ConfigureAwait(false);
        try
        {
            while (TryTakeIdle() is { } idle)
            {
                if (!idle.IsBroken)
                {
                    return idle;
                }

                await DropAsync(idle).ConfigureAwait(false);
            }

            return await BringAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            _places.Release();
            throw;
        }
    }

    private async ValueTask GiveAsync(DriverConnection connection)
    {
        try
        {
            await PutBackAsync(connection).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task PutBackAsync(DriverConnection connection)
    {
        lock (_gate)
        {
            if (!connection.IsBroken && !_isDisposed)
            {
                _idle.Push(connection);
                return;
            }
        }

        await DropAsync(connection).ConfigureAwait(false);
    }

    private async Task DropAsync(DriverConnection connection)
    {
        lock (_gate)
        {
            _living.Remove(connection);
            _slowestAct = connection.SlowestAct > _slowestAct ? connection.SlowestAct : _slowestAct;
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private void ThrowIfDisposed()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                throw new HarnessException("The suite is over.");
            }
        }
    }

    private DriverConnection? TryTakeIdle()
    {
        lock (_gate)
        {
            return _idle.TryPop(out var idle) ? idle : null;
        }
    }

    private async Task<DriverConnection> BringAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _failures) >= MostFailures)
        {
            throw new HarnessException($"No driver could be had {MostFailures} times in a row; no more is tried. The last time: {_lastFailure}");
        }

        DriverConnection? connection = null;
        try
        {
            ThrowIfDisposed();
            connection = await connect(cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _living.Add(connection);
            }

            ThrowIfDisposed();

            // Each one is met: it must be able to answer before a run depends on it.
            var hello = await DriverHello.MeetAsync(connection, cancellationToken).ConfigureAwait(false);
            _hello ??= hello;
            _failures = 0;
            return connection;
        }
        catch (Exception broke) when (broke is not OperationCanceledException)
        {
            _lastFailure = broke.Message;
            Interlocked.Increment(ref _failures);
            if (connection is not null)
            {
                await DropAsync(connection).ConfigureAwait(false);
            }

            throw broke as HarnessException ?? new HarnessException($"No driver could be had: {broke.Message}", broke);
        }
    }

    private sealed class Shared(DriverConnection connection)
    {
        public DriverConnection Connection { get; } = connection;

        /// <summary>Runs on it. Under the gate.</summary>
        public int Users { get; set; }
    }
}
