using Harness.Engine;
using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>Rule 5: what must not happen, and for how long.</summary>
public sealed class NeverTests
{
    [TestCase(9, Verdict.Fail)]
    [TestCase(11, Verdict.Pass)]
    public async Task For_a_while(double after, Verdict verdict)
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: ping, never: 10s, checks: CALL-02 }
            """,
            after);

        Assert.That(run.Told(), Is.EqualTo(new[] { $"CALL-02 requirement {verdict}" }));
    }

    [Test]
    public async Task A_run_lasts_until_its_windows_are_closed()
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: ping, never: 10s, checks: CALL-02 }
            """,
            60);

        Assert.That(run.ProtocolTime, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task The_failure_says_when_it_happened()
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: ping, with: { req_id: a }, never: 10s, checks: CALL-02 }
            """,
            9);

        var failure = run.Broken().Failure!;
        Assert.That(failure.Summary, Is.EqualTo("ping, which laptop sent to server, must not happen for 10s."));
        Assert.That(failure.Expected, Is.EqualTo(new[] { "no laptop -> server: ping for 10s", "    req_id: \"a\"" }));
        Assert.That(failure.Instead, Is.EqualTo(new[] { "9.000s  laptop -> server: ping { req_id: \"a\" }, 9s after the window opened" }));
    }

    [TestCase(5, Verdict.Fail)]
    [TestCase(15, Verdict.Pass)]
    public async Task Until_a_line(double after, Verdict verdict)
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: ping, never: until later, checks: CALL-02 }
              - clock: 10s
              - app -> laptop: unmute
                as: later
              - clock: 10s
            """,
            after);

        Assert.That(run.Told(), Is.EqualTo(new[] { $"CALL-02 requirement {verdict}" }));
    }

    [TestCase(15, Verdict.Fail)]
    [TestCase(25, Verdict.Pass)]
    public async Task To_the_end(double after, Verdict verdict)
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: ping, never: to the end, checks: CALL-02 }
              - clock: 20s
            """,
            after);

        Assert.That(run.Told(), Is.EqualTo(new[] { $"CALL-02 requirement {verdict}" }));
    }

    [TestCase(2, Verdict.Pass)]
    [TestCase(3, Verdict.Fail)]
    public async Task With_times_the_last_of_them_breaks_the_line(int sent, Verdict verdict)
    {
        var run = await Stage.PlayAsync(
            Stage.Text(
                """
                  - app -> laptop: mute
                  - { laptop -> server: ping, never: to the end, times: 3, checks: CALL-02 }
                  - clock: 1s
                """,
                "[CALL-02]"),
            new ScriptedDriver().On("mute", c =>
            {
                for (var i = 0; i < sent; i++)
                {
                    c.Ping("a");
                }
            }));

        Assert.That(run.Told(), Is.EqualTo(new[] { $"CALL-02 requirement {verdict}" }));
    }

    [Test]
    public async Task It_opens_behind_the_entry_of_the_line_above()
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - laptop -> server: ping
              - { laptop -> server: ping, never: to the end, checks: CALL-02 }
              - clock: 20s
            """,
            5);

        Assert.That(run.Told(), Is.EqualTo(new[] { "CALL-02 requirement Pass" }));
    }

    [Test]
    public async Task What_another_line_wants_is_a_failure_all_the_same()
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: ping, never: 10s, checks: CALL-02 }
              - laptop -> server: ping
            """,
            5);

        Assert.That(run.Told(), Is.EqualTo(new[] { "CALL-02 requirement Fail" }));
    }

    [Test]
    public async Task An_open_window_holds_no_action_up()
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: ping, never: 10s, checks: CALL-02 }
              - app -> laptop: unmute
              - laptop -> app: held
            """,
            60);

        Assert.That(run.Transcript.Single(static e => e.Name == "held").At, Is.EqualTo(TimeSpan.Zero));
        Assert.That(run.Verdict, Is.EqualTo(Verdict.Pass));
    }

    [Test]
    public async Task A_window_that_the_run_did_not_see_to_its_end_is_not_judged_well()
    {
        var run = await Play(
            """
              - app -> laptop: mute
              - { laptop -> server: ping, never: to the end, checks: CALL-02 }
              - laptop -> app: ended
            """,
            60);

        Assert.That(run.Told(), Is.EqualTo(new[] { "CALL-02 requirement Skip", "- laptop -> app: ended Fail" }));
    }

    private static Task<RunResult> Play(string lines, double after) => Stage.PlayAsync(
        Stage.Text(lines, "[CALL-02]"),
        new ScriptedDriver().On("mute", c => c.After(after, () => c.Ping("a"))).On("unmute", static c => c.Tell("held")));
}
