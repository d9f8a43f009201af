using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Calls;

public sealed class WakeUpTests
{
    [Test]
    public async Task Without_the_flag_voicemail_answers_at_once()
    {
        await using var fake = await TestFake.StartAsync();

        await fake.InviteAsync(await fake.UserAsync());

        Assert.That(await fake.PstnAsync(), Is.EqualTo("<INVITE >100 >200 <ACK"));
        var answer = await fake.EventAsync<PstnSignalled>(p => p.Signal == "200");
        Assert.That((string?)answer.Details["answered_by"], Is.EqualTo("voicemail"));
        await fake.SignalAsync("BYE");
        Assert.That(await fake.PstnAsync(), Does.EndWith("<BYE >200"));
    }

    [Test]
    public async Task A_session_inside_the_window_finds_its_call()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync(wake: true);
        await fake.InviteAsync(alice);
        await fake.AdvanceAsync(TimeSpan.FromSeconds(29));

        var phone = await fake.ConnectAsync(alice);

        var callId = await phone.ExpectIncomingAsync();
        await phone.AnswerAsync(callId);
        await phone.ExpectAsync("call.answered");
        Assert.That(await fake.PstnAsync(), Is.EqualTo("<INVITE >100 >180 >200 <ACK"));
    }

    [Test]
    public async Task After_the_window_there_is_nothing_left_but_voicemail()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync(wake: true);
        await fake.InviteAsync(alice);
        await fake.AdvanceAsync(TimeSpan.FromSeconds(30));

        var phone = await fake.ConnectAsync(alice);

        Assert.That(await phone.SettleAsync(), Is.Empty);
        Assert.That(await fake.PstnAsync(), Is.EqualTo("<INVITE >100 >180 >200 <ACK"));
    }

    [Test]
    public async Task The_window_ends_the_ringing_too()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync(wake: true);
        await fake.InviteAsync(alice);
        await fake.AdvanceAsync(TimeSpan.FromSeconds(20));
        var phone = await fake.ConnectAsync(alice);
        var callId = await phone.ExpectIncomingAsync();

        await fake.AdvanceAsync(TimeSpan.FromSeconds(10));

        await phone.ExpectEndedAsync(callId, "no-answer");
        Assert.That(await fake.PstnAsync(), Does.EndWith(">200 <ACK"));
    }

    [Test]
    public async Task A_caller_who_gives_up_ends_the_hold()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync(wake: true);
        await fake.InviteAsync(alice);
        await fake.SignalAsync("CANCEL");

        var phone = await fake.ConnectAsync(alice);

        Assert.That(await phone.SettleAsync(), Is.Empty);
        Assert.That(await fake.PstnAsync(), Does.EndWith("<CANCEL >200 >487 <ACK"));
    }

    [Test]
    public async Task A_declined_call_is_declined_for_good()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync(wake: true);
        await fake.InviteAsync(alice);
        var phone = await fake.ConnectAsync(alice);
        var callId = await phone.ExpectIncomingAsync();

        await phone.SendAsync("call.reject", callId);

        await phone.ExpectEndedAsync(callId, "rejected");
        Assert.That(await fake.PstnAsync(), Does.EndWith(">603 <ACK"));
    }

    [Test]
    public async Task Delivery_can_be_late_and_double()
    {
        await using var fake = await TestFake.StartAsync(("refork_delay_ms", "500"), ("duplicate_delivery", "on"));
        var alice = await fake.UserAsync(wake: true);
        await fake.InviteAsync(alice);
        var phone = await fake.ConnectAsync(alice);
        Assert.That(await phone.SettleAsync(), Is.Empty);

        await fake.AdvanceAsync(TimeSpan.FromSeconds(0.5));

        var callId = await phone.ExpectIncomingAsync();
        Assert.That(await phone.ExpectIncomingAsync(), Is.EqualTo(callId));
    }

    [Test]
    public async Task Who_does_not_want_to_be_disturbed_is_not()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync(wake: true, doNotDisturb: true);
        await fake.OnLoopAsync(() => fake.Account.AddWebhookEndpoint(new Uri("http://127.0.0.1:9/hook")));
        var client = await fake.ConnectAsync(alice);

        await fake.InviteAsync(alice);

        Assert.That(await client.SettleAsync(), Is.Empty);
        Assert.That((await fake.EventsAsync()).OfType<WebhookSent>(), Is.Empty);
        Assert.That(await fake.PstnAsync(), Does.EndWith(">200 <ACK"));
    }

    [TestCase("always", true, "same")]
    [TestCase("no-session-only", false, "same")]
    [TestCase("always", true, "different")]
    public async Task The_webhook_fires_as_the_edition_says(string policy, bool fires, string id)
    {
        await using var fake = await TestFake.StartAsync(("wake_webhook", policy), ("wake_call_id", id));
        var alice = await fake.UserAsync(wake: true);
        await fake.OnLoopAsync(() => fake.Account.AddWebhookEndpoint(new Uri("http://127.0.0.1:9/hook")));
        var client = await fake.ConnectAsync(alice);

        await fake.InviteAsync(alice);

        var callId = await client.ExpectIncomingAsync();
        await client.SettleAsync();
        var sent = (await fake.EventsAsync()).OfType<WebhookSent>().ToList();
        Assert.That(sent.Select(w => w.Type), Is.EqualTo(fires ? new[] { "call.mobile_push_wakeup" } : []));
        if (fires)
        {
            Assert.That(sent[0].Body.Contains(callId, StringComparison.Ordinal), Is.EqualTo(id == "same"));
        }
    }
}
