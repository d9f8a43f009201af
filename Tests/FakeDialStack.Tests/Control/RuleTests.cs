using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

public sealed class RuleTests
{
    [Test]
    public async Task What_a_client_sends_can_be_ignored_so_many_times()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");
        await AddAsync(fake, new Rule("deaf once", RuleVerb.Ignore, "ping") { Times = 1 });

        await client.SendAsync("ping", new JsonObject { ["req_id"] = "one" });
        await client.SendAsync("ping", new JsonObject { ["req_id"] = "two" });

        Assert.That((string?)(await client.ExpectAsync("pong"))["req_id"], Is.EqualTo("two"));
        var events = await fake.EventsAsync();
        Assert.That(events.OfType<FrameReceived>().Single(f => f.Text.Contains("one", StringComparison.Ordinal)).ConsumedBy, Is.EqualTo("deaf once"));
        Assert.That(events.OfType<RuleFired>().Select(r => (r.Peer, r.Rule)), Is.EqualTo(new[] { ("laptop", "deaf once") }));
    }

    [Test]
    public async Task What_only_the_fake_sends_can_be_swallowed()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await AddAsync(fake, new Rule("no ringing", RuleVerb.Ignore, "call.ringing"));
        await client.DialAsync();

        await fake.SignalAsync("180");

        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task A_delayed_message_lets_others_pass()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await AddAsync(fake, new Rule("late", RuleVerb.Delay, "sdp.answer") { By = TimeSpan.FromSeconds(3) });
        await client.DialAsync();

        await fake.SignalAsync("200");

        Assert.That(await client.SettleAsync(), Is.EqualTo(new[] { "call.answered" }));
        await fake.AdvanceAsync(TimeSpan.FromSeconds(3));
        await client.ExpectAsync("sdp.answer");
    }

    [Test]
    public async Task But_none_that_the_protocol_promises_to_come_behind_it()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync(wake: true);
        await fake.InviteAsync(alice);
        await AddAsync(fake, new Rule("late", RuleVerb.Delay, "authenticated") { By = TimeSpan.FromSeconds(3) });
        await AddAsync(fake, new Rule("later", RuleVerb.Delay, "call.trying") { By = TimeSpan.FromSeconds(1) });
        var client = await fake.OpenAsync();
        await client.SendAsync("authenticate", new JsonObject { ["token"] = await fake.TokenAsync(alice) });
        await client.SendAsync("call.create", new JsonObject { ["destination"] = "105", ["sdp"] = TestClient.Offer });
        await fake.EventAsync<PstnSignalled>(p => p is { FromFarEnd: false, Signal: "INVITE" });
        await fake.SignalAsync("180");

        await fake.AdvanceAsync(TimeSpan.FromSeconds(3));

        await client.ExpectAsync("authenticated");
        await client.ExpectIncomingAsync();
        await client.ExpectAsync("call.trying");
        await client.ExpectAsync("call.ringing");
    }

    [Test]
    public async Task What_only_clients_send_is_handled_later()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        await AddAsync(fake, new Rule("slow", RuleVerb.Delay, "authenticate") { By = TimeSpan.FromSeconds(3) });
        var client = await fake.OpenAsync();
        await client.SendAsync("authenticate", new JsonObject { ["token"] = await fake.TokenAsync(alice) });
        await fake.EventAsync<FrameReceived>();

        await fake.AdvanceAsync(TimeSpan.FromSeconds(3));

        await client.ExpectAsync("authenticated");
    }

    [Test]
    public async Task An_answer_replaces_the_handling()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await AddAsync(fake, new Rule("told so", RuleVerb.Answer, "call.create")
        {
            With = new JsonObject { ["code"] = "emergency_address_required", ["message"] = "bind one" },
            Times = 1,
        });
        await AddAsync(fake, new Rule("refused", RuleVerb.Refuse, "call.create"));

        await client.SendAsync("call.create", new JsonObject { ["destination"] = "105", ["sdp"] = TestClient.Offer, ["req_id"] = "a" });
        await client.ExpectErrorAsync("emergency_address_required", fatal: false, "a");
        await client.SendAsync("call.create", new JsonObject { ["destination"] = "105", ["sdp"] = TestClient.Offer, ["req_id"] = "b" });

        await client.ExpectErrorAsync("invalid_message", fatal: false, "b");
        Assert.That((await fake.EventsAsync()).OfType<FrameSentOut>().Any(f => f.Injected), Is.False);
    }

    [Test]
    public async Task An_answer_can_be_another_message_and_the_last()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await AddAsync(fake, new Rule("over", RuleVerb.Answer, "call.hangup")
        {
            With = new JsonObject { ["type"] = "call.ended", ["reason"] = "weird", ["duration_seconds"] = null },
            ThenClose = true,
        });

        await client.SendAsync("call.hangup", "call_x");

        await client.ExpectEndedAsync("call_x", "weird");
        Assert.That((await client.ExpectCloseAsync()).Code, Is.EqualTo(1000));
    }

    [Test]
    public async Task A_socket_can_be_closed_instead_of_a_message()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        await AddAsync(fake, new Rule("closes before authenticated", RuleVerb.CloseBefore, "authenticated") { Times = 1 });
        var client = await fake.OpenAsync();

        await client.SendAsync("authenticate", new JsonObject { ["token"] = await fake.TokenAsync(alice) });

        await client.ExpectCloseAsync();
        await fake.ConnectAsync(alice);
    }

    [Test]
    public async Task A_call_survives_the_close_before_its_progress()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await AddAsync(fake, new Rule("closes before trying", RuleVerb.CloseBefore, "call.trying") { Times = 1 });
        await client.SendAsync("call.create", new JsonObject { ["destination"] = "105", ["sdp"] = TestClient.Offer });
        await client.ExpectCloseAsync();

        var back = await fake.ConnectAsync(alice);

        await back.ExpectAsync("call.restored");
    }

    [TestCase(RuleVerb.Refuse, null, 503)]
    [TestCase(RuleVerb.Refuse, 502, 502)]
    [TestCase(RuleVerb.Answer, 429, 429)]
    public async Task Upgrades_can_be_refused(RuleVerb verb, int? status, int expected)
    {
        await using var fake = await TestFake.StartAsync();
        await AddAsync(fake, new Rule("no", verb, "ws.open") { Status = status, Times = 1, Peer = "laptop" });
        await fake.OpenAsync("phone");

        var (got, _, stream) = await TestClient.UpgradeAsync(fake, "laptop", new Dictionary<string, string>());
        await stream.DisposeAsync();

        Assert.That(got, Is.EqualTo(expected));
        await fake.OpenAsync("laptop");
        Assert.That((await fake.EventsAsync()).OfType<UpgradeRequested>().Select(u => (u.Peer, u.Socket)), Is.EqualTo(new[] { ("phone", 1), ("laptop", 1), ("laptop", 2) }));
    }

    [Test]
    public async Task An_upgrade_can_be_answered_late()
    {
        await using var fake = await TestFake.StartAsync();
        await AddAsync(fake, new Rule("late", RuleVerb.Delay, "ws.open") { By = TimeSpan.FromSeconds(4) });
        var opening = fake.OpenAsync("laptop");
        await fake.EventAsync<RuleFired>();
        Assert.That(opening.IsCompleted, Is.False);

        await fake.AdvanceAsync(TimeSpan.FromSeconds(4));

        await opening;
    }

    [Test]
    public async Task Pongs_can_be_ignored()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await AddAsync(fake, new Rule("deaf to pongs", RuleVerb.Ignore, "ws.pong"));

        await fake.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.That((await fake.EventAsync<FrameReceived>(f => f.OpCode == Frames.OpCode.Pong)).ConsumedBy, Is.EqualTo("deaf to pongs"));
        await fake.AdvanceAsync(TimeSpan.FromSeconds(10));

        await client.ExpectErrorAsync("idle_timeout", fatal: true);
    }

    [TestCase(RuleVerb.Refuse, 503, "unavailable")]
    [TestCase(RuleVerb.Answer, 401, "auth_expired")]
    public async Task Requests_have_rules_too(RuleVerb verb, int status, string code)
    {
        await using var fake = await TestFake.StartAsync();
        using var http = new HttpClient();
        await AddAsync(fake, new Rule("no", verb, "GET /v1/users/{id}/presence")
        {
            Status = verb == RuleVerb.Answer ? status : null,
            With = verb == RuleVerb.Answer ? new JsonObject { ["code"] = code } : null,
        });

        var answer = await http.GetAsync(new Uri(fake.Server.RestBase, "/v1/users/user_x/presence"));

        Assert.That(((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((status, verb == RuleVerb.Answer ? $$"""{"code":"{{code}}"}""" : """{"error":"refused by a rule","code":"unavailable"}""")));
    }

    [Test]
    public async Task Rules_of_one_account_leave_others_alone()
    {
        await using var fake = await TestFake.StartAsync();
        var bob = await fake.OnLoopAsync(() => fake.Platform.CreateAccount().CreateUser("bob"));
        var mine = await fake.ConnectAsync(await fake.UserAsync());
        var theirs = await fake.ConnectAsync(bob);
        await AddAsync(fake, new Rule("deaf", RuleVerb.Ignore, "auth.refresh") { Account = fake.Account.Id });

        await mine.SendAsync("auth.refresh", new JsonObject { ["token"] = "x" });
        await theirs.SendAsync("auth.refresh", new JsonObject { ["token"] = "x" });

        Assert.That(await mine.SettleAsync(), Is.Empty);
        await theirs.ExpectErrorAsync("auth_failed");
    }

    [Test]
    public async Task A_delay_needs_its_length()
    {
        await using var fake = await TestFake.StartAsync();

        Assert.That(() => AddAsync(fake, new Rule("late", RuleVerb.Delay, "ping")), Throws.ArgumentException);
    }

    private static Task AddAsync(TestFake fake, Rule rule) => fake.OnLoopAsync(() => fake.Platform.Control.AddRule(rule));
}
