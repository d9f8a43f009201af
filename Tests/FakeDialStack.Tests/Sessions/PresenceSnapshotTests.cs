using System.Text.Json.Nodes;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Sessions;

public sealed class PresenceSnapshotTests
{
    [Test]
    public async Task Known_users_are_listed_and_the_others_named_beside()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var bob = await fake.UserAsync("bob", doNotDisturb: true);
        var foreign = await fake.OnLoopAsync(() => fake.Platform.CreateAccount().CreateUser("carol"));
        var client = await fake.ConnectAsync(alice);

        await client.SendAsync("presence.subscribe", new JsonObject { ["users"] = new JsonArray(bob.Id.Value, foreign.Id.Value, bob.Id.Value), ["req_id"] = "p" });

        var list = await client.ExpectAsync("presence.list");
        var entry = list["users"]!.AsArray().Single()!;
        Assert.That(((string?)entry["user_id"], (string?)entry["status"], (bool?)entry["do_not_disturb"]), Is.EqualTo((bob.Id.Value, "offline", true)));
        var error = await client.ExpectErrorAsync("presence_unavailable", fatal: false, "p");
        Assert.That(error["context"]!["users"]!.AsArray().Select(u => (string?)u), Is.EqualTo(new[] { foreign.Id.Value }));
    }

    [Test]
    public async Task A_call_outranks_a_device()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        Assert.That(await client.StatusOfAsync(alice), Is.EqualTo("available"));

        await client.CallAsync();

        Assert.That(await client.StatusOfAsync(alice), Is.EqualTo("on_call"));
    }

    [TestCase(0)]
    [TestCase(101)]
    public async Task One_to_a_hundred_users_can_be_watched(int count)
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());

        await client.SendAsync("presence.subscribe", new JsonObject { ["users"] = new JsonArray([.. Enumerable.Repeat("user_x", count).Select(u => (JsonNode)u)]) });

        await client.ExpectErrorAsync("invalid_message");
    }
}
