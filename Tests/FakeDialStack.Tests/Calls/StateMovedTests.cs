using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Calls;

/// <summary>The fake tells of the steps of its state machines as they happen.</summary>
public sealed class StateMovedTests
{
    [Test]
    public async Task A_call_that_is_held_and_hung_up_tells_its_steps()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        var callId = await client.DialAsync();
        await fake.SignalAsync("180");
        await client.ExpectAsync("call.ringing");
        await fake.SignalAsync("200");
        await client.ExpectAsync("sdp.answer");
        await client.ExpectAsync("call.answered");
        await client.SendAsync("call.hold", callId);
        await client.ExpectAsync("call.held");
        await client.SendAsync("call.hangup", callId);
        await client.ExpectAsync("call.ended");

        var moves = (await fake.EventsAsync()).OfType<StateMoved>().ToList();

        Assert.That(Steps(moves, StateMachine.Call), Is.EqualTo(new[] { "Trying Alerting Ringing", "Ringing Answered Active", "Active UserHolds HeldByUser", "HeldByUser Ended Ended" }));
        Assert.That(Steps(moves, StateMachine.Leg), Is.EqualTo(new[] { "Owned Release Ended" }));
        Assert.That(Steps(moves, StateMachine.Dialog), Is.EqualTo(new[] { "Invited Provisional Proceeding", "Proceeding Accept Confirmed", "Confirmed Bye Terminated" }));
        Assert.That(
            Steps(moves, StateMachine.Session),
            Is.EqualTo(new[] { "Opening Authenticate Authenticated", "Authenticated Message Authenticated", "Authenticated Message Authenticated", "Authenticated Message Authenticated" }));
    }

    [Test]
    public async Task A_declined_call_tells_that_its_leg_was_rejected()
    {
        await using var fake = await TestFake.StartAsync();
        var user = await fake.UserAsync();
        var client = await fake.ConnectAsync(user);
        await fake.InviteAsync(user);
        var callId = await client.ExpectIncomingAsync();
        await client.SendAsync("call.reject", callId);
        await client.ExpectAsync("call.ended");

        var moves = (await fake.EventsAsync()).OfType<StateMoved>().ToList();

        Assert.That(Steps(moves, StateMachine.Leg), Is.EqualTo(new[] { "Ringing Reject Ended" }));
    }

    [Test]
    public void The_tables_list_each_step_once()
    {
        Assert.That(StateTables.Steps, Is.Unique);
        Assert.That(StateTables.Steps, Does.Contain(new StateStep(StateMachine.Session, "Authenticated", "Refresh", "Authenticated")));
        Assert.That(StateTables.Steps.Select(step => step.Machine).Distinct(), Is.EquivalentTo(Enum.GetValues<StateMachine>()));
    }

    private static IEnumerable<string> Steps(IEnumerable<StateMoved> moves, StateMachine machine) =>
        moves.Where(move => move.Machine == machine).Select(move => $"{move.From} {move.Input} {move.To}");
}
