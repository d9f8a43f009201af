using Harness.Drivers.Contract;
using Harness.Engine;

namespace Harness.Drivers.Remote;

/// <summary>
/// Drivers elsewhere. To a run that must have one for itself (virtual clock: faked timers belong to the whole process) an idle one is
/// lent, or a new one; the others share one. A driver that broke is thrown away, and the next run gets a fresh one.
/// </summary>
/// <param name="connect">Brings a new driver, or fails.</param>
/// <param name="shown">What the client is called in reports: as the command line names it.</param>
/// <param name="isHeld">Somebody looks at it in a debugger.</param>
/// <param name="beneath">What drivers are brought from; disposed last.</param>
internal sealed class DriverPool(Func<CancellationToken, Task<DriverConnection>> connect, string shown, bool isHeld = false, IAsyncDisposable? beneath = null) : IDriverSource
{
    private const int MostFailures = 3;

    private readonly Lock _gate = new();
    private readonly Stack<DriverConnection> _idle = new();
    private readonly SemaphoreSlim _sharing = new(1, 1);
    private Shared? _shared;
    private HelloResult? _hello;
    private bool _isDisposed;
    private int _failures;

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

    /// <summary>Brings the first driver and asks who it is.</summary>
    /// <exception cref="HarnessException">There is none, or it cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var first = await BringAsync(cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            _idle.Push(first);
        }
    }

    /// <inheritdoc/>
    public IDriverSession Open(bool isExclusive) => (isExclusive ? OpenOwnAsync() : OpenSharedAsync()).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        List<DriverConnection> all;
        lock (_gate)
        {
            _isDisposed = true;
            all = [.. _idle];
            _idle.Clear();
            if (_shared is { } shared)
            {
                all.Add(shared.Connection);
                _shared = null;
            }
        }

        foreach (var connection in all)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        _sharing.Dispose();
        if (beneath is not null)
        {
            await beneath.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<RemoteSession> OpenOwnAsync()
    {
        var connection = await IdleOrNewAsync().ConfigureAwait(false);
        return new RemoteSession(connection, ++connection.Runs, Hello, () => TakeBackAsync(connection));
    }

    private async Task<RemoteSession> OpenSharedAsync()
    {
        await _sharing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_shared is null || _shared.Connection.IsBroken)
            {
                _shared = new Shared(await IdleOrNewAsync().ConfigureAwait(false));
            }

            var shared = _shared;
            shared.Users++;
            return new RemoteSession(shared.Connection, ++shared.Connection.Runs, Hello, () => LeaveAsync(shared));
        }
        finally
        {
            _sharing.Release();
        }
    }

    private async ValueTask LeaveAsync(Shared shared)
    {
        bool isLast;
        await _sharing.WaitAsync().ConfigureAwait(false);
        try
        {
            isLast = --shared.Users == 0;
            if (isLast && shared.Connection.IsBroken && ReferenceEquals(_shared, shared))
            {
                _shared = null;
            }
        }
        finally
        {
            _sharing.Release();
        }

        if (isLast && shared.Connection.IsBroken)
        {
            await shared.Connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<DriverConnection> IdleOrNewAsync()
    {
        while (TryTakeIdle() is { } idle)
        {
            if (!idle.IsBroken)
            {
                return idle;
            }

            await idle.DisposeAsync().ConfigureAwait(false);
        }

        return await BringAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private DriverConnection? TryTakeIdle()
    {
        lock (_gate)
        {
            return _idle.TryPop(out var idle) ? idle : null;
        }
    }

    private async ValueTask TakeBackAsync(DriverConnection connection)
    {
        lock (_gate)
        {
            if (!connection.IsBroken && !_isDisposed)
            {
                _idle.Push(connection);
                return;
            }
        }

        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<DriverConnection> BringAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _failures) >= MostFailures)
        {
            throw new HarnessException($"No driver could be had {MostFailures} times in a row; no more is tried.");
        }

        DriverConnection? connection = null;
        try
        {
            connection = await connect(cancellationToken).ConfigureAwait(false);
            // Each one is met: it must be able to answer before a run depends on it.
            var hello = await DriverHello.MeetAsync(connection, cancellationToken).ConfigureAwait(false);
            _hello ??= hello;
            _failures = 0;
            return connection;
        }
        catch
        {
            Interlocked.Increment(ref _failures);
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private sealed class Shared(DriverConnection connection)
    {
        public DriverConnection Connection { get; } = connection;

        public int Users { get; set; }
    }
}
