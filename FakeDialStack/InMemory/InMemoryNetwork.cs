using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using FakeDialStack.Flow;
using Microsoft.AspNetCore.Connections;

namespace FakeDialStack.InMemory;

/// <summary>
/// A network inside the process: Kestrel listens on it and clients dial it, with the same bytes as over TCP and without
/// ports. Register it as <see cref="IConnectionListenerFactory"/>; every address that is dialled leads to the one listener.
/// </summary>
public sealed class InMemoryNetwork : IConnectionListenerFactory, IConnectionListenerFactorySelector, IDialer
{
    /// <summary>The address to listen on where Kestrel listens on TCP ports as well.</summary>
    public static EndPoint Address { get; } = new InMemoryEndPoint();

    private readonly Channel<ConnectionContext> _dialled = Channel.CreateUnbounded<ConnectionContext>();
    private long _connections;

    /// <summary>Says which hosts cannot be reached right now; asked on every dial, on the pool.</summary>
    public Func<string, bool> IsBlocked { get; set; } = static _ => false;

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new Listener(endpoint, _dialled));

    /// <inheritdoc/>
    public ValueTask<Stream> ConnectAsync(Uri target, CancellationToken cancellationToken)
    {
        if (IsBlocked(target.Host))
        {
            throw new IOException($"Cannot connect to {target.Host}: the network is blocked.");
        }

        var toServer = new Pipe(s_options);
        var toClient = new Pipe(s_options);
        var connection = new InMemoryConnection(Interlocked.Increment(ref _connections), toServer, toClient);
        return _dialled.Writer.TryWrite(connection)
            ? ValueTask.FromResult<Stream>(new DuplexStream(toClient.Reader, toServer.Writer, connection.ClientHasGone))
            : throw new IOException("Cannot connect: nobody listens any more.");
    }

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint is InMemoryEndPoint;

    // Continuations of pipe reads go to the pool, as they do for a socket.
    private static readonly PipeOptions s_options = new(
        readerScheduler: PipeScheduler.ThreadPool,
        writerScheduler: PipeScheduler.ThreadPool,
        pauseWriterThreshold: 1024 * 1024,
        resumeWriterThreshold: 512 * 1024,
        useSynchronizationContext: false);

    private sealed class InMemoryEndPoint : EndPoint
    {
        public override string ToString() => "memory";
    }

    private sealed class Listener(EndPoint endpoint, Channel<ConnectionContext> dialled) : IConnectionListener
    {
        public EndPoint EndPoint { get; } = endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await dialled.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false)
            && dialled.Reader.TryRead(out var connection)
                ? connection
                : null;

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            dialled.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
