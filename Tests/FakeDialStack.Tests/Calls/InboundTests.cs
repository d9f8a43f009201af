using System.Text.Json.Nodes;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Calls;

public sealed class InboundTests
{
    [Test]
    public async Task The_first_answer_wins_and_the_rest_stop_ringing()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var laptop = await fake.ConnectAsync(alice);
        var phone = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await laptop.ExpectIncomingAsync();
        Assert.That(await phone.ExpectIncomingAsync(), Is.EqualTo(callId));

        await phone.AnswerAsync(callId);

        await phone.ExpectAsync("call.answered");
        await laptop.ExpectEndedAsync(callId, "hangup");
        await laptop.SendAsync("call.answer", new JsonObject { ["call_id"] = callId, ["req_id"] = "late" });
        await laptop.ExpectErrorAsync("call_not_found", fatal: false, "late");
        Assert.That(await fake.PstnAsync(), Is.EqualTo("<INVITE >100 >180 >200 <ACK"));
    }

    [Test]
    public async Task An_answer_is_two_messages_in_either_order()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await client.ExpectIncomingAsync();

        await client.DescribeAsync(callId);
        Assert.That(await client.SettleAsync(), Is.Empty);
        await client.SendAsync("call.answer", callId);

        await client.ExpectAsync("call.answered");
    }

    [Test]
    public async Task A_description_that_never_comes_fails_the_call()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await client.ExpectIncomingAsync();
        await client.SendAsync("call.answer", callId);
        await client.SettleAsync();

        await fake.AdvanceAsync(TimeSpan.FromSeconds(10));

        await client.ExpectEndedAsync(callId, "failed");
        Assert.That(await fake.PstnAsync(), Does.EndWith(">480 <ACK"));
    }

    [TestCase("decline", "603")]
    [TestCase("busy", "486")]
    public async Task A_reject_is_confirmed_and_told_to_the_caller(string reason, string status)
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await client.ExpectIncomingAsync();

        await client.SendAsync("call.reject", new JsonObject { ["call_id"] = callId, ["reason"] = reason });

        await client.ExpectEndedAsync(callId, "rejected");
        Assert.That(await fake.PstnAsync(), Does.EndWith($">{status} <ACK"));
    }

    [TestCase("session", false)]
    [TestCase("user", true)]
    public async Task A_reject_stops_one_session_or_all(string scope, bool all)
    {
        await using var fake = await TestFake.StartAsync(("reject_scope", scope));
        var alice = await fake.UserAsync();
        var laptop = await fake.ConnectAsync(alice);
        var phone = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await laptop.ExpectIncomingAsync();
        await phone.ExpectIncomingAsync();

        await laptop.SendAsync("call.reject", callId);
        await laptop.ExpectEndedAsync(callId, "rejected");

        Assert.That(await phone.SettleAsync(), Is.EqualTo(all ? new[] { "call.ended" } : []));
        if (!all)
        {
            await phone.AnswerAsync(callId);
            await phone.ExpectAsync("call.answered");
        }
    }

    [Test]
    public async Task A_caller_who_gives_up_stops_the_ringing()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await client.ExpectIncomingAsync();

        await fake.SignalAsync("CANCEL");

        await client.ExpectEndedAsync(callId, "hangup");
        Assert.That(await fake.PstnAsync(), Does.EndWith("<CANCEL >200 >487 <ACK"));
    }

    [Test]
    public async Task Ringing_has_a_limit()
    {
        await using var fake = await TestFake.StartAsync(("ping_interval", "1h"));
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await client.ExpectIncomingAsync();

        await fake.AdvanceAsync(TimeSpan.FromSeconds(60));

        await client.ExpectEndedAsync(callId, "no-answer");
        Assert.That(await fake.PstnAsync(), Does.EndWith(">480 <ACK"));
    }

    [Test]
    public async Task An_answered_call_no_longer_has_that_limit()
    {
        await using var fake = await TestFake.StartAsync(("ping_interval", "1h"));
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        await client.AnswerAsync(await client.ExpectIncomingAsync());
        await client.ExpectAsync("call.answered");

        await fake.AdvanceAsync(TimeSpan.FromSeconds(600));

        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task A_session_may_not_answer_while_another_is_in_a_call()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var laptop = await fake.ConnectAsync(alice);
        var phone = await fake.ConnectAsync(alice);
        await laptop.CallAsync();
        await fake.InviteAsync(alice);
        var second = await phone.ExpectIncomingAsync();
        await laptop.ExpectIncomingAsync();

        await phone.SendAsync("call.answer", new JsonObject { ["call_id"] = second, ["req_id"] = "p" });
        await phone.ExpectErrorAsync("call_failed", fatal: false, "p");
        await laptop.AnswerAsync(second);

        await laptop.ExpectAsync("call.answered");
    }

    [Test]
    public async Task Holding_is_for_active_calls_and_each_side_holds_for_itself()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        var callId = await client.ExpectIncomingAsync();
        await client.SendAsync("call.hold", new JsonObject { ["call_id"] = callId, ["req_id"] = "h" });
        await client.ExpectErrorAsync("invalid_message", fatal: false, "h");
        await client.AnswerAsync(callId);
        await client.ExpectAsync("call.answered");

        await client.SendAsync("call.hold", callId);
        Assert.That((string?)(await client.ExpectAsync("call.held"))["held_by"], Is.EqualTo("local"));
        await fake.SignalAsync("re-INVITE", new JsonObject { ["direction"] = "sendonly" });
        Assert.That((string?)(await client.ExpectAsync("call.held"))["held_by"], Is.EqualTo("remote"));
        await client.SendAsync("call.resume", callId);
        Assert.That((string?)(await client.ExpectAsync("call.held"))["held_by"], Is.EqualTo("remote"), "who still holds");
        await client.SendAsync("call.resume", callId);
        await client.ExpectErrorAsync("invalid_message");
        await client.SendAsync("call.mute", callId);
        await client.SendAsync("call.unmute", callId);
        Assert.That(await client.SettleAsync(), Is.Empty);
        await fake.SignalAsync("re-INVITE", new JsonObject { ["direction"] = "sendrecv" });
        await client.ExpectAsync("call.resumed");
        Assert.That(await fake.PstnAsync(), Does.EndWith(">re-INVITE <200 >ACK <re-INVITE >200 <ACK >re-INVITE <200 >ACK <re-INVITE >200 <ACK"));
    }

    [Test]
    public async Task A_call_for_nobody_is_not_found()
    {
        await using var fake = await TestFake.StartAsync();

        await fake.SignalAsync("INVITE", new JsonObject { ["to"] = "user_nobody" });

        Assert.That(await fake.PstnAsync(), Is.EqualTo("<INVITE >100 >404 <ACK"));
    }

    [Test]
    public async Task Accounts_never_meet()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var other = await fake.OnLoopAsync(() => fake.Platform.CreateAccount());
        var bob = await fake.UserAsync("bob", account: other);
        var laptop = await fake.ConnectAsync(alice);
        var foreign = await fake.ConnectAsync(bob);
        var callId = await laptop.CallAsync();

        await foreign.SendAsync("call.hangup", new JsonObject { ["call_id"] = callId, ["req_id"] = "x" });
        await foreign.ExpectErrorAsync("call_not_found", fatal: false, "x");
        await foreign.SendAsync("call.create", new JsonObject { ["destination"] = "+14155550100", ["sdp"] = TestClient.Offer });
        var trying = await foreign.ExpectAsync("call.trying");
        await foreign.ExpectEndedAsync((string)trying["call_id"]!, "failed");
        await fake.SignalAsync("INVITE", new JsonObject { ["to"] = bob.Id.Value });

        Assert.That(await foreign.SettleAsync(), Is.Empty, "the caller of one account cannot ring a user of another");
        Assert.That(await laptop.SettleAsync(), Is.Empty);
    }
}
