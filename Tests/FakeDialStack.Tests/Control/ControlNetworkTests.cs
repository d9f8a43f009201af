using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Frames;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

/// <summary>Faults of single sockets, by the control API.</summary>
public sealed class ControlNetworkTests
{
    [TestCase("drop", SocketEndCause.Lost)]
    [TestCase("cut", SocketEndCause.Lost)]
    public async Task A_socket_is_lost_and_others_of_the_same_client_are_not(string fault, SocketEndCause cause)
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var alice = await fake.UserAsync();
        var first = await fake.ConnectAsync(alice, "laptop");
        var second = await fake.ConnectAsync(alice, "laptop");

        await control.PostAsync("sessions/laptop-1/faults", new JsonObject { ["fault"] = fault });

        Assert.That((await first.ExpectCloseAsync()).Cause, Is.EqualTo(cause));
        Assert.That(await second.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task A_stalled_socket_delivers_when_it_is_restored()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");

        var stalled = await control.PostAsync("sessions/laptop-1/faults", new JsonObject { ["fault"] = "stall" });
        await control.PostAsync("calls", new JsonObject { ["to"] = "alice" });
        var before = (await fake.EventsAsync()).OfType<FrameSentOut>().Count(f => f.Text.Contains("call.incoming", StringComparison.Ordinal));
        await control.PostAsync("sessions/laptop-1/faults", new JsonObject { ["fault"] = "restore" });

        await client.ExpectAsync("call.incoming");
        Assert.That(((bool?)stalled!["stalled"], before), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task A_delayed_socket_delivers_that_much_later()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");

        await control.PostAsync("sessions/laptop-1/faults", new JsonObject { ["fault"] = "delay", ["by"] = "500ms" });
        await control.PostAsync("calls", new JsonObject { ["to"] = "alice" });
        var sent = await fake.OnLoopAsync(() => fake.Time.GetUtcNow());
        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));

        await client.ExpectAsync("call.incoming");
        var delivered = await fake.EventAsync<FrameSentOut>(f => f.Text.Contains("call.incoming", StringComparison.Ordinal));
        Assert.That(delivered.At - sent, Is.EqualTo(TimeSpan.FromMilliseconds(500)));
    }

    [Test]
    public async Task A_corrupted_frame_breaks_the_framing()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");

        await control.PostAsync("sessions/laptop-1/faults", new JsonObject { ["fault"] = "corrupt" });
        await client.SendAsync("ping");

        Assert.That((await client.ExpectCloseAsync()).Cause, Is.EqualTo(SocketEndCause.PeerBrokeProtocol));
    }

    [Test]
    public async Task Blocked_connections_are_broken_off_until_they_are_allowed()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);

        await control.PostAsync("network", new JsonObject { ["new_connections"] = "blocked" });
        using var http = new HttpClient { BaseAddress = fake.Server.RestBase };
        await Assert.ThatAsync(() => http.GetAsync(new Uri("v1/users", UriKind.Relative)), Throws.InstanceOf<HttpRequestException>());
        await control.PostAsync("network", new JsonObject { ["new_connections"] = "allowed" });

        Assert.That((int)(await http.GetAsync(new Uri("v1/users", UriKind.Relative))).StatusCode, Is.EqualTo(401));
    }

    [Test]
    public async Task Draining_closes_with_going_away()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync());

        await control.PostAsync("going-away");

        await client.ExpectErrorAsync("going_away", fatal: true);
    }

    [Test]
    public async Task A_delay_needs_its_length_and_nothing_else_has_one()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        await fake.ConnectAsync(await fake.UserAsync(), "laptop");

        var without = await control.RefusedAsync("sessions/laptop-1/faults", new JsonObject { ["fault"] = "delay" });
        var with = await control.RefusedAsync("sessions/laptop-1/faults", new JsonObject { ["fault"] = "drop", ["by"] = "1s" });
        var unknown = await control.RefusedAsync("sessions/laptop-1/faults", new JsonObject { ["fault"] = "burn" });

        Assert.That((without.Status, with.Status, unknown.Status), Is.EqualTo((400, 400, 400)));
        Assert.That(unknown.Text, Does.Contain("half-open"));
    }
}
