using System.Text.Json.Nodes;
using FakeDialStack.Sessions;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Sessions;

public sealed class AuthenticationTests
{
    [Test]
    public async Task A_good_token_makes_a_session_of_its_user()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.OpenAsync();

        await client.SendAsync("authenticate", new JsonObject { ["token"] = await fake.TokenAsync(alice), ["emergency_address_id"] = "emerg_1" });

        var reply = await client.ExpectAsync("authenticated");
        Assert.Multiple(() =>
        {
            Assert.That((string?)reply["user_id"], Is.EqualTo(alice.Id.Value));
            Assert.That((string?)reply["account_id"], Is.EqualTo(fake.Account.Id.Value));
            Assert.That((bool?)reply["reconnected"], Is.False);
            Assert.That(reply.ContainsKey("req_id"), Is.False);
        });
    }

    [TestCase("""{"type":"authenticate","req_id":"a","token":"nonsense"}""", "auth_failed", "a")]
    [TestCase("""{"type":"authenticate","req_id":"a"}""", "invalid_message", "a")]
    [TestCase("""{"type":"ping","req_id":"a"}""", "invalid_message", "a")]
    [TestCase("not json", "invalid_message", null)]
    public async Task Anything_else_first_is_fatal(string text, string code, string? reqId)
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.OpenAsync();

        await client.SendTextAsync(text);

        await client.ExpectErrorAsync(code, fatal: true, reqId);
        Assert.That((await client.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.Policy));
    }

    [Test]
    public async Task An_expired_and_a_revoked_token_are_told_apart()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var expired = await fake.TokenAsync(alice, TimeSpan.FromSeconds(1));
        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));
        var first = await fake.OpenAsync();
        await first.SendAsync("authenticate", new JsonObject { ["token"] = expired });
        await first.ExpectErrorAsync("auth_expired", fatal: true);

        var revoked = await fake.TokenAsync(alice);
        await fake.OnLoopAsync(() => fake.Platform.Tokens.Revoke(alice));
        var second = await fake.OpenAsync();
        await second.SendAsync("authenticate", new JsonObject { ["token"] = revoked });
        await second.ExpectErrorAsync("session_revoked", fatal: true);
    }

    [Test]
    public async Task A_failed_authenticate_can_be_told_without_closing()
    {
        await using var fake = await TestFake.StartAsync(("auth_error_fatal", "off"));
        var alice = await fake.UserAsync();
        var client = await fake.OpenAsync();

        await client.SendAsync("authenticate", new JsonObject { ["token"] = "nonsense", ["req_id"] = "a" });

        await client.ExpectErrorAsync("auth_failed", fatal: false, "a");
        await client.AuthenticateAsync(await fake.TokenAsync(alice));
    }

    [Test]
    public async Task The_first_message_has_ten_seconds()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.OpenAsync();
        await fake.EventAsync<UpgradeAnswered>();

        await fake.AdvanceAsync(TimeSpan.FromSeconds(10));

        await client.ExpectErrorAsync("auth_failed", fatal: true);
        await client.ExpectCloseAsync();
    }

    [Test]
    public async Task A_second_authenticate_harms_nobody()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);

        await client.SendAsync("authenticate", new JsonObject { ["token"] = await fake.TokenAsync(alice), ["req_id"] = "again" });

        await client.ExpectErrorAsync("invalid_message", fatal: false, "again");
        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task A_refresh_moves_the_expiry()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice, ttl: TimeSpan.FromSeconds(20));

        await client.SendAsync("auth.refresh", new JsonObject { ["token"] = await fake.TokenAsync(alice, TimeSpan.FromSeconds(28)), ["req_id"] = "r" });

        Assert.That((string?)(await client.ExpectAsync("auth.refreshed"))["req_id"], Is.EqualTo("r"));
        await fake.AdvanceAsync(TimeSpan.FromSeconds(27));
        Assert.That(await client.SettleAsync(), Is.Empty);
        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));
        await client.ExpectErrorAsync("auth_expired", fatal: true);
        Assert.That((await client.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.Policy));
    }

    [TestCase("malformed")]
    [TestCase("expired")]
    [TestCase("other user")]
    [TestCase("other account")]
    public async Task A_refused_refresh_leaves_the_old_token_in_force(string what)
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice, ttl: TimeSpan.FromSeconds(20));
        var token = what switch
        {
            "malformed" => "nonsense",
            "expired" => await fake.TokenAsync(alice, TimeSpan.Zero),
            "other user" => await fake.TokenAsync(await fake.UserAsync("bob")),
            _ => await fake.TokenAsync(await fake.OnLoopAsync(() => fake.Platform.CreateAccount().CreateUser("carol"))),
        };

        await client.SendAsync("auth.refresh", new JsonObject { ["token"] = token, ["req_id"] = "r" });

        await client.ExpectErrorAsync("auth_failed", fatal: false, "r");
        await fake.AdvanceAsync(TimeSpan.FromSeconds(20));
        await client.ExpectErrorAsync("auth_expired", fatal: true);
    }

    [Test]
    public async Task An_edition_without_refresh_says_so()
    {
        await using var fake = await TestFake.StartAsync(("auth_refresh", "off"));
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);

        await client.SendAsync("auth.refresh", new JsonObject { ["token"] = await fake.TokenAsync(alice), ["req_id"] = "r" });

        await client.ExpectErrorAsync("invalid_message", fatal: false, "r");
    }

    [Test]
    public async Task Pings_of_the_app_are_answered_and_do_not_extend_the_token()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync(), ttl: TimeSpan.FromSeconds(5));
        await fake.AdvanceAsync(TimeSpan.FromSeconds(4));

        await client.SendAsync("ping");

        Assert.That((await client.ExpectAsync("pong")).Count, Is.EqualTo(1), "no req_id was given");
        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));
        await client.ExpectErrorAsync("auth_expired", fatal: true);
    }
}
