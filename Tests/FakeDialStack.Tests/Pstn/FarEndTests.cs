using System.Text.Json.Nodes;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Pstn;

public sealed class FarEndTests
{
    [TestCase("180", "caller cannot signal 180: it is in no call.")]
    [TestCase("BYE", "caller cannot signal BYE: it is in no call.")]
    public async Task Signals_need_a_call(string signal, string message)
    {
        await using var fake = await TestFake.StartAsync();

        Assert.That(() => fake.SignalAsync(signal), Throws.InvalidOperationException.With.Message.EqualTo(message));
    }

    [TestCase("BYE")]
    [TestCase("CANCEL")]
    [TestCase("re-INVITE")]
    [TestCase("digits")]
    [TestCase("sparkle")]
    public async Task Signals_need_their_moment(string signal)
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await client.DialAsync();

        Assert.That(() => fake.SignalAsync(signal), Throws.InvalidOperationException);
        Assert.That(await fake.PstnAsync(), Is.EqualTo(">INVITE <100"));
    }

    [Test]
    public async Task A_caller_answers_nothing()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var client = await fake.ConnectAsync(alice);
        await fake.InviteAsync(alice);
        await client.ExpectIncomingAsync();

        Assert.That(() => fake.SignalAsync("200"), Throws.InvalidOperationException);
        Assert.That(() => fake.SignalAsync("486"), Throws.InvalidOperationException);
    }

    [Test]
    public async Task A_signal_can_name_its_call()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        var first = await client.DialAsync();
        await client.DialAsync();

        await fake.SignalAsync("486", new JsonObject { ["call_id"] = first });

        await client.ExpectEndedAsync(first, "busy");
    }

    [Test]
    public async Task The_number_chooses_the_far_end()
    {
        await using var fake = await TestFake.StartAsync();
        await fake.OnLoopAsync(() => fake.Platform.Control.AddFarEnd(fake.Account, "colleague", "+14155550101"));
        var client = await fake.ConnectAsync(await fake.UserAsync());

        await client.DialAsync("+14155550101");
        await client.DialAsync("105");

        var invited = (await fake.EventsAsync()).OfType<PstnSignalled>().Where(p => p.Signal == "INVITE").Select(p => p.Peer);
        Assert.That(invited, Is.EqualTo(new[] { "colleague", "caller" }));
        Assert.That(() => fake.OnLoopAsync(() => fake.Platform.Control.AddFarEnd(fake.Account, "caller", "1")), Throws.ArgumentException);
    }

    [Test]
    public async Task Digits_and_a_refer_stay_on_the_PSTN_leg()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await client.CallAsync();

        await fake.SignalAsync("digits", new JsonObject { ["digits"] = "12#" });
        await fake.SignalAsync("REFER", new JsonObject { ["to"] = "105" });

        Assert.That(await client.SettleAsync(), Is.Empty);
        Assert.That(await fake.PstnAsync(), Does.EndWith("<digits <REFER >603"));
    }
}
