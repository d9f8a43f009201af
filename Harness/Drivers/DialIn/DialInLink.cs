using System.Net.WebSockets;
using Harness.Drivers.Remote;
using StreamJsonRpc;

namespace Harness.Drivers.DialIn;

/// <summary>A driver that has dialled in: a page, an emulator, a phone, a process under a debugger.</summary>
internal sealed class DialInLink : IDriverLink
{
    private readonly WebSocket _socket;
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DialInLink(WebSocket socket)
    {
        _socket = socket;
        Handler = new WebSocketMessageHandler(socket, DriverFormat.Make());
    }

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

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _done.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
