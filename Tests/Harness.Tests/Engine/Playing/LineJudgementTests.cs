using Harness.Engine;
using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>What becomes of lines, and how it is told.</summary>
public sealed class LineJudgementTests
{
    [Test]
    public async Task Lines_that_are_met_pass_with_a_check_each()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: mute
                  - { laptop -> server: ping, with: { req_id: a }, checks: CALL-02 }
                  - { laptop -> server: ping, with: { req_id: b }, checks: [CALL-02, RECON-03] }
                  - { laptop -> server: ping, with: { req_id: c }, checks: CALL-02, as: the third }
                """,
                "[CALL-02, RECON-03]"),
            Sending("a", "b", "c"));

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Pass));
        Assert.That(run.Reason, Is.Empty);
        Assert.That(run.Told(), Is.EqualTo(new[]
        {
            "CALL-02 requirement Pass",
            "CALL-02 requirement-2 Pass",
            "RECON-03 requirement Pass",
            "CALL-02 the third Pass",
        }));
    }

    [Test]
    public async Task A_line_that_never_comes_fails_and_the_lines_below_it_are_skipped()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: mute
                  - { laptop -> server: presence.subscribe, checks: CALL-02 }
                  - app -> laptop: mute
                  - { laptop -> app: held, checks: CALL-02 }
                """,
                "[CALL-02]"),
            Sending("a"));

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(run.Reason, Is.EqualTo("CALL-02: laptop did not send presence.subscribe to server within 30s."));
        Assert.That(run.Told(), Is.EqualTo(new[] { "CALL-02 requirement Fail", "CALL-02 requirement-2 Skip" }));
        var failure = run.Broken().Failure!;
        Assert.That(failure.Expected, Is.EqualTo(new[] { "laptop -> server: presence.subscribe" }));
        Assert.That(failure.Instead, Is.EqualTo(new[] { "0.000s  laptop -> server: ping { req_id: \"a\" }" }));
        Assert.That(run.Broken().At!.Line, Is.EqualTo(10));
    }

    [Test]
    public async Task A_client_that_sends_nothing_is_told_so()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - laptop -> app: held
                """),
            Sending());

        Assert.That(run.Broken().Failure!.Summary, Is.EqualTo("laptop did not tell its app 'held' within 30s."));
        Assert.That(run.Broken().Failure!.Instead, Is.EqualTo(new[] { "nothing from laptop to app" }));
        Assert.That(run.Told(), Is.EqualTo(new[] { "- laptop -> app: held Fail" }));
    }

    [Test]
    public async Task A_wrong_member_is_shown_with_what_it_should_have_been()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - { laptop -> server: ping, with: { req_id: a } }
                """),
            Sending("x"));

        Assert.That(run.Broken().Failure!.Expected, Is.EqualTo(new[] { "laptop -> server: ping", "    req_id: \"a\"" }));
        Assert.That(run.Broken().Failure!.Instead, Is.EqualTo(new[]
        {
            "0.000s  laptop -> server: ping, which differs:",
            "    req_id: expected \"a\", got \"x\"",
        }));
    }

    [Test]
    public async Task Of_several_candidates_the_nearest_is_shown_first()
    {
        var driver = new ScriptedDriver().On("mute", static c =>
        {
            c.Tell("error", """{"code":"x","fatal":false,"message":"one"}""");
            c.Tell("error", """{"code":"a","fatal":true,"message":"two"}""");
        });
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - { laptop -> app: error, with: { code: a, fatal: false, message: two } }
                """),
            driver);

        Assert.That(run.Broken().Failure!.Instead.Where(static l => l.StartsWith("    ", StringComparison.Ordinal)), Is.EqualTo(new[]
        {
            "    fatal: expected false, got true",
            "    code: expected \"a\", got \"x\"",
            "    message: expected \"two\", got \"one\"",
        }));
    }

    [TestCase(1.5, "0.5s too early")]
    [TestCase(2, null)]
    [TestCase(3, null)]
    public async Task What_comes_before_its_band_is_too_early(double after, string? off)
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - { laptop -> server: ping, at: 2s..3s }
                """),
            SendingAfter(after));

        Assert.That(run.Verdict, Is.EqualTo(off is null ? Verdict.Pass : Verdict.Fail));
        Assert.That(run.Reason, Is.EqualTo(off is null ? "" : $"laptop -> server: ping came {off}."));
    }

    [Test]
    public async Task What_comes_too_late_is_told_with_how_late_it_came()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - { laptop -> server: ping, within: 3s }
                """),
            SendingAfter(5));

        Assert.That(run.Broken().Failure!.Summary, Is.EqualTo("laptop did not send ping to server within 3s: it came too late."));
        Assert.That(run.Broken().Failure!.Expected, Is.EqualTo(new[] { "laptop -> server: ping within 3s after the line above" }));
        Assert.That(run.Broken().Failure!.Instead, Is.EqualTo(new[] { "it came 2s too late, at 5.000s" }));
        Assert.That(run.Transcript[run.Broken().Failure!.EntryNumber!.Value].Name, Is.EqualTo("ping"));
    }

    [Test]
    public async Task What_comes_at_the_very_last_moment_is_in_time() =>
        Assert.That((await Stage.PlayAsync(Stage.Text("  - app -> laptop: mute\n  - { laptop -> server: ping, within: 3s }"), SendingAfter(3))).Verdict, Is.EqualTo(Verdict.Pass));

    [TestCase(30, Verdict.Pass)]
    [TestCase(30.5, Verdict.Fail)]
    public async Task Without_a_time_of_its_own_a_line_waits_half_a_minute(double after, Verdict verdict) =>
        Assert.That((await Stage.PlayAsync(Stage.Text("  - app -> laptop: mute\n  - laptop -> server: ping"), SendingAfter(after))).Verdict, Is.EqualTo(verdict));

    [Test]
    public async Task A_time_may_be_longer_than_patience_also_on_a_block()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - any order:
                    - laptop -> server: ping
                    within: 50s
                """),
            SendingAfter(45));

        Assert.That(run.Reason, Is.Empty);
    }

    [Test]
    public async Task A_time_may_be_counted_from_the_moment_of_connecting()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - clock: 10s
                  - app -> laptop: mute
                  - { laptop -> server: ping, at: 12s..12s, since: laptop connected }
                """),
            SendingAfter(2));

        Assert.That(run.Reason, Is.Empty);
    }

    [Test]
    public async Task A_broken_requirement_that_only_should_hold_is_a_warning()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: mute
                  - { laptop -> server: ping, with: { req_id: a }, checks: RECON-03 }
                  - laptop -> server: presence.subscribe
                """,
                "[RECON-03]"),
            new ScriptedDriver().On("mute", static c =>
            {
                c.Ping("x");
                c.Subscribe();
            }));

        Assert.That(run.Told(), Is.EqualTo(new[] { "RECON-03 requirement Warn" }));
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Warn));
    }

    [Test]
    public async Task A_block_decides_its_requirement_by_the_lines_in_it()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: mute
                  - any order:
                    - { laptop -> server: ping, with: { req_id: a } }
                    - { laptop -> server: ping, with: { req_id: b } }
                    checks: CALL-02
                """,
                "[CALL-02]"),
            Sending("a"));

        Assert.That(run.Told(), Is.EqualTo(new[] { "CALL-02 requirement Fail" }));
    }

    [Test]
    public async Task When_no_alternative_happens_the_requirements_of_all_are_broken()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: mute
                  - one of:
                    - { laptop -> app: held, checks: CALL-02 }
                    - { laptop -> app: ended, checks: HOLD-01 }
                """,
                "[CALL-02, HOLD-01]"),
            Sending("a"));

        Assert.That(run.Told(), Is.EqualTo(new[] { "CALL-02 requirement Fail", "HOLD-01 requirement Fail" }));
        Assert.That(run.Reason, Is.EqualTo("CALL-02: None of the alternatives happened."));
    }

    [TestCase("held", "requirement")]
    [TestCase("ended", "requirement-2")]
    public async Task A_check_has_the_same_name_whichever_way_a_run_went(string happens, string label)
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: mute
                  - one of:
                    - { laptop -> app: held, checks: CALL-02 }
                    - { laptop -> app: ended, checks: CALL-02 }
                  - { laptop -> server: ping, checks: CALL-02 }
                """,
                "[CALL-02]"),
            new ScriptedDriver().On("mute", c =>
            {
                c.Tell(happens);
                c.Ping("a");
            }));

        Assert.That(run.Told(), Is.EqualTo(new[] { $"CALL-02 {label} Pass", "CALL-02 requirement-3 Pass" }));
    }

    [Test]
    public async Task A_description_that_is_no_text_makes_no_other_one_old()
    {
        var run = await Stage.PlayAsync(
            Stage.Text("""
                  - app -> laptop: mute
                  - { laptop -> server: call.create, with: { sdp: { $sdp: { credentials: new } } } }
                """),
            new ScriptedDriver().On("mute", static c =>
            {
                c.Send("call.create", """{"destination":"105","sdp":5}""");
                c.Send("call.create", """{"destination":"105","sdp":"v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=ice-ufrag:a\r\na=ice-pwd:b\r\n"}""");
            }));

        Assert.That(run.Told(), Is.EqualTo(new[] { "- frame Fail" }));
    }

    [Test]
    public async Task An_upgrade_is_matched_when_its_answer_is_known()
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: connect
                  - { laptop -> server: ws.open, status: 101 }
                """,
                laptop: "alice"),
            new ScriptedDriver().On("connect", static c => c.Open()));

        Assert.That(run.Reason, Is.Empty);
    }

    private static ScriptedDriver Sending(params string[] ids) => new ScriptedDriver().On("mute", c =>
    {
        foreach (var id in ids)
        {
            c.Ping(id);
        }
    });

    private static ScriptedDriver SendingAfter(double seconds) => new ScriptedDriver().On("mute", c => c.After(seconds, () => c.Ping("a")));
}
