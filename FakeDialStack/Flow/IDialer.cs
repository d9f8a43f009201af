using System.Net.Sockets;

namespace FakeDialStack.Flow;

/// <summary>Opens the byte stream under an HTTP request or an upgrade.</summary>
public interface IDialer
{
    /// <summary>Connects to the host and port of the address. Runs on the pool.</summary>
    /// <exception cref="IOException">Nobody answers there, or the network is blocked.</exception>
    ValueTask<Stream> ConnectAsync(Uri target, CancellationToken cancellationToken);
}

/// <summary>Dials over TCP.</summary>
public sealed class TcpDialer : IDialer
{
    /// <inheritdoc/>
    public async ValueTask<Stream> ConnectAsync(Uri target, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(target.Host, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception thrown) when (thrown is not OperationCanceledException)
        {
            socket.Dispose();
            throw new IOException($"Cannot connect to {target.Host}:{target.Port}: {thrown.Message}", thrown);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
