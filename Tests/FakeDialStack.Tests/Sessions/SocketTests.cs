using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Control;
using FakeDialStack.Frames;
using FakeDialStack.Sessions;
using FakeDialStack.Tests.Support;
using NUnit.Framework;

namespace FakeDialStack.Tests.Sessions;

public sealed class SocketTests
{
    [Test]
    public async Task Without_a_pong_the_error_comes_before_the_close()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        client.AnswersPings = false;

        await fake.AdvanceAsync(TimeSpan.FromSeconds(30));
        Assert.That(((Frame)await client.NextAsync()).OpCode, Is.EqualTo(OpCode.Ping));
        await fake.AdvanceAsync(TimeSpan.FromSeconds(9));
        Assert.That(await client.SettleAsync(), Is.Empty);
        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));

        await client.ExpectErrorAsync("idle_timeout", fatal: true);
        Assert.That((await client.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.TryAgainLater));
    }

    [Test]
    public async Task With_pongs_a_session_lives_on()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync(), ttl: TimeSpan.FromHours(3));

        for (var i = 1; i <= 5; i++)
        {
            await fake.AdvanceAsync(TimeSpan.FromSeconds(30));
            var pongs = i;
            await fake.EventAsync<FrameReceived>(f => f.OpCode == OpCode.Pong && f.Text == pongs.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task The_app_layer_edition_cuts_off_who_says_nothing()
    {
        await using var fake = await TestFake.StartAsync(("keepalive", "app"));
        var client = await fake.ConnectAsync(await fake.UserAsync());
        await fake.AdvanceAsync(TimeSpan.FromSeconds(89));
        await client.SettleAsync();

        await fake.AdvanceAsync(TimeSpan.FromSeconds(89));
        Assert.That((await fake.EventsAsync()).OfType<FrameSentOut>().Any(f => f.OpCode == OpCode.Ping), Is.False);
        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));

        await client.ExpectErrorAsync("idle_timeout", fatal: true);
    }

    [Test]
    public async Task Fragments_make_one_message_even_with_a_ping_between()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        var bytes = Encoding.UTF8.GetBytes("""{"type":"ping","req_id":"pieces"}""");

        await client.SendFrameAsync(new Frame(OpCode.Text, bytes.AsMemory(0, 5), Fin: false));
        await client.SendFrameAsync(Frame.Ping("between"));
        await client.SendFrameAsync(new Frame(OpCode.Continuation, bytes.AsMemory(5, 9), Fin: false));
        await client.SendFrameAsync(new Frame(OpCode.Continuation, bytes.AsMemory(14)));

        Assert.That((string?)(await client.ExpectAsync("pong"))["req_id"], Is.EqualTo("pieces"));
        await fake.EventAsync<FrameSentOut>(f => f.OpCode == OpCode.Pong && f.Text == "between");
    }

    [Test]
    public async Task A_frame_above_the_limit_is_too_big_and_so_are_its_fragments()
    {
        await using var fake = await TestFake.StartAsync(("max_frame_bytes", "2048"));
        var alice = await fake.UserAsync();
        var whole = await fake.ConnectAsync(alice);
        await whole.SendTextAsync(new string('x', 3000));
        Assert.That((await whole.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.TooBig));

        var pieces = await fake.ConnectAsync(alice);
        await pieces.SendFrameAsync(new Frame(OpCode.Text, new byte[1500], Fin: false));
        await pieces.SendFrameAsync(new Frame(OpCode.Continuation, new byte[1500]));
        Assert.That((await pieces.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.TooBig));
    }

    [Test]
    public async Task A_binary_frame_ends_the_socket()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());

        await client.SendFrameAsync(new Frame(OpCode.Binary, new byte[] { 1, 2 }));

        Assert.That((await client.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.Binary));
    }

    [Test]
    public async Task Text_that_is_not_UTF8_and_stray_continuations_end_the_socket()
    {
        await using var fake = await TestFake.StartAsync();
        var alice = await fake.UserAsync();
        var first = await fake.ConnectAsync(alice);
        await first.SendFrameAsync(new Frame(OpCode.Text, new byte[] { 0xC3, 0x28 }));
        Assert.That((await first.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.NotUtf8));

        var second = await fake.ConnectAsync(alice);
        await second.SendFrameAsync(new Frame(OpCode.Continuation, new byte[] { 1 }));
        Assert.That((await second.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.BrokenFraming));
    }

    [Test]
    public async Task Too_many_frames_are_told_off_and_candidates_do_not_count()
    {
        await using var fake = await TestFake.StartAsync();
        var client = await fake.ConnectAsync(await fake.UserAsync());
        for (var i = 0; i < 300; i++)
        {
            await client.SendAsync("ice.done", "call_unknown");
        }

        // 100 at once, of which authenticate was one.
        for (var i = 0; i < 99; i++)
        {
            await client.SendAsync("ping");
        }

        await client.SendAsync("ping", new JsonObject { ["req_id"] = "over" });
        for (var i = 0; i < 99; i++)
        {
            await client.ExpectAsync("pong");
        }

        await client.ExpectErrorAsync("rate_limited", fatal: false, "over");
        await fake.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.That(await client.SettleAsync(), Is.Empty);
    }

    [Test]
    public async Task A_stalled_client_becomes_a_slow_consumer()
    {
        await using var fake = await TestFake.StartAsync(("send_queue_frames", "10"));
        var client = await fake.ConnectAsync(await fake.UserAsync(), "laptop");
        await fake.OnLoopAsync(() => fake.Platform.Control.SetNetwork("laptop", NetworkFault.Delay, TimeSpan.FromSeconds(1)));

        for (var i = 0; i < 12; i++)
        {
            await client.SendAsync("ping");
        }

        await fake.EventAsync<FrameReceived>(_ => true);
        await client.SendAsync("ping", new JsonObject { ["req_id"] = "last" });
        await fake.EventAsync<FrameReceived>(f => f.Text.Contains("last", StringComparison.Ordinal));
        await fake.AdvanceAsync(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 10; i++)
        {
            await client.ExpectAsync("pong");
        }

        await client.ExpectErrorAsync("slow_consumer", fatal: true);
        Assert.That((await client.ExpectCloseAsync()).Code, Is.EqualTo(CloseCodes.TryAgainLater));
    }
}
