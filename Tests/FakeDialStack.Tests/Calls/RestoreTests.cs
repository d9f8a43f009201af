using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Calls;

public sealed class RestoreTests
{
    [Test]
    public async Task The_client_offers_for_a_restored_call()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var callId = await DroppedAsync(fake, alice);

        var (client, reply) = await ReconnectAsync(fake, alice);

        Assert.That((bool?)reply["reconnected"], Is.True);
        var restored = await client.ExpectAsync("call.restored");
        Assert.That(
            ((string?)restored["call_id"], (string?)restored["state"], (string?)restored["direction"], (string?)restored["to"], (string?)restored["answered_at"]),
            Is.EqualTo((callId, "active", "outbound", "+14155550123", "2026-09-01T12:00:00Z")));
        Assert.That(await client.SettleAsync(), Is.Empty);
        await client.SendAsync("sdp.offer", new JsonObject { ["call_id"] = callId, ["sdp"] = TestClient.Offer });
        await client.ExpectAsync("sdp.answer");
        await client.SendAsync("call.hangup", callId);
        await client.ExpectEndedAsync(callId, "hangup");
        Assert.That(await fake.PstnAsync(), Does.EndWith(">BYE <200"));
    }

    [Test]
    public async Task Or_the_server_offers_and_its_offer_wins()
    {
        await using var fake = await TestFake.StartAsync(("restore_offerer", "server"));
        var alice = await fake.UserAsync();
        var callId = await DroppedAsync(fake, alice);
        var (client, _) = await ReconnectAsync(fake, alice);
        await client.ExpectAsync("call.restored");
        await client.ExpectAsync("sdp.offer");
        await client.ExpectAsync("ice.done");

        await client.SendAsync("sdp.offer", new JsonObject { ["call_id"] = callId, ["sdp"] = TestClient.Offer });
        await client.DescribeAsync(callId);

        Assert.That(await client.SettleAsync(), Is.Empty);
        await client.DescribeAsync(callId);
        await client.ExpectErrorAsync("invalid_message");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Or_the_server_waits_for_the_client(bool clientOffers)
    {
        await using var fake = await TestFake.StartAsync(("restore_offerer", "either"));
        var alice = await fake.UserAsync();
        var callId = await DroppedAsync(fake, alice);
        var (client, _) = await ReconnectAsync(fake, alice);
        await client.ExpectAsync("call.restored");
        if (clientOffers)
        {
            await client.SendAsync("sdp.offer", new JsonObject { ["call_id"] = callId, ["sdp"] = TestClient.Offer });
            await client.ExpectAsync("sdp.answer");
        }

        await fake.AdvanceAsync(TimeSpan.FromSeconds(3));

        Assert.That(await client.SettleAsync(), Is.EqualTo(clientOffers ? [] : new[] { "sdp.offer", "ice.done" }));
    }

    [Test]
    public async Task After_the_window_the_far_end_is_hung_up_and_nothing_is_restored()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var callId = await DroppedAsync(fake, alice);

        await fake.AdvanceAsync(TimeSpan.FromSeconds(30));

        Assert.That(await fake.PstnAsync(), Does.EndWith(">BYE <200"));
        var (client, reply) = await ReconnectAsync(fake, alice);
        Assert.That((bool?)reply["reconnected"], Is.False);
        Assert.That(await client.SettleAsync(), Is.Empty);
        await client.SendAsync("call.hangup", callId);
        Assert.That(await client.SettleAsync(), Is.Empty, "a late hang-up of an ended call");
    }

    [Test]
    public async Task A_call_that_ended_in_the_gap_is_not_mentioned()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        await DroppedAsync(fake, alice);

        await fake.SignalAsync("BYE");

        var (client, reply) = await ReconnectAsync(fake, alice);
        Assert.That((bool?)reply["reconnected"], Is.True, "the last socket dropped a moment ago");
        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task Unless_the_edition_tells_of_it_afterwards()
    {
        await using var fake = await TestFake.StartAsync(("restore_replay_ended", "on"));
        var alice = await fake.UserAsync();
        var callId = await DroppedAsync(fake, alice);
        await fake.SignalAsync("BYE");

        var (client, _) = await ReconnectAsync(fake, alice);

        await client.ExpectEndedAsync(callId, "hangup");
        var (second, _) = await ReconnectAsync(fake, alice);
        Assert.That(await second.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task The_other_policy_ends_calls_with_their_socket()
    {
        await using var fake = await TestFake.StartAsync(("restore", "destroy"));
        var alice = await fake.UserAsync();
        await DroppedAsync(fake, alice);

        await fake.EventAsync<PstnSignalled>(p => p.Signal == "BYE");

        var (client, _) = await ReconnectAsync(fake, alice);
        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task Several_calls_come_back_each_in_its_state()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        var held = await client.CallAsync();
        await client.SendAsync("call.hold", held);
        await client.ExpectAsync("call.held");
        var active = await client.CallAsync();
        var trying = await client.DialAsync();
        await client.DropAsync();

        var (back, _) = await ReconnectAsync(fake, alice);

        var states = new List<(string?, string?)>();
        for (var i = 0; i < 3; i++)
        {
            var restored = await back.ExpectAsync("call.restored");
            states.Add(((string?)restored["call_id"], (string?)restored["state"]));
        }

        Assert.That(states, Is.EqualTo(new[] { (held, "held"), (active, "active"), (trying, "ringing") }));
        await back.SendAsync("sdp.offer", new JsonObject { ["call_id"] = trying, ["sdp"] = TestClient.Offer });
        await back.ExpectAsync("sdp.answer");
        await fake.SignalAsync("200", new JsonObject { ["call_id"] = trying });
        Assert.That(await back.SettleAsync(), Is.EqualTo(new[] { "call.answered" }), "the offer is answered already");
    }

    [Test]
    public async Task A_ringing_call_comes_back_with_a_new_offer()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await client.ExpectIncomingAsync();
        await client.SendAsync("call.answer", callId);
        await client.SettleAsync();
        await client.DropAsync();

        var (back, _) = await ReconnectAsync(fake, alice);

        var restored = await back.ExpectAsync("call.restored");
        Assert.That(((string?)restored["state"], (string?)restored["direction"], restored["answered_at"]), Is.EqualTo(("ringing", "inbound", (JsonNode?)null)));
        await back.ExpectAsync("sdp.offer");
        await back.ExpectAsync("ice.done");
        await back.AnswerAsync(callId);
        await back.ExpectAsync("call.answered");
    }

    [Test]
    public async Task A_clean_close_with_calls_up_is_a_drop_unless_the_edition_says_otherwise()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var first = await fake.ConnectAsync(alice, "laptop");
        var callId = await first.CallAsync();
        await first.CloseAsync(1000);
        await fake.EventAsync<SocketClosed>(e => e.Peer == "laptop");
        var (second, _) = await ReconnectAsync(fake, alice, "phone");
        Assert.That((string?)(await second.ExpectAsync("call.restored"))["call_id"], Is.EqualTo(callId));

        await fake.SetAsync("clean_close_is_drop", "off");
        await second.CloseAsync(1000);

        await fake.EventAsync<PstnSignalled>(p => p.Signal == "BYE");
    }

    [Test]
    public async Task Expiry_is_a_drop()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice, ttl: TimeSpan.FromSeconds(5));
        var callId = await client.CallAsync();
        await fake.AdvanceAsync(TimeSpan.FromSeconds(5));
        await client.ExpectErrorAsync("auth_expired", fatal: true);

        var (back, _) = await ReconnectAsync(fake, alice);

        Assert.That((string?)(await back.ExpectAsync("call.restored"))["call_id"], Is.EqualTo(callId));
    }

    private static async Task<string> DroppedAsync(TestFake fake, User alice)
    {
        var client = await fake.ConnectAsync(alice);
        var callId = await client.CallAsync();
        await client.DropAsync();
        return callId;
    }

    private static async Task<(TestClient Client, JsonObject Reply)> ReconnectAsync(TestFake fake, User user, string? peer = null)
    {
        var client = await fake.OpenAsync(peer);
        await client.SendAsync("authenticate", new JsonObject { ["token"] = await fake.TokenAsync(user) });
        return (client, await client.ExpectAsync("authenticated"));
    }
}
