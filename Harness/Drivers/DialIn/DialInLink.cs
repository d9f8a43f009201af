using System.Net.WebSockets;
using Harness.Drivers.Remote;
using StreamJsonRpc;

namespace Harness.Drivers.DialIn;

/// <summary>A driver that has dialled in: a page, an emulator, a phone, a process under a debugger.</summary>
internal sealed class DialInLink : IDriverLink
{
    private readonly WebSocket _socket;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationToken _gone;

    /// <param name="socket">Accepted.</param>
    /// <param name="tag">What its address said about who dials; empty for nothing.</param>
    /// <param name="gone">Cancelled when the other end has gone.</param>
    public DialInLink(WebSocket socket, string tag, CancellationToken gone)
    {
        _socket = socket;
        _gone = gone;
        Tag = tag;
        Handler = new FrameHandler(socket);
    }

    /// <summary>What its address said about who dials.</summary>
    public string Tag { get; }

    /// <summary>The other end has gone while nobody asked it anything.</summary>
    public bool IsGone => _gone.IsCancellationRequested;

    public IJsonRpcMessageHandler Handler { get; }

    /// <summary>Completes when nobody needs the socket any more: the request that brought it lasts as long.</summary>
    public Task Done => _done.Task;

    public string? WhatWentWrong() => _socket.State switch
    {
        WebSocketState.Closed or WebSocketState.CloseReceived => $"closed its connection ({_socket.CloseStatusDescription ?? _socket.CloseStatus?.ToString() ?? "no reason given"})",
        WebSocketState.Aborted => "went away: its connection broke",
        _ => null,
    };

    public string LastWords() => "";

    public LastWords? Output => null;

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _done.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
