using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

/// <summary>As much of the DevTools protocol as tests of pages need: commands with answers, and events by session.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _asked = new();
    private readonly ConcurrentDictionary<string, Action<string, JsonNode>> _listeners = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private Task _receiving = Task.CompletedTask;
    private int _last;

    /// <summary>Connects to a browser.</summary>
    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, CancellationToken.None);
        tools._receiving = tools.ReceiveAsync();
        return tools;
    }

    /// <summary>Hears the events of a session: name and parameters, one after another.</summary>
    public void Listen(string session, Action<string, JsonNode> listener) => _listeners[session] = listener;

    /// <summary>Sends a command and waits for what it answers.</summary>
    public async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = _asked[id] = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            command["sessionId"] = session;
        }

        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        var said = await answer.Task.WaitAsync(s_patience);
        return said?["error"] is { } error ? throw new InvalidOperationException($"{method}: {error.ToJsonString()}") : said?["result"] ?? new JsonObject();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _closing.Cancel();
        await _receiving;
        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        try
        {
            while (await _socket.ReceiveAsync(buffer, _closing.Token) is { MessageType: not WebSocketMessageType.Close } part)
            {
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    Take(JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length))!);
                    message.SetLength(0);
                }
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or WebSocketException)
        {
            // The test is over, or the browser is: whoever waits for an answer is told below.
        }

        foreach (var asked in _asked.Values)
        {
            asked.TrySetException(new InvalidOperationException("The browser has gone."));
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_asked.TryRemove(id.GetValue<int>(), out var asked))
            {
                asked.TrySetResult(message);
            }
        }
        else if (message["sessionId"]?.GetValue<string>() is { } session && _listeners.TryGetValue(session, out var listener))
        {
            listener(message["method"]!.GetValue<string>(), message["params"]!);
        }
    }
}
