using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Frames;
using NUnit.Framework;

namespace FakeDialStack.Tests.Support;

/// <summary>A client that does exactly what it is told, over TCP, and sees every frame.</summary>
internal sealed class TestClient
{
    public const string Offer =
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 96 97 0\r\nc=IN IP4 0.0.0.0\r\n"
        + "a=mid:0\r\na=sendrecv\r\na=setup:actpass\r\na=ice-ufrag:abcd\r\na=ice-pwd:0123456789012345678901\r\na=rtpmap:96 opus/48000/2\r\n"
        + "a=rtpmap:97 telephone-event/48000\r\na=candidate:1 1 udp 2130706431 192.0.2.10 50000 typ host\r\n";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly TestFake _fake;
    private readonly FrameSocket _socket;
    private readonly Channel<object> _inbox = Channel.CreateUnbounded<object>();
    private int _requests;

    private TestClient(TestFake fake, string peer, FrameSocket socket)
    {
        _fake = fake;
        _socket = socket;
        Peer = peer;
        var assembly = new List<byte>();
        socket.Received = frame =>
        {
            switch (frame.OpCode)
            {
                case OpCode.Ping when AnswersPings:
                    socket.Send(Frame.Pong(frame.Payload));
                    break;
                case OpCode.Ping:
                    _inbox.Writer.TryWrite(frame);
                    break;
                case OpCode.Text or OpCode.Continuation:
                    assembly.AddRange(frame.Payload.ToArray());
                    if (frame.Fin)
                    {
                        _inbox.Writer.TryWrite(JsonNode.Parse(assembly.ToArray())!);
                        assembly.Clear();
                    }

                    break;
            }
        };
        socket.Ended = end => _inbox.Writer.TryWrite(end);
    }

    public string Peer { get; }

    public bool AnswersPings { get; set; } = true;

    public static async Task<TestClient> OpenAsync(TestFake fake, string peer)
    {
        var (status, _, stream) = await UpgradeAsync(fake, peer, new Dictionary<string, string>());
        Assert.That(status, Is.EqualTo(101));
        var key = new SocketKey(peer, "test");
        return await fake.OnLoopAsync(() =>
        {
            var client = new TestClient(fake, peer, new FrameSocket(stream, Side.Client, key, new FreeFlow(fake.Platform.Flow.Loop), 1 << 20, stream.Dispose));
            client._socket.Start();
            return client;
        });
    }

    /// <summary>Asks for an upgrade by hand; headers replace the usual ones, an empty value leaves one out.</summary>
    public static async Task<(int Status, string Head, Stream Stream)> UpgradeAsync(
        TestFake fake, string peer, IReadOnlyDictionary<string, string> headers, string path = "/v1/webrtc")
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", fake.Server.RestBase.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        var all = new Dictionary<string, string>
        {
            ["Host"] = $"{peer}.fake.test",
            ["Upgrade"] = "websocket",
            ["Connection"] = "Upgrade",
            ["Sec-WebSocket-Version"] = "13",
            ["Sec-WebSocket-Key"] = "AQIDBAUGBwgJCgsMDQ4PEA==",
            ["Sec-WebSocket-Protocol"] = "dialstack.webrtc.v1",
            ["User-Agent"] = "test/1.0",
        };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        var head = $"GET {path} HTTP/1.1\r\n" + string.Concat(all.Where(h => h.Value.Length > 0).Select(h => $"{h.Key}: {h.Value}\r\n")) + "\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        var answer = await HeadAsync(stream);
        return (int.Parse(answer.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), answer, stream);
    }

    public Task SendAsync(string type, JsonObject? members = null)
    {
        var message = new JsonObject { ["type"] = type };
        foreach (var (name, value) in members ?? [])
        {
            message[name] = value?.DeepClone();
        }

        return SendTextAsync(message.ToJsonString());
    }

    public Task SendAsync(string type, string callId) => SendAsync(type, new JsonObject { ["call_id"] = callId });

    public Task SendTextAsync(string text) => SendFrameAsync(Frame.Text(text));

    public Task SendFrameAsync(Frame frame) => _fake.OnLoopAsync(() => _socket.Send(frame));

    public Task CloseAsync(int code) => _fake.OnLoopAsync(() => _socket.Close(code));

    /// <summary>Breaks the connection; completes when the fake has noticed.</summary>
    public async Task DropAsync()
    {
        await _fake.OnLoopAsync(_socket.Abort);
        await _fake.EventAsync<SocketClosed>(e => e.Peer == Peer);
    }

    public async Task AuthenticateAsync(string token)
    {
        await SendAsync("authenticate", new JsonObject { ["token"] = token, ["req_id"] = "auth" });
        var reply = await ExpectAsync("authenticated");
        Assert.That((string?)reply["req_id"], Is.EqualTo("auth"));
    }

    /// <summary>The next thing from the fake: a message, a ping, or the end.</summary>
    public async Task<object> NextAsync()
    {
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        return await _inbox.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The next thing must be this message.</summary>
    public async Task<JsonObject> ExpectAsync(string type)
    {
        var next = await NextAsync();
        Assert.That(next is JsonObject message ? (string?)message["type"] : next.ToString(), Is.EqualTo(type), next.ToString());
        return (JsonObject)next;
    }

    public async Task<JsonObject> ExpectErrorAsync(string code, bool fatal = false, string? reqId = null)
    {
        var error = await ExpectAsync("error");
        Assert.Multiple(() =>
        {
            Assert.That((string?)error["code"], Is.EqualTo(code), error.ToString());
            Assert.That((bool?)error["fatal"] ?? false, Is.EqualTo(fatal), error.ToString());
            Assert.That((string?)error["req_id"], Is.EqualTo(reqId), error.ToString());
        });
        return error;
    }

    public async Task ExpectEndedAsync(string callId, string reason)
    {
        var ended = await ExpectAsync("call.ended");
        Assert.That(((string?)ended["call_id"], (string?)ended["reason"]), Is.EqualTo((callId, reason)));
    }

    public async Task<SocketEnd> ExpectCloseAsync()
    {
        var next = await NextAsync();
        Assert.That(next, Is.TypeOf<SocketEnd>(), next.ToString());
        return (SocketEnd)next;
    }

    /// <summary>Everything sent so far has been handled, and this is what came of it.</summary>
    public async Task<List<string>> SettleAsync()
    {
        var reqId = $"settle{++_requests}";
        await SendAsync("ping", new JsonObject { ["req_id"] = reqId });
        var types = new List<string>();
        while (await NextAsync() is JsonObject message)
        {
            if ((string?)message["req_id"] == reqId)
            {
                return types;
            }

            types.Add((string)message["type"]!);
        }

        throw new InvalidOperationException("the socket has ended");
    }

    public async Task<string> StatusOfAsync(User user)
    {
        await SendAsync("presence.subscribe", new JsonObject { ["users"] = new JsonArray(user.Id.Value) });
        var list = await ExpectAsync("presence.list");
        return (string)list["users"]![0]!["status"]!;
    }

    /// <summary>Dials, and gives the id of the call.</summary>
    public async Task<string> DialAsync(string destination = "+14155550123", string offer = Offer)
    {
        var reqId = $"dial{++_requests}";
        await SendAsync("call.create", new JsonObject { ["destination"] = destination, ["sdp"] = offer, ["req_id"] = reqId });
        var trying = await ExpectAsync("call.trying");
        Assert.That((string?)trying["req_id"], Is.EqualTo(reqId));
        return (string)trying["call_id"]!;
    }

    /// <summary>Dials and is answered.</summary>
    public async Task<string> CallAsync()
    {
        var callId = await DialAsync();
        await _fake.SignalAsync("200");
        await ExpectAsync("sdp.answer");
        await ExpectAsync("call.answered");
        return callId;
    }

    /// <summary>Hears that it is called, and gives the id of the call.</summary>
    public async Task<string> ExpectIncomingAsync()
    {
        var incoming = await ExpectAsync("call.incoming");
        await ExpectAsync("sdp.offer");
        await ExpectAsync("ice.done");
        return (string)incoming["call_id"]!;
    }

    public async Task AnswerAsync(string callId)
    {
        await SendAsync("call.answer", callId);
        await DescribeAsync(callId);
    }

    public Task DescribeAsync(string callId) => SendAsync("sdp.answer", new JsonObject { ["call_id"] = callId, ["sdp"] = Offer });

    private static async Task<string> HeadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!Encoding.ASCII.GetString([.. head]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. head]);
    }
}
