using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Control;

/// <summary>Calls and far ends by the control API, with a client on a real socket.</summary>
public sealed class ControlCallsTests
{
    [Test]
    public async Task A_placed_call_rings_and_the_far_end_gives_up()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync());

        var call = await control.PostAsync("calls", new JsonObject { ["to"] = "alice", ["from"] = "+14155550123", ["from_name"] = "Pat Example" });
        var incoming = await client.ExpectAsync("call.incoming");
        Assert.That(((string?)incoming["from"], (string?)incoming["from_name"], (string?)incoming["call_id"]), Is.EqualTo(("+14155550123", "Pat Example", (string?)call!["id"])));
        Assert.That((string?)(await control.GetAsync("calls"))[0]!["state"], Is.EqualTo("ringing"));
        await client.ExpectAsync("sdp.offer");
        await client.ExpectAsync("ice.done");

        await control.PostAsync($"calls/{call["id"]}/hang-up");

        await client.ExpectEndedAsync((string)call["id"]!, "hangup");
        Assert.That((await control.GetAsync("calls")).AsArray(), Is.Empty);
    }

    [Test]
    public async Task The_far_end_of_a_dialled_call_does_what_it_is_told()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync());
        var id = await client.DialAsync();

        await control.PostAsync($"calls/{id}/ring");
        await client.ExpectAsync("call.ringing");
        await control.PostAsync($"calls/{id}/answer");
        await client.ExpectAsync("sdp.answer");
        await client.ExpectAsync("call.answered");
        var held = await control.PostAsync($"calls/{id}/hold");
        await client.ExpectAsync("call.held");
        await control.PostAsync($"calls/{id}/resume");
        await client.ExpectAsync("call.resumed");
        await control.PostAsync($"calls/{id}/digits", new JsonObject { ["digits"] = "12#" });
        await control.PostAsync($"calls/{id}/hang-up");
        await client.ExpectEndedAsync(id, "hangup");

        Assert.That(((string?)held!["state"], (string?)held["held_by"]), Is.EqualTo(("held", "far end")));
        Assert.That(await fake.PstnAsync(), Does.Contain("<digits").And.Contain("<BYE"));
    }

    [Test]
    public async Task A_dialled_call_is_refused_with_the_status_of_choice()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync());
        var id = await client.DialAsync();

        await control.PostAsync($"calls/{id}/refuse", new JsonObject { ["status"] = "404" });

        await client.ExpectEndedAsync(id, "failed");
    }

    [Test]
    public async Task What_makes_no_sense_now_is_refused_with_a_remedy()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var alice = await fake.UserAsync();

        var nobodyThere = await control.RefusedAsync("calls", new JsonObject { ["to"] = "alice" });
        var client = await fake.ConnectAsync(alice);
        var id = await client.DialAsync();
        var notAnswered = await control.RefusedAsync($"calls/{id}/hold");
        var unknown = await control.RefusedAsync("calls/call_x/answer");
        var nobody = await control.RefusedAsync("calls", new JsonObject { ["to"] = "bob" });

        Assert.Multiple(() =>
        {
            Assert.That((nobodyThere.Status, nobodyThere.Code), Is.EqualTo((409, "not_now")));
            Assert.That(nobodyThere.Text, Does.Contain("alice has no session").And.Contain("Sign a phone in"));
            Assert.That((notAnswered.Status, notAnswered.Code), Is.EqualTo((409, "not_now")));
            Assert.That((unknown.Status, unknown.Code), Is.EqualTo((404, "unknown_call")));
            Assert.That(unknown.Text, Does.Contain(id));
            Assert.That((nobody.Status, nobody.Code), Is.EqualTo((404, "unknown_user")));
            Assert.That(nobody.Text, Does.Contain("alice"));
        });
    }

    [Test]
    public async Task A_far_end_can_be_made_to_answer_by_itself()
    {
        await using var fake = await TestFake.StartAsync(new ControlOptions());
        using var control = new ControlClient(fake);
        var client = await fake.ConnectAsync(await fake.UserAsync());

        var farEnd = await control.PostAsync("far-ends/caller", new JsonObject { ["behaviour"] = "answers" });
        await client.DialAsync();
        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));

        Assert.That((string?)farEnd!["behaviour"], Is.EqualTo("answers"));
        await client.ExpectAsync("call.ringing");
        await client.ExpectAsync("sdp.answer");
    }
}
