using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Flow;
using FakeDialStack.Frames;
using Harness.Drivers;
using Harness.Scenarios;

namespace Harness.Tests.Engine.Playing;

/// <summary>Makes clients that sign in when told to connect, and beyond that do exactly what a test says.</summary>
internal sealed class ScriptedDriver : IClientDriver
{
    private readonly Dictionary<string, Action<ScriptedClient>> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Action<ScriptedClient>> _messages = new(StringComparer.Ordinal);

    public string Name => "scripted";

    public IReadOnlyList<string> Capabilities { get; init; } =
        [.. Vocabulary.Actions.Concat(Vocabulary.Events).Concat(Vocabulary.ExtraCapabilities).Select(static w => w.Name)];

    /// <summary>What a client does when its app presses this button.</summary>
    public ScriptedDriver On(string action, Action<ScriptedClient> does)
    {
        _actions[action] = does;
        return this;
    }

    /// <summary>What a client does when the server sends this message.</summary>
    public ScriptedDriver OnMessage(string type, Action<ScriptedClient> does)
    {
        _messages[type] = does;
        return this;
    }

    public IDrivenClient Create(ClientSetup setup) => new ScriptedClient(setup, _actions, _messages);
}

/// <summary>One such client. All members on the loop.</summary>
internal sealed class ScriptedClient(
    ClientSetup setup,
    IReadOnlyDictionary<string, Action<ScriptedClient>> actions,
    IReadOnlyDictionary<string, Action<ScriptedClient>> messages) : IDrivenClient
{
    private FrameSocket? _socket;
    private int _sockets;

    public string Lane => setup.Lane;

    public void Act(string action, JsonObject args)
    {
        if (actions.TryGetValue(action, out var does))
        {
            does(this);
        }
        else if (action == "connect")
        {
            Connect();
        }
        else
        {
            throw new ArgumentException($"there is no button '{action}'");
        }
    }

    public void Connect() => setup.Flow.Loop.Spawn(async () =>
    {
        await OpenAsync();
        Authenticate();
    });

    public void Open() => setup.Flow.Loop.Spawn(OpenAsync);

    public void Authenticate() => Send("authenticate", $$"""{"token":"{{setup.Token}}"}""");

    public void Send(string type, string members = "{}")
    {
        var message = (JsonObject)JsonNode.Parse(members)!;
        message["type"] = type;
        SendText(message.ToJsonString());
    }

    public void Ping(string id) => Send("ping", $$"""{"req_id":"{{id}}"}""");

    /// <summary>Sends what is never ambient.</summary>
    public void Subscribe() => Send("presence.subscribe", """{"users":["user_x"]}""");

    public void SendText(string text) => _socket!.Send(Frame.Text(text));

    public void Tell(string happened, string args = "{}") => setup.Told(happened, (JsonObject)JsonNode.Parse(args)!);

    public void After(double seconds, Action does) => LoopTimer.Start(setup.Time, setup.Flow.Loop, TimeSpan.FromSeconds(seconds), does);

    public void Drop() => _socket!.Abort();

    public async ValueTask DisposeAsync()
    {
        if (_socket is not null)
        {
            await _socket.DisposeAsync();
        }
    }

    private async Task OpenAsync()
    {
        var key = new SocketKey(Lane, Convert.ToBase64String(Encoding.ASCII.GetBytes(Lane.PadRight(13) + (++_sockets).ToString("000", CultureInfo.InvariantCulture))[..16]));
        setup.Flow.SocketOpening(key);
        _socket = await OutsideRequest.RunAsync(setup.Flow, new RequestKey(Lane, "GET", "/v1/webrtc"), token => UpgradeAsync(key, token), CancellationToken.None);
    }

    private async Task<FrameSocket> UpgradeAsync(SocketKey key, CancellationToken cancellationToken)
    {
        var stream = await setup.Dialer.ConnectAsync(setup.RestBase, cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /v1/webrtc HTTP/1.1\r\nHost: {setup.RestBase.Host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + $"Sec-WebSocket-Key: {key.Id}\r\nSec-WebSocket-Protocol: dialstack.webrtc.v1\r\nUser-Agent: scripted/1.0\r\n\r\n"),
            cancellationToken).ConfigureAwait(false);
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one, cancellationToken).ConfigureAwait(false);
            head.Append((char)one[0]);
        }

        var socket = new FrameSocket(stream, Side.Client, key, setup.Flow, 1 << 20, stream.Dispose);
        socket.Received = frame => Take(socket, frame);
        socket.Start();
        return socket;
    }

    private void Take(FrameSocket socket, Frame frame)
    {
        if (frame.OpCode == OpCode.Ping)
        {
            socket.Send(Frame.Pong(frame.Payload));
        }
        else if (frame.OpCode == OpCode.Text && (string?)JsonNode.Parse(frame.PayloadText)!["type"] is { } type)
        {
            if (messages.TryGetValue(type, out var does))
            {
                does(this);
            }
            else if (type == "authenticated")
            {
                Tell("connected");
            }
        }
    }
}
