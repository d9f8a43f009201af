using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

public sealed class InjectionTests
{
    [Test]
    public async Task Anything_can_be_sent_to_any_open_socket()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.OpenAsync("laptop");
        await fake.EventAsync<UpgradeAnswered>();
        await fake.OnLoopAsync(() =>
        {
            var control = fake.Platform.Control;
            control.Inject("laptop", null, new CallEnded(new CallId("call_x"), "weird", null));
            control.InjectText("laptop", 1, """{"type":"call.sparkle"}""", fragments: 4);
            control.InjectFrame("laptop", null, Frame.Ping("injected"));
            control.CloseSocket("laptop", null, 1008, "enough");
        });

        await client.ExpectEndedAsync("call_x", "weird");
        await client.ExpectAsync("call.sparkle");
        var end = await client.ExpectCloseAsync();
        Assert.That((end.Cause, end.Code, end.Reason), Is.EqualTo((SocketEndCause.PeerClosed, 1008, "enough")));
        var sent = (await fake.EventsAsync()).OfType<FrameSentOut>().ToList();
        Assert.That(sent.Select(f => f.OpCode), Is.EqualTo(new[] { OpCode.Text, OpCode.Text, OpCode.Ping }));
        Assert.That(sent.All(f => f.Injected), Is.True);
    }

    [Test]
    public async Task A_socket_that_is_not_there_is_a_mistake_of_the_author()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");

        Assert.That(() => fake.OnLoopAsync(() => fake.Platform.Control.InjectText("phone", null, "x")), Throws.InvalidOperationException.With.Message.EqualTo("phone has no open socket."));
        Assert.That(() => fake.OnLoopAsync(() => fake.Platform.Control.InjectText("laptop", 2, "x")), Throws.InvalidOperationException.With.Message.EqualTo("Socket 2 of laptop is not open."));
        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task Frames_wait_at_the_door_and_pass_one_by_one()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var laptop = await fake.ConnectAsync(alice, "laptop");
        var phone = await fake.ConnectAsync(alice, "phone");
        await fake.InviteAsync(alice);
        var callId = await laptop.ExpectIncomingAsync();
        await phone.ExpectIncomingAsync();
        var control = fake.Platform.Control;
        await fake.OnLoopAsync(control.HoldFrames);

        await laptop.AnswerAsync(callId);
        await phone.AnswerAsync(callId);
        while (await fake.OnLoopAsync(() => control.Held.Sum(l => l.Count)) < 4)
        {
            await fake.OnLoopAsync(static () => { });
        }

        await fake.OnLoopAsync(control.StopHolding);
        var held = await fake.OnLoopAsync(() => control.Held);
        Assert.That(held, Is.EqualTo(new[] { new HeldLane("laptop", true, 2, "call.answer"), new HeldLane("phone", true, 2, "call.answer") }));
        await fake.OnLoopAsync(() =>
        {
            control.ReleaseNext("phone", fromClient: true);
            control.ReleaseNext("laptop", fromClient: true);
            control.ReleaseNext("phone", fromClient: true);
            control.OpenDoor();
        });

        await phone.ExpectAsync("call.answered");
        await laptop.ExpectEndedAsync(callId, "hangup");
        await laptop.ExpectErrorAsync("call_not_found");
        await laptop.ExpectErrorAsync("call_not_found");
        Assert.That(() => fake.OnLoopAsync(() => control.ReleaseNext("phone", true)), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_close_does_not_overtake_what_waits_at_the_door()
    {
        await using var fake = await TestFake.StartAsync();
        var laptop = await fake.ConnectAsync(await fake.UserAsync(), "laptop");
        await fake.OnLoopAsync(() =>
        {
            fake.Platform.Control.HoldFrames();
            fake.Platform.Control.GoAway(fake.Account);
        });
        Assert.That(await fake.OnLoopAsync(() => fake.Platform.Control.Held), Is.EqualTo(new[] { new HeldLane("laptop", false, 2, "error") }));

        await fake.OnLoopAsync(fake.Platform.Control.OpenDoor);

        await laptop.ExpectErrorAsync("going_away", fatal: true);
        await laptop.ExpectCloseAsync();
    }

    [Test]
    public async Task Settings_change_by_name_and_unknown_ones_are_told()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await fake.SetAsync("unknown_call_code", "internal_error");

        await client.SendAsync("call.hold", new JsonObject { ["call_id"] = "call_x" });

        await client.ExpectErrorAsync("internal_error");
        Assert.That(() => fake.SetAsync("sparkle", "on"), Throws.ArgumentException);
    }
}
