using System.Text.Json.Nodes;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Sessions;

public sealed class SessionLimitTests
{
    [TestCase("evict-oldest/session_replaced", "session_replaced")]
    [TestCase("evict-oldest/session_limit", "session_limit")]
    public async Task The_oldest_of_three_gives_way(string policy, string code)
    {
        await using var fake = await TestFake.StartAsync(("session_overflow", policy));
        var alice = await fake.UserAsync();
        var laptop = await fake.ConnectAsync(alice, "laptop");
        await fake.ConnectAsync(alice, "phone");
        await fake.ConnectAsync(alice, "tablet");

        await fake.ConnectAsync(alice, "desktop");

        await laptop.ExpectErrorAsync(code, fatal: true);
        Assert.That((await laptop.ExpectCloseAsync()).Code, Is.EqualTo(1008));
        var sent = (await fake.EventsAsync()).OfType<FrameSentOut>().Select(f => (f.Peer, (string?)JsonNode.Parse(f.Text)!["type"])).ToList();
        Assert.That(sent.IndexOf(("laptop", "error")), Is.LessThan(sent.IndexOf(("desktop", "authenticated"))));
    }

    [Test]
    public async Task Or_the_newest_is_turned_away()
    {
        await using var fake = await TestFake.StartAsync(("session_overflow", "reject-newest/session_limit"));
        var alice = await fake.UserAsync();
        var laptop = await fake.ConnectAsync(alice);
        await fake.ConnectAsync(alice);
        await fake.ConnectAsync(alice);
        var newest = await fake.OpenAsync();

        await newest.SendAsync("authenticate", new JsonObject { ["token"] = await fake.TokenAsync(alice), ["req_id"] = "n" });

        await newest.ExpectErrorAsync("session_limit", fatal: true, "n");
        await newest.ExpectCloseAsync();
        Assert.That(await laptop.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task The_calls_of_an_evicted_session_end_at_once()
    {
        await using var fake = await TestFake.StartAsync(("sessions_per_user", "1"));
        var alice = await fake.UserAsync();
        var old = await fake.ConnectAsync(alice);
        var callId = await old.CallAsync();

        var newcomer = await fake.ConnectAsync(alice);

        await old.ExpectEndedAsync(callId, "hangup");
        await old.ExpectErrorAsync("session_replaced", fatal: true);
        Assert.That(await fake.PstnAsync(), Does.EndWith(">BYE <200"));
        Assert.That(await newcomer.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task A_revoked_session_falls_at_its_next_call_event()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.OnLoopAsync(() =>
        {
            fake.Platform.Tokens.Revoke(alice);
            fake.Platform.RevokeSessions(alice);
        });
        Assert.That(await client.SettleAsync(), Is.Empty);

        await fake.InviteAsync(alice);

        await client.ExpectErrorAsync("session_revoked", fatal: true);
        await client.ExpectCloseAsync();
    }

    [Test]
    public async Task A_far_end_that_hangs_up_is_a_call_event_too()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        var callId = await client.CallAsync();
        await fake.OnLoopAsync(() => fake.Platform.RevokeSessions(alice));

        await fake.SignalAsync("BYE");

        await client.ExpectEndedAsync(callId, "hangup");
        await client.ExpectErrorAsync("session_revoked", fatal: true);
    }

    [Test]
    public async Task Or_it_falls_at_once_with_its_calls()
    {
        await using var fake = await TestFake.StartAsync(("revoke", "immediate"));
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        var callId = await client.CallAsync();

        await fake.OnLoopAsync(() => fake.Platform.RevokeSessions(alice));

        await client.ExpectEndedAsync(callId, "hangup");
        await client.ExpectErrorAsync("session_revoked", fatal: true);
        Assert.That(await fake.PstnAsync(), Does.EndWith(">BYE <200"));
    }

    [Test]
    public async Task Going_away_is_told_to_every_socket_of_the_account_and_to_no_other()
    {
        await using var fake = await TestFake.StartAsync();
        var laptop = await fake.ConnectAsync(await fake.UserAsync());
        var other = await fake.ConnectAsync(await fake.OnLoopAsync(() => fake.Platform.CreateAccount().CreateUser("bob")));

        await fake.OnLoopAsync(() => fake.Platform.Control.GoAway(fake.Account));

        await laptop.ExpectErrorAsync("going_away", fatal: true);
        Assert.That((await laptop.ExpectCloseAsync()).Code, Is.EqualTo(1001));
        Assert.That(await other.SettleAsync(), Is.Empty);
    }
}
