using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

/// <summary>Tokens, switches, limits, profiles and rules, by the control API.</summary>
public sealed class ControlSettingsTests
{
    [Test]
    public async Task A_minted_token_lets_a_client_in_until_tokens_expire()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        await fake.UserAsync();
        var token = (string)(await control.PostAsync("users/alice/tokens", new JsonObject { ["ttl"] = "2h" }))!["token"]!;
        var client = await fake.OpenAsync();
        await client.AuthenticateAsync(token);

        var expired = await control.PostAsync("users/alice/expire");

        Assert.That((int?)expired!["sessions"], Is.EqualTo(1));
        await fake.AdvanceAsync(TimeSpan.Zero);
        await client.ExpectErrorAsync("auth_expired", fatal: true);
        var again = await fake.OpenAsync();
        await again.SendAsync("authenticate", new JsonObject { ["token"] = token });
        await again.ExpectErrorAsync("auth_expired", fatal: true);
        var fresh = await fake.OpenAsync();
        await fresh.AuthenticateAsync((string)(await control.PostAsync("users/alice/tokens"))!["token"]!);
    }

    [Test]
    public async Task Revoked_sessions_fall_as_the_switch_says()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions(), ("revoke", "immediate"));
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync());

        await control.PostAsync("users/alice/revoke");

        await client.ExpectErrorAsync("session_revoked", fatal: true);
    }

    [Test]
    public async Task Settings_change_together_or_not_at_all()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);

        await control.PostAsync("settings", new JsonObject { ["restore"] = "destroy", ["ping_interval_s"] = 5, ["refork_delay"] = "250ms" });
        var refused = await control.RefusedAsync("settings", new JsonObject { ["restore"] = "preserve", ["ping_interval_s"] = -1 });
        var settings = await fake.OnLoopAsync(() => fake.Account.Settings);
        var shown = await control.GetAsync("settings");

        Assert.Multiple(() =>
        {
            Assert.That((settings.WordOf("restore"), settings.PingInterval, settings.ReforkDelay), Is.EqualTo(("destroy", TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(250))));
            Assert.That((refused.Status, refused.Text.Contains("Nothing was set", StringComparison.Ordinal)), Is.EqualTo((400, true)), refused.Text);
            Assert.That((double?)shown["limits"]!.AsArray().Single(l => (string?)l!["name"] == "ping_interval_s")!["value"], Is.EqualTo(5));
            Assert.That((double?)shown["limits"]!.AsArray().Single(l => (string?)l!["name"] == "refork_delay_ms")!["value"], Is.EqualTo(250));
        });
    }

    [Test]
    public async Task A_profile_replaces_all_settings()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions(), ("ping_interval_s", "5"));
        using var control = new ControlClient(fake);

        await control.PostAsync("profile", new JsonObject { ["profile"] = "sdk-next" });

        Assert.That(await fake.OnLoopAsync(() => fake.Account.Settings), Is.EqualTo(FakeDialStack.Accounts.AccountSettings.ForProfile("sdk-next")));
        Assert.That((await control.RefusedAsync("profile", new JsonObject { ["profile"] = "sdk-9" })).Text, Does.Contain("sdk-next"));
    }

    [Test]
    public async Task A_rule_works_until_it_is_taken_back()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync());

        await control.PostAsync("rules", new JsonObject { ["verb"] = "refuse", ["target"] = "ping" });
        await client.SendAsync("ping", new JsonObject { ["req_id"] = "r1" });
        await client.ExpectErrorAsync("invalid_message", reqId: "r1");
        Assert.That((int?)(await control.GetAsync("rules"))[0]!["fired"], Is.EqualTo(1));
        await control.DeleteAsync("rules");

        Assert.That(await client.SettleAsync(), Is.Empty);
    }
}
