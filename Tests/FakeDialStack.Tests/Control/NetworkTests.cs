using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Frames;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

public sealed class NetworkTests
{
    [TestCase(NetworkFault.Drop)]
    [TestCase(NetworkFault.Cut)]
    public async Task A_lost_socket_ends_without_a_close_frame(NetworkFault fault)
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");

        await FaultAsync(fake, fault);

        Assert.That((await client.ExpectCloseAsync()).Cause, Is.EqualTo(SocketEndCause.Lost));
        var closed = await fake.EventAsync<SocketClosed>();
        Assert.That((closed.ByServer, closed.Code), Is.EqualTo((true, 1006)));
    }

    [Test]
    public async Task What_a_stall_keeps_is_delivered_in_order()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");
        await client.DialAsync();
        await FaultAsync(fake, NetworkFault.Stall);

        await fake.SignalAsync("180");
        await client.SendAsync("ping", new JsonObject { ["req_id"] = "kept" });
        await fake.EventAsync<FrameReceived>(f => f.Text.Contains("kept", StringComparison.Ordinal));
        Assert.That((await fake.EventsAsync()).OfType<FrameSentOut>().Any(f => f.Text.Contains("call.ringing", StringComparison.Ordinal)), Is.False);
        await FaultAsync(fake, NetworkFault.Restore);

        await client.ExpectAsync("call.ringing");
        Assert.That((string?)(await client.ExpectAsync("pong"))["req_id"], Is.EqualTo("kept"));
    }

    [Test]
    public async Task A_stalled_client_times_out_and_learns_of_it_later()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");
        await FaultAsync(fake, NetworkFault.Stall);

        await fake.AdvanceAsync(TimeSpan.FromSeconds(40));
        await FaultAsync(fake, NetworkFault.Restore);

        await client.ExpectErrorAsync("idle_timeout", fatal: true);
        await client.ExpectCloseAsync();
    }

    [Test]
    public async Task A_close_behind_a_stall_reaches_the_fake_when_it_is_over()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var watcher = await fake.ConnectAsync(await fake.UserAsync("bob"));
        var client = await fake.ConnectAsync(alice, "laptop");
        await FaultAsync(fake, NetworkFault.Stall);
        await client.CloseAsync(1000);
        await fake.EventAsync<SocketClosed>(e => e.Peer == "laptop");
        Assert.That(await watcher.StatusOfAsync(alice), Is.EqualTo("available"), "nobody has told the fake");

        await FaultAsync(fake, NetworkFault.Restore);

        Assert.That(await watcher.StatusOfAsync(alice), Is.EqualTo("offline"));
    }

    [Test]
    public async Task A_stall_keeps_upgrades_and_requests_waiting()
    {
        await using var fake = await TestFake.StartAsync();
        await FaultAsync(fake, NetworkFault.Stall);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Host = "laptop.fake.test";
        var opening = fake.OpenAsync("laptop");
        var asking = http.GetAsync(new Uri(fake.Server.RestBase, "/v1/webrtc/ice-servers"));
        await fake.EventAsync<UpgradeRequested>();
        await fake.EventAsync<HttpRequested>();
        Assert.That((opening.IsCompleted, asking.IsCompleted), Is.EqualTo((false, false)));

        await FaultAsync(fake, NetworkFault.Restore);

        await opening;
        using var answer = await asking;
        Assert.That((int)answer.StatusCode, Is.EqualTo(401));
    }

    [Test]
    public async Task A_delay_keeps_the_order_and_applies_to_new_sockets()
    {
        await using var fake = await TestFake.StartAsync();
        await FaultAsync(fake, NetworkFault.Delay, TimeSpan.FromSeconds(2));
        var client = await fake.OpenAsync("laptop");
        await client.SendAsync("authenticate", new JsonObject { ["token"] = await fake.TokenAsync(await fake.UserAsync()) });
        await client.SendAsync("ping");
        await fake.EventAsync<FrameReceived>(f => f.Text.Contains("ping", StringComparison.Ordinal));

        await fake.AdvanceAsync(TimeSpan.FromSeconds(4));

        await client.ExpectAsync("authenticated");
        await client.ExpectAsync("pong");
    }

    [Test]
    public async Task A_corrupted_frame_breaks_the_framing_of_one_message()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");
        await FaultAsync(fake, NetworkFault.Corrupt);

        await client.SendAsync("ping");

        var end = await client.ExpectCloseAsync();
        Assert.That((end.Cause, end.Code), Is.EqualTo((SocketEndCause.PeerBrokeProtocol, 1002)));
    }

    [Test]
    public async Task A_half_open_socket_is_lost_to_the_fake_alone()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice, "laptop");
        var callId = await client.CallAsync();
        await FaultAsync(fake, NetworkFault.HalfOpen);

        await client.SendAsync("call.hangup", callId);
        Assert.That((await fake.EventAsync<FrameReceived>(f => f.Text.Contains("hangup", StringComparison.Ordinal))).ConsumedBy, Is.EqualTo("half-open"));
        var back = await fake.ConnectAsync(alice, "laptop");
        await back.ExpectAsync("call.restored");
        await fake.OnLoopAsync(() => fake.Platform.Control.InjectText("laptop", 1, """{"type":"pong"}"""));

        await client.ExpectAsync("pong");
        Assert.That(await back.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task A_blocked_client_gets_no_answer()
    {
        await using var fake = await TestFake.StartAsync();
        await FaultAsync(fake, NetworkFault.Block);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fake.Server.RestBase, "/v1/webrtc/ice-servers"));
        request.Headers.Host = "laptop.fake.test";

        Assert.That(() => TestClient.UpgradeAsync(fake, "laptop", new Dictionary<string, string>()), Throws.InstanceOf<IOException>());
        var asked = await Outcome(http.SendAsync(request));
        Assert.That(asked, Is.InstanceOf<HttpRequestException>());
        Assert.That(fake.Platform.Control.IsBlocked("laptop"), Is.True);
        await FaultAsync(fake, NetworkFault.Restore);
        await fake.OpenAsync("laptop");
    }

    private static async Task<Exception?> Outcome(Task<HttpResponseMessage> asked)
    {
        try
        {
            (await asked).Dispose();
            return null;
        }
        catch (HttpRequestException thrown)
        {
            return thrown;
        }
    }

    private static Task FaultAsync(TestFake fake, NetworkFault fault, TimeSpan? by = null) =>
        fake.OnLoopAsync(() => fake.Platform.Control.SetNetwork("laptop", fault, by));
}
