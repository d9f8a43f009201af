using Harness.Drivers;
using Harness.Engine;
using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Whole runs: beginnings, author's mistakes, clients that break, what is skipped, what is played how often.</summary>
public sealed class RunTests
{
    [TestCase("connected", "connected")]
    [TestCase("in an outbound call", "answered")]
    [TestCase("in an inbound call", "answered")]
    [TestCase("held", "held")]
    [TestCase("ringing", "incoming")]
    public async Task Beginnings_are_played_by_the_reference_client(string begins, string lastEvent)
    {
        var run = await Stage.PlayAsync(Stage.Text("  - note: Begun.", laptop: $"{{ user: alice, is: {begins} }}"), Stage.Reference);

        Assert.That(run.Reason, Is.Empty);
        Assert.That(run.Transcript.Last(static e => e.To == "app" && e.Name != "microphone" && e.Name != "ringback").Name, Is.EqualTo(lastEvent));
    }

    [Test]
    public async Task A_call_of_a_beginning_has_a_name()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: hang up
                  - { laptop -> server: call.hangup, with: { call_id: $laptop.call } }
                """,
                laptop: "{ user: alice, is: in an outbound call }"),
            Stage.Reference);

        Assert.That(run.Reason, Is.Empty);
    }

    [Test]
    public async Task A_beginning_that_fails_is_a_failure_and_blames_no_line_of_the_file()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - { laptop -> server: authenticate, never: to the end, checks: AUTH-01 }
                  - app -> laptop: mute
                """,
                "[AUTH-01]"),
            new ScriptedDriver().OnMessage("authenticated", static _ => { }));

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(run.Told(), Is.EqualTo(new[] { "- laptop connected Fail", "AUTH-01 requirement Skip" }));
        Assert.That(run.Reason, Is.EqualTo("laptop did not tell its app 'connected' within 30s."));
    }

    [Test]
    public async Task A_rule_that_had_nothing_to_do_is_the_authors_mistake()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - server: ignores call.create
                  - app -> laptop: mute
                """),
            Idle());

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Error));
        Assert.That(run.Reason, Does.EndWith("it.yaml:9:5: the rule 'server: ignores call.create' never had anything to do in this run"));
        Assert.That(run.AuthorMistakes, Is.EqualTo(new[] { run.Reason }));
    }

    [Test]
    public async Task A_client_that_failed_is_not_let_off_by_an_idle_rule()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - server: ignores call.create
                  - app -> laptop: mute
                  - laptop -> server: call.create
                """),
            Idle());

        Assert.That((run.Verdict, run.AuthorMistakes.Count), Is.EqualTo((Verdict.Fail, 0)));
    }

    [Test]
    public async Task A_script_that_cannot_go_on_says_which_line_and_why()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - caller -> server: BYE
                  - app -> laptop: mute
                """),
            Idle());

        Assert.That(run.Told(), Is.EqualTo(new[] { "- caller -> server: BYE Fail" }));
        Assert.That(run.Reason, Does.StartWith("'caller -> server: BYE' could not be done: "));
        Assert.That(run.Broken().At!.Line, Is.EqualTo(10));
        Assert.That(run.Transcript.Count(static e => e.Name == "mute"), Is.EqualTo(1));
    }

    [Test]
    public async Task An_injection_without_a_socket_says_so()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - server => laptop: network.changed
                """),
            new ScriptedDriver().On("mute", static c => c.Drop()));

        Assert.That(run.Reason, Does.StartWith("'server => laptop: network.changed' could not be done: "));
    }

    [Test]
    public async Task A_client_that_never_comes_to_rest_fails()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - laptop -> app: held
                """),
            new ScriptedDriver().On("mute", Retry));

        Assert.That(run.Told(), Is.EqualTo(new[] { "- restless Fail" }));
        Assert.That(run.Reason, Is.EqualTo("The client went on and on without letting any time pass."));
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public async Task A_driver_that_throws_is_an_error_and_no_failure()
    {
        var run = await Stage.PlayAsync(Stage.Text("  - app -> laptop: mute"), new ScriptedDriver());

        Assert.That((run.Verdict, run.Checks.Count), Is.EqualTo((Verdict.Error, 0)));
        Assert.That(run.Reason, Does.Contain("there is no button 'mute'"));
    }

    [Test]
    public async Task A_driver_that_cannot_make_a_client_is_an_error()
    {
        var run = await Stage.PlayAsync(Stage.Text("  - note: x"), new BrokenDriver());

        Assert.That((run.Verdict, run.Reason), Is.EqualTo((Verdict.Error, "NotSupportedException: no client today")));
    }

    [Test]
    public async Task What_a_client_cannot_do_is_skipped_and_says_so()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - laptop -> app: held
                """),
            new ScriptedDriver { Capabilities = ["connect", "mute"] });

        Assert.That((run.Verdict, run.Reason), Is.EqualTo((Verdict.Skip, "the client has no 'held'")));
        Assert.That(run.Transcript, Is.Empty);
    }

    [Test]
    public async Task What_wants_the_real_clock_is_skipped_and_says_so()
    {
        var text = Stage.Text("  - note: x").Replace("given:", "given:\n  clock: real", StringComparison.Ordinal);

        var run = await Stage.PlayAsync(text, Idle());

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Skip));
        Assert.That(run.Reason, Does.Contain("real clock"));
    }

    [Test]
    public async Task Each_row_of_examples_is_a_run_of_its_own()
    {
        var runs = await Stage.PlayAllAsync(
            Stage.Text(
                """
                  - app -> laptop: mute
                  - { laptop -> server: ping, with: { req_id: $id } }
                  - { laptop -> app: held, when: { id: b } }
                """,
                also: "examples: [{ id: a }, { id: b }]"),
            new ScriptedDriver().On("mute", static c => c.Ping("a")));

        Assert.That(runs.Select(static r => $"{r.Id} {r.Verdict}"), Is.EqualTo(new[] { "area/it[id=a] Pass", "area/it[id=b] Fail" }));
    }

    [Test]
    public async Task Each_seed_is_a_run_of_its_own_and_only_the_first_has_a_snapshot()
    {
        var runs = await Stage.PlayAllAsync(Stage.Text("  - app -> laptop: mute", also: "seeds: 3"), Idle(), seed: 7);

        Assert.That(
            runs.Select(static r => $"{r.Id} {r.Seed} {r.HasSnapshot}"),
            Is.EqualTo(new[] { "area/it[seed 7] 7 True", "area/it[seed 8] 8 False", "area/it[seed 9] 9 False" }));
    }

    [Test]
    public async Task Events_and_actions_are_on_the_record_in_order()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: connect
                  - laptop -> app: connected
                """,
                laptop: "alice"),
            new ScriptedDriver());

        Assert.That(
            run.Transcript.Select(static e => $"{e.From} -> {e.To}: {e.Name}"),
            Is.EqualTo(new[]
            {
                "app -> laptop: connect",
                "laptop -> server: ws.open",
                "laptop -> server: authenticate",
                "server -> laptop: authenticated",
                "laptop -> app: connected",
            }));
    }

    private static void Retry(ScriptedClient client) => client.After(0, () => Retry(client));

    private static ScriptedDriver Idle() => new ScriptedDriver().On("mute", static _ => { });

    private sealed class BrokenDriver : IClientDriver
    {
        public string Name => "broken";

        public IReadOnlyList<string> Capabilities => ["connect"];

        public IDrivenClient Create(ClientSetup setup) => throw new NotSupportedException("no client today");
    }
}
