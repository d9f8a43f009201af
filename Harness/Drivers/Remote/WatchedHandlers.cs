using System.IO.Pipelines;
using System.Net.WebSockets;
using Harness.Drivers.Contract;
using StreamJsonRpc;
using StreamJsonRpc.Protocol;

namespace Harness.Drivers.Remote;

/// <summary>A driver asks for what the contract does not have. The message is the end of "the driver …".</summary>
internal sealed class ForeignMessageException(string message) : Exception(message);

/// <summary>The library lets unknown notifications pass in silence; here they end the connection.</summary>
internal static class Incoming
{
    public static JsonRpcMessage? Watched(JsonRpcMessage? message) => message is JsonRpcRequest { Method: not (DriverContract.Event or DriverContract.Token) } foreign
        ? throw new ForeignMessageException($"sent '{foreign.Method}', which the contract does not have: drivers send '{DriverContract.Event}' and '{DriverContract.Token}'")
        : message;
}

/// <summary>One message a line.</summary>
internal sealed class LineHandler : NewLineDelimitedMessageHandler
{
    public LineHandler(PipeWriter writer, PipeReader reader)
        : base(writer, reader, DriverFormat.Make()) => NewLine = NewLineStyle.Lf;

    /// <inheritdoc/>
    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken) =>
        Incoming.Watched(await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false));
}

/// <summary>One message a text frame.</summary>
internal sealed class FrameHandler(WebSocket socket) : WebSocketMessageHandler(socket, DriverFormat.Make())
{
    /// <inheritdoc/>
    protected override async ValueTask<JsonRpcMessage?> ReadCoreAsync(CancellationToken cancellationToken) =>
        Incoming.Watched(await base.ReadCoreAsync(cancellationToken).ConfigureAwait(false));
}
