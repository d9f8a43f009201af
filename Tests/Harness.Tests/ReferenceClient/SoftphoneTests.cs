using System.Text.Json.Nodes;
using FakeDialStack.Control;
using NUnit.Framework;

namespace Harness.Tests.ReferenceClient;

/// <summary>The whole client against the whole fake, over real sockets.</summary>
public sealed class SoftphoneTests
{
    [Test]
    public async Task It_connects_and_dials()
    {
        await using var bench = await SoftphoneBench.StartAsync();
        await bench.ActAsync("connect");
        await bench.HearAsync("connected");

        await bench.ActAsync("call", new JsonObject { ["to"] = "(415) 555-0123" });
        var call = (await bench.HearAsync("trying"))["call_id"]!.ToString();
        await bench.HearAsync("answered");
        await bench.ActAsync("hang up");

        var ended = await bench.HearAsync("ended");
        Assert.That(ended["call_id"]!.ToString(), Is.EqualTo(call));
        Assert.That(ended["reason"]!.ToString(), Is.EqualTo("hangup"));
    }

    [Test]
    public async Task It_rings_and_answers()
    {
        await using var bench = await SoftphoneBench.StartAsync();
        await bench.ActAsync("connect");
        await bench.HearAsync("connected");

        await bench.Fake.InvokeAsync(() => bench.Fake.FarEnd.Signal("INVITE", new JsonObject { ["to"] = bench.User.Id.Value }));
        await bench.HearAsync("incoming");
        await bench.ActAsync("answer");
        await bench.HearAsync("answered");
        await bench.ActAsync("hold");

        Assert.That((await bench.HearAsync("held"))["held_by"]!.ToString(), Is.EqualTo("local"));
    }

    [Test]
    public async Task A_call_survives_a_dropped_socket()
    {
        await using var bench = await SoftphoneBench.StartAsync();
        await bench.ActAsync("connect");
        await bench.HearAsync("connected");
        await bench.ActAsync("call", new JsonObject { ["to"] = "105" });
        await bench.HearAsync("answered");

        await bench.Fake.InvokeAsync(() => bench.Fake.Platform.Control.SetNetwork("client", NetworkFault.Drop));
        await bench.HearAsync("reconnecting");
        await bench.HearAsync("reconnected");
        // What is pressed before call.restored has come fails visibly; the call itself is there a moment later.
        await bench.Fake.InvokeAsync(() => bench.Fake.FarEnd.Signal("re-INVITE", new JsonObject { ["direction"] = "sendonly" }));

        Assert.That((await bench.HearAsync("held"))["held_by"]!.ToString(), Is.EqualTo("remote"));
    }

    [Test]
    public async Task Buttons_without_a_connection_fail_visibly()
    {
        await using var bench = await SoftphoneBench.StartAsync();

        await bench.ActAsync("call", new JsonObject { ["to"] = "105" });

        Assert.That((await bench.HearAsync("error"))["code"]!.ToString(), Is.EqualTo("transport_closed"));
    }

    [Test]
    public async Task A_button_that_does_not_exist_is_a_mistake_of_the_caller()
    {
        await using var bench = await SoftphoneBench.StartAsync();

        Assert.That(async () => await bench.ActAsync("explode"), Throws.ArgumentException);
    }
}
