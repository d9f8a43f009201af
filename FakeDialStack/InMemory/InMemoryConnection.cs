using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace FakeDialStack.InMemory;

/// <summary>The server's end of a connection inside the process.</summary>
internal sealed class InMemoryConnection : ConnectionContext, IDuplexPipe
{
    private readonly CancellationTokenSource _closed = new();
    private readonly Pipe _toServer;
    private readonly Pipe _toClient;

    public InMemoryConnection(long number, Pipe toServer, Pipe toClient)
    {
        _toServer = toServer;
        _toClient = toClient;
        ConnectionId = $"memory-{number}";
        Transport = this;
        ConnectionClosed = _closed.Token;
        LocalEndPoint = RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 0);
    }

    public override string ConnectionId { get; set; }

    public override IFeatureCollection Features { get; } = new FeatureCollection();

    public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

    public override IDuplexPipe Transport { get; set; }

    public PipeReader Input => _toServer.Reader;

    public PipeWriter Output => _toClient.Writer;

    public override void Abort(ConnectionAbortedException abortReason)
    {
        var reset = new IOException("The connection was reset.", abortReason);
        _toServer.Reader.CancelPendingRead();
        _toServer.Writer.Complete(reset);
        _toClient.Writer.CancelPendingFlush();
        _toClient.Writer.Complete(reset);
        _toClient.Reader.CancelPendingRead();
    }

    /// <summary>The client has let go of its end. Told apart from the end of the data, as a transport over TCP does.</summary>
    public void ClientHasGone() => ThreadPool.UnsafeQueueUserWorkItem(static connection => connection.Close(), this, preferLocal: false);

    public override async ValueTask DisposeAsync()
    {
        await Output.CompleteAsync().ConfigureAwait(false);
        await Input.CompleteAsync().ConfigureAwait(false);
        Close();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    // Never disposed: the client's end may let go after the server's, and there is no timer behind it.
    private void Close() => _closed.Cancel();
}
