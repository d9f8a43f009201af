using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Drivers;

namespace Drivers.Tests.InProcess;

/// <summary>A client as a .NET team may have it: ClientWebSocket, HttpClient, threads of the pool, the clock on the wall. It can sign in and out.</summary>
internal sealed class PlainClient(Uri restBase, Uri signallingUrl, string token, string userAgent, Action<string, JsonObject> tell) : IDisposable
{
    private readonly HttpClient _http = new();
    private ClientWebSocket? _socket;

    public async Task ConnectAsync()
    {
        try
        {
            using var ice = new HttpRequestMessage(HttpMethod.Get, new Uri(restBase, "v1/webrtc/ice-servers"));
            ice.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            (await _http.SendAsync(ice).ConfigureAwait(false)).EnsureSuccessStatusCode();
            _socket = new ClientWebSocket();
            _socket.Options.AddSubProtocol("dialstack.webrtc.v1");
            // ClientWebSocket sends none by itself, and the real service refuses that (CONN-04).
            _socket.Options.SetRequestHeader("User-Agent", userAgent);
            await _socket.ConnectAsync(signallingUrl, CancellationToken.None).ConfigureAwait(false);
            var hello = new JsonObject { ["type"] = "authenticate", ["req_id"] = "req_1", ["token"] = token };
            await _socket.SendAsync(Encoding.UTF8.GetBytes(hello.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None).ConfigureAwait(false);
            var answer = await ReceiveAsync().ConfigureAwait(false);
            if (answer["type"]!.ToString() != "authenticated")
            {
                throw new InvalidOperationException(answer["code"]?.ToString());
            }

            tell("connected", []);
        }
        catch (Exception failed) when (failed is HttpRequestException or WebSocketException or InvalidOperationException)
        {
            tell("error", new JsonObject { ["code"] = "connect_failed", ["message"] = failed.Message });
        }
    }

    public async Task DisconnectAsync()
    {
        await _socket!.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).ConfigureAwait(false);
        tell("disconnected", []);
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _http.Dispose();
    }

    private async Task<JsonObject> ReceiveAsync()
    {
        var buffer = new byte[64 * 1024];
        var got = await _socket!.ReceiveAsync(buffer, CancellationToken.None).ConfigureAwait(false);
        return JsonNode.Parse(buffer.AsSpan(0, got.Count))!.AsObject();
    }
}

/// <summary>Its driver: all that a .NET team has to write.</summary>
/// <param name="userAgent">What the client says it is.</param>
internal sealed class PlainDriver(string userAgent = "plain-client/1.0 (dotnet)") : IClientDriver
{
    public string Name => "plain";

    public IReadOnlyList<string> Capabilities => ["connect", "disconnect", "connected", "disconnected", "error"];

    public IDrivenClient Create(ClientSetup setup) => new Driven(setup, userAgent);

    private sealed class Driven : IDrivenClient
    {
        private readonly PlainClient _client;

        // The client tells from any thread; the harness listens on its loop.
        public Driven(ClientSetup setup, string userAgent) => _client = new PlainClient(
            setup.RestBase, setup.SignallingUrl, setup.Token, userAgent, (happened, args) => setup.Flow.Loop.Post(() => setup.Told(happened, args)));

        public void Act(string action, JsonObject args) => _ = action switch
        {
            "connect" => Task.Run(_client.ConnectAsync),
            "disconnect" => Task.Run(_client.DisconnectAsync),
            _ => throw new ArgumentException($"no button '{action}'", nameof(action)),
        };

        public ValueTask DisposeAsync()
        {
            _client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
