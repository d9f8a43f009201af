using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Sessions;

public sealed class UpgradeTests
{
    [TestCase("Sec-WebSocket-Protocol", "", 400)]
    [TestCase("Sec-WebSocket-Protocol", "dialstack.webrtc.v2, other", 400)]
    [TestCase("Sec-WebSocket-Protocol", "other, dialstack.webrtc.v1", 101)]
    [TestCase("User-Agent", "", 403)]
    [TestCase("Sec-WebSocket-Version", "8", 426)]
    [TestCase("Sec-WebSocket-Key", "short", 400)]
    [TestCase("Upgrade", "", 400)]
    [TestCase("Authorization", "Bearer anything", 101)]
    public async Task Upgrades_follow_the_rules(string header, string value, int status)
    {
        await using var fake = await TestFake.StartAsync();

        var (got, head, stream) = await TestClient.UpgradeAsync(fake, "laptop", new Dictionary<string, string> { [header] = value });

        await using (stream)
        {
            Assert.That(got, Is.EqualTo(status), head);
            if (status == 101)
            {
                Assert.That(head, Does.Contain("Sec-WebSocket-Protocol: dialstack.webrtc.v1\r\n"));
            }
        }

        var answered = await fake.EventAsync<UpgradeAnswered>();
        Assert.That((answered.Peer, answered.Socket, answered.Status), Is.EqualTo(("laptop", 1, status)));
    }

    [Test]
    public async Task The_key_is_answered_as_RFC_6455_says()
    {
        await using var fake = await TestFake.StartAsync();

        var (_, head, stream) = await TestClient.UpgradeAsync(fake, "laptop", new Dictionary<string, string> { ["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ==" });

        await using (stream)
        {
            Assert.That(head, Does.Contain("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        }
    }

    [Test]
    public async Task A_token_in_the_address_authenticates_nobody()
    {
        await using var fake = await TestFake.StartAsync();
        var token = await fake.TokenAsync(await fake.UserAsync());

        var (status, _, stream) = await TestClient.UpgradeAsync(fake, "laptop", new Dictionary<string, string>(), "/v1/webrtc?token=" + token);

        await using (stream)
        {
            Assert.That(status, Is.EqualTo(101));
            Assert.That((await fake.EventAsync<UpgradeRequested>()).Query, Is.EqualTo("?token=" + token));
            await fake.AdvanceAsync(TimeSpan.FromSeconds(10));
            Assert.That((await fake.EventAsync<FrameSentOut>()).Text, Does.Contain("auth_failed"));
        }
    }

    [Test]
    public async Task The_user_agent_rule_can_be_off()
    {
        await using var fake = await TestFake.StartAsync(("require_user_agent", "off"));

        var (status, _, stream) = await TestClient.UpgradeAsync(fake, "laptop", new Dictionary<string, string> { ["User-Agent"] = "" });

        await using (stream)
        {
            Assert.That(status, Is.EqualTo(101));
        }
    }

    [Test]
    public async Task The_standard_client_of_dotnet_connects()
    {
        await using var fake = await TestFake.StartAsync();
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        socket.Options.AddSubProtocol("dialstack.webrtc.v1");
        socket.Options.SetRequestHeader("User-Agent", "test/1.0");

        await socket.ConnectAsync(fake.Server.SignallingUrl, CancellationToken.None);

        Assert.That(socket.SubProtocol, Is.EqualTo("dialstack.webrtc.v1"));
        await socket.CloseAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        var closed = await fake.EventAsync<SocketClosed>();
        Assert.That((closed.Peer, closed.ByServer, closed.Code), Is.EqualTo(("client", false, 1000)));
    }
}
