using System.Text.Json.Nodes;
using FakeDialStack.Pstn;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Calls;

public sealed class OutboundTests
{
    [Test]
    public async Task A_call_rings_is_answered_and_hung_up()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());

        var callId = await client.DialAsync();
        await fake.SignalAsync("180");
        await client.ExpectAsync("call.ringing");
        await fake.SignalAsync("200");
        await client.ExpectAsync("sdp.answer");
        Assert.That((string?)(await client.ExpectAsync("call.answered"))["answered_at"], Is.EqualTo("2026-09-01T12:00:00Z"));
        await fake.AdvanceAsync(TimeSpan.FromSeconds(12.9));
        await client.SendAsync("call.hangup", callId);

        var ended = await client.ExpectAsync("call.ended");
        Assert.That(((string?)ended["reason"], (int?)ended["duration_seconds"]), Is.EqualTo(("hangup", 12)));
        Assert.That(await fake.PstnAsync(), Is.EqualTo(">INVITE <100 <180 <200 >ACK >BYE <200"));
        await client.SendAsync("call.hangup", callId);
        Assert.That(await client.SettleAsync(), Is.Empty, "a repeat is accepted silently");
    }

    [Test]
    public async Task Early_media_is_no_ringing()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await client.DialAsync();

        await fake.SignalAsync("183");
        await fake.SignalAsync("183", new JsonObject { ["sdp"] = "tone" });
        await fake.SignalAsync("180", new JsonObject { ["sdp"] = "tone" });

        Assert.That(await client.SettleAsync(), Is.EqualTo(new[] { "sdp.pranswer", "call.ringing", "sdp.pranswer" }));
    }

    [TestCase("answer-first", "sdp.answer", "call.answered")]
    [TestCase("answered-first", "call.answered", "sdp.answer")]
    public async Task The_order_of_the_answer_is_a_switch(string order, string first, string second)
    {
        await using var fake = await TestFake.StartAsync(("answer_order", order));
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await client.DialAsync();

        await fake.SignalAsync("200");

        Assert.That(await client.SettleAsync(), Is.EqualTo(new[] { first, second }));
    }

    [TestCase("486", "busy")]
    [TestCase("603", "rejected")]
    [TestCase("480", "no-answer")]
    [TestCase("408", "no-answer")]
    [TestCase("404", "failed")]
    [TestCase("503", "failed")]
    public async Task Refusals_have_their_reasons(string status, string reason)
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await client.DialAsync();

        await fake.SignalAsync(status);

        var ended = await client.ExpectAsync("call.ended");
        Assert.That((string?)ended["reason"], Is.EqualTo(reason));
        Assert.That(ended["duration_seconds"], Is.Null);
        Assert.That(await fake.PstnAsync(), Does.EndWith($"<{status} >ACK"));
    }

    [Test]
    public async Task A_hangup_before_the_answer_cancels()
    {
        await using var fake = await TestFake.StartAsync(("unanswered_duration", "zero"));
        var client = await fake.ConnectAsync(await fake.UserAsync());
        var callId = await client.DialAsync();

        await client.SendAsync("call.hangup", callId);

        Assert.That((int?)(await client.ExpectAsync("call.ended"))["duration_seconds"], Is.Zero);
        Assert.That(await fake.PstnAsync(), Does.EndWith(">CANCEL <200 <487 >ACK"));
    }

    [TestCase("(415) 555-0123", TestClient.Offer, "invalid_message")]
    [TestCase("", TestClient.Offer, "invalid_message")]
    [TestCase("123456789012345678901234567890123", TestClient.Offer, "invalid_message")]
    [TestCase("105", "this is no sdp", "invalid_message")]
    [TestCase("105", "v=0\r\ns=-\r\n", "invalid_message")]
    [TestCase("105", "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 8\r\na=rtpmap:8 PCMA/8000\r\n", "call_failed")]
    public async Task A_dial_that_cannot_be_is_refused_with_its_request(string destination, string sdp, string code)
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());

        await client.SendAsync("call.create", new JsonObject { ["destination"] = destination, ["sdp"] = sdp, ["req_id"] = "d" });

        await client.ExpectErrorAsync(code, fatal: false, "d");
        Assert.That(await client.SettleAsync(), Is.Empty);
        Assert.That(await fake.PstnAsync(), Is.Empty);
    }

    [Test]
    public async Task A_session_has_eight_calls_at_most()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        for (var i = 0; i < 8; i++)
        {
            await client.DialAsync();
        }

        await client.SendAsync("call.create", new JsonObject { ["destination"] = "105", ["sdp"] = TestClient.Offer, ["req_id"] = "ninth" });

        await client.ExpectErrorAsync("call_failed", fatal: false, "ninth");
    }

    [TestCase("call_failed")]
    [TestCase("call_limit")]
    public async Task Only_one_session_of_a_user_is_in_calls(string code)
    {
        await using var fake = await TestFake.StartAsync(("exclusive_error", code));
        var alice = await fake.UserAsync();
        var laptop = await fake.ConnectAsync(alice);
        var phone = await fake.ConnectAsync(alice);
        var callId = await laptop.CallAsync();

        await phone.SendAsync("call.create", new JsonObject { ["destination"] = "105", ["sdp"] = TestClient.Offer, ["req_id"] = "p" });
        await phone.ExpectErrorAsync(code, fatal: false, "p");
        await phone.DialAsync("911");
        await laptop.DialAsync("105");
        await laptop.SendAsync("call.hangup", callId);
        await laptop.ExpectEndedAsync(callId, "hangup");
        await phone.DialAsync("105");
    }

    [Test]
    public async Task Without_exclusivity_sessions_call_side_by_side()
    {
        await using var fake = await TestFake.StartAsync(("exclusive_active_session", "off"));
        var alice = await fake.UserAsync();
        var laptop = await fake.ConnectAsync(alice);
        var phone = await fake.ConnectAsync(alice);
        await laptop.CallAsync();

        await phone.CallAsync();
    }

    [TestCase("call_not_found")]
    [TestCase("internal_error")]
    public async Task Unknown_calls_have_the_code_of_the_edition(string code)
    {
        await using var fake = await TestFake.StartAsync(("unknown_call_code", code), ("error_call_id", "include"));
        var client = await fake.ConnectAsync(await fake.UserAsync());
        foreach (var type in new[] { "call.hangup", "call.hold", "call.mute", "call.answer", "call.reject" })
        {
            await client.SendAsync(type, new JsonObject { ["call_id"] = "call_nobody", ["req_id"] = type });
            var error = await client.ExpectErrorAsync(code, fatal: false, type);
            Assert.That((string?)error["call_id"], Is.EqualTo("call_nobody"));
        }
    }

    [Test]
    public async Task Candidates_of_unknown_calls_are_swallowed()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());

        await client.SendAsync("ice.candidate", new JsonObject { ["call_id"] = "req_1", ["candidate"] = "candidate:1", ["sdp_mid"] = null, ["sdp_m_line_index"] = null });
        await client.SendAsync("ice.done", "req_1");

        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task Transfers_are_refused_and_the_call_goes_on()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        var trying = await client.DialAsync();
        await client.SendAsync("call.transfer", new JsonObject { ["call_id"] = trying, ["destination"] = "105", ["req_id"] = "t1" });
        await client.ExpectErrorAsync("invalid_message", fatal: false, "t1");
        await fake.SignalAsync("200");
        await client.ExpectAsync("sdp.answer");
        await client.ExpectAsync("call.answered");

        await client.SendAsync("call.transfer", new JsonObject { ["call_id"] = trying, ["destination"] = "105", ["req_id"] = "t2" });
        await client.ExpectErrorAsync("call_failed", fatal: false, "t2");
        await client.SendAsync("call.transfer.attended", new JsonObject { ["call_id"] = trying, ["step"] = "complete", ["req_id"] = "t3" });
        await client.ExpectErrorAsync("invalid_message", fatal: false, "t3");
        await client.SendAsync("call.hold", trying);
        await client.ExpectAsync("call.held");
    }

    [Test]
    public async Task A_far_end_may_answer_by_itself()
    {
        await using var fake = await TestFake.StartAsync();
        await fake.OnLoopAsync(() => fake.Caller.Behaviour = FarEndBehaviour.Answers);
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await client.DialAsync();

        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That(await client.SettleAsync(), Is.EqualTo(new[] { "call.ringing", "sdp.answer", "call.answered" }));
    }
}
