using Harness.Engine;
using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Rule 4: what a client sends without being asked.</summary>
public sealed class StrangerTests
{
    private const string MuteAndWait = """
          - app -> laptop: mute
          - clock: 1s
        """;

    [Test]
    public async Task What_no_line_asks_for_fails_the_run_and_no_requirement()
    {
        var run = await Play(MuteAndWait, static c => c.Subscribe());

        Assert.That(run.Told(), Is.EqualTo(new[] { "- unexpected Fail" }));
        Assert.That(run.Reason, Is.EqualTo("presence.subscribe, which laptop sent to server, was not asked for by any line."));
        Assert.That(run.Broken().Failure!.Instead, Is.EqualTo(new[] { "0.000s  laptop -> server: presence.subscribe { users: [\"user_x\"] }" }));
    }

    [Test]
    public async Task What_keeps_a_connection_going_needs_no_line()
    {
        var run = await Play(MuteAndWait, static c =>
        {
            c.Ping("a");
            c.Send("ice.done", """{"call_id":"call_x"}""");
            c.Send("ice.candidate", """{"call_id":"call_x","candidate":""}""");
            c.Drop();
            c.Connect();
        });

        Assert.That(run.Told(), Is.Empty);
        Assert.That(run.Transcript.Count(static e => e.Name is "ws.open" or "authenticate"), Is.EqualTo(4));
    }

    [Test]
    public async Task A_second_authenticate_of_a_socket_does()
    {
        var run = await Play(MuteAndWait, static c => c.Authenticate());

        Assert.That(run.Told(), Is.EqualTo(new[] { "- unexpected Fail" }));
    }

    [Test]
    public async Task What_a_line_names_counts_until_that_line_is_satisfied()
    {
        const string lines = """
              - app -> laptop: mute
              - { laptop -> server: ping, with: { req_id: b } }
              - clock: 5s
            """;

        Assert.That((await Play(lines, static c => c.Ping("b"))).Told(), Is.Empty);
        Assert.That((await Play(lines, static c =>
        {
            c.Ping("a");
            c.Ping("b");
        })).Told(), Is.EqualTo(new[] { "- unexpected Fail" }));
        Assert.That((await Play(lines, static c =>
        {
            c.Ping("b");
            c.After(1, () => c.Ping("a"));
        })).Told(), Is.Empty);
    }

    [TestCase(1, true)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    public async Task An_optional_line_allows_its_number_to_the_end_of_the_run(int sent, bool passes)
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: presence.subscribe, optional: true, times: 2 }
              - clock: 10s
            """,
            c =>
            {
                for (var i = 1; i <= sent; i++)
                {
                    c.After(i, c.Subscribe);
                }
            });

        Assert.That(run.Verdict, Is.EqualTo(passes ? Verdict.Pass : Verdict.Fail));
    }

    [Test]
    public async Task What_a_rule_took_needs_no_line()
    {
        var run = await Play(
            """
              - server: ignores presence.subscribe
              - app -> laptop: mute
              - clock: 1s
            """,
            static c => c.Subscribe());

        Assert.That((run.Told(), run.Reason), Is.EqualTo((Array.Empty<string>(), "")));
    }

    [Test]
    public async Task What_the_server_sends_and_what_the_app_is_told_needs_no_line()
    {
        var run = await Play(MuteAndWait, static c =>
        {
            c.Ping("a");
            c.Tell("held");
        });

        Assert.That(run.Transcript.Select(static e => e.Name), Does.Contain("pong").And.Contain("held"));
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Pass));
    }

    [TestCase("""{"type":"call.hangup"}""", "call_id")]
    [TestCase("""{"type":"nonsense"}""", "nonsense")]
    [TestCase("""{"type":7}""", "")]
    [TestCase("no json", "")]
    [TestCase("""{"type":"ping","type":"ping"}""", "")]
    public async Task A_frame_that_is_no_message_is_the_clients_failure(string text, string why)
    {
        var run = await Play(MuteAndWait, c => c.SendText(text));

        Assert.That(run.Told(), Is.EqualTo(new[] { "- frame Fail" }));
        Assert.That(run.Reason, Does.StartWith("laptop sent a frame that is no valid message: ").And.Contain(why));
    }

    [Test]
    public async Task A_bad_frame_fails_the_run_also_where_a_line_took_it()
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - laptop -> server: call.hangup
            """,
            static c => c.Send("call.hangup"));

        Assert.That(run.Told(), Is.EqualTo(new[] { "- frame Fail" }));
    }

    private static Task<RunResult> Play(string lines, Action<ScriptedClient> mute) =>
        Stage.PlayAsync(Stage.Text(lines), new ScriptedDriver().On("mute", mute));
}
