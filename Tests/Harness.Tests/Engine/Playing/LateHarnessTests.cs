using Harness.Drivers;
using Harness.Engine;
using Harness.Engine.Playing;
using Harness.Engine.Time;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Engine.Playing;

/// <summary>What a client is blamed for depends on how late the harness was itself.</summary>
public sealed class LateHarnessTests
{
    private const string WithinOne = """
          - app -> laptop: mute
          - { laptop -> server: ping, within: 1s, checks: CALL-02 }
        """;

    private const string AtTwo = """
          - app -> laptop: mute
          - { laptop -> server: ping, at: 2s..3s, checks: CALL-02 }
        """;

    private const string NeverInTen = """
          - app -> laptop: mute
          - { laptop -> server: ping, never: 10s, checks: CALL-02 }
        """;

    // The harness was 40 ms late, which is within the margin.
    [TestCase(WithinOne, 1.0, 40, Verdict.Pass, TimingGrade.InBand)]
    [TestCase(WithinOne, 1.08, 40, Verdict.Pass, TimingGrade.Late)]
    [TestCase(AtTwo, 1.985, 40, Verdict.Pass, TimingGrade.InBand)]
    [TestCase(AtTwo, 1.95, 40, Verdict.Fail, TimingGrade.TooEarly)]
    [TestCase(AtTwo, 1.97, 40, Verdict.Inconclusive, TimingGrade.TooEarly)]
    [TestCase(AtTwo, 3.12, 40, Verdict.Fail, TimingGrade.VeryLate)]
    // It was 240 ms late.
    [TestCase(AtTwo, 3.2, 240, Verdict.Inconclusive, TimingGrade.VeryLate)]
    [TestCase(AtTwo, 3.3, 240, Verdict.Fail, TimingGrade.VeryLate)]
    [TestCase(AtTwo, 1.8, 240, Verdict.Inconclusive, TimingGrade.TooEarly)]
    [TestCase(AtTwo, 1.7, 240, Verdict.Fail, TimingGrade.TooEarly)]
    public void A_time_is_graded_and_held_against_the_lateness(string lines, double after, int lateness, Verdict verdict, TimingGrade grade)
    {
        var check = Judged(lines, Pings(after), lateness).Single();

        Assert.That((check.Verdict, check.Grade), Is.EqualTo((verdict, grade)), check.Failure?.Summary);
    }

    [TestCase(40, Verdict.Fail)]
    [TestCase(240, Verdict.Inconclusive)]
    public void What_did_not_come(int lateness, Verdict verdict)
    {
        var check = Judged(WithinOne, new ScriptedDriver().On("mute", static _ => { }), lateness).Single();

        Assert.That(check.Verdict, Is.EqualTo(verdict));
        Assert.That(check.Failure!.Summary, verdict == Verdict.Fail
            ? Does.EndWith("within 1.1s.")
            : Does.EndWith("But the harness was 0.24s late in this run, so nothing can be said."));
    }

    [TestCase(5, 40, Verdict.Fail)]
    [TestCase(5, 240, Verdict.Inconclusive)]
    [TestCase(9.97, 40, Verdict.Inconclusive)]
    [TestCase(9.99, 40, Verdict.Pass)]
    public void A_window_that_is_broken(double after, int lateness, Verdict verdict) =>
        Assert.That(Judged(NeverInTen, Pings(after), lateness).Single().Verdict, Is.EqualTo(verdict));

    [Test]
    public async Task Under_the_virtual_clock_the_last_moment_of_a_window_still_belongs_to_it()
    {
        var run = await Stage.PlayAsync(Stage.Text(NeverInTen, "[CALL-02]"), Pings(10));

        Assert.That(run.Verdict, Is.EqualTo(Verdict.Fail));
    }

    [TestCase(40, Verdict.Fail)]
    [TestCase(240, Verdict.Inconclusive)]
    public void What_nobody_asked_for(int lateness, Verdict verdict)
    {
        var driver = new ScriptedDriver().On("mute", static c => c.Subscribe());

        Assert.That(Judged("  - app -> laptop: mute", driver, lateness).Single().Verdict, Is.EqualTo(verdict));
    }

    [TestCase(40, Verdict.Fail)]
    [TestCase(240, Verdict.Inconclusive)]
    public void What_the_client_made_impossible(int lateness, Verdict verdict)
    {
        var driver = new ScriptedDriver().On("mute", static c => c.Drop());
        const string lines = """
              - app -> laptop: mute
              - clock: 1s
              - server => laptop: ws.ping
            """;

        var verdicts = Judged(lines, driver, lateness).Select(static c => c.Verdict).Distinct();

        Assert.That(verdicts, Is.EqualTo(new[] { verdict }));
    }

    [Test]
    public void A_frame_that_is_no_message_fails_however_late_the_harness_was()
    {
        var driver = new ScriptedDriver().On("mute", static c => c.SendText("{}"));

        var checks = Judged("  - app -> laptop: mute", driver, 5000);

        Assert.That(checks.Single().Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(Verdicts.Of(checks.Select(static c => c.Verdict)), Is.EqualTo(Verdict.Fail));
    }

    [Test]
    public void What_passed_stays_passed()
    {
        Assert.That(Judged(WithinOne, Pings(0.5), 5000).Single().Verdict, Is.EqualTo(Verdict.Pass));
    }

    [TestCase(Verdict.Pass, Verdict.Warn, ExpectedResult = Verdict.Warn)]
    [TestCase(Verdict.Inconclusive, Verdict.Warn, ExpectedResult = Verdict.Inconclusive)]
    [TestCase(Verdict.Inconclusive, Verdict.Fail, ExpectedResult = Verdict.Fail)]
    [TestCase(Verdict.Skip, Verdict.Pass, ExpectedResult = Verdict.Pass)]
    public Verdict A_certain_failure_beats_what_could_not_be_told(Verdict one, Verdict other) => Verdicts.Of([one, other]);

    private static ScriptedDriver Pings(double after) => new ScriptedDriver().On("mute", c => c.After(after, () => c.Ping("a")));

    /// <summary>Plays under the virtual clock, where every time is exact, and judges as if it had been the real one.</summary>
    private static IReadOnlyList<CheckResult> Judged(string lines, ScriptedDriver driver, int lateness)
    {
        var slack = Slack.Real(TimeSpan.FromMilliseconds(lateness));
        var scenario = ScenarioText.RowsOf(Stage.Text(lines, lines.Contains("checks", StringComparison.Ordinal) ? "[CALL-02]" : "[]")).Single();
        using var clockwork = Clockwork.Virtual();
        var pace = new InexactPace(clockwork.Pace, slack);
        var world = World.Start(new RunPlan(scenario, 1, "default", []), new InProcessSession(driver), clockwork, clockwork.Record);
        try
        {
            pace.Do(world.BringIn);
            var beginnings = Beginnings.Of(scenario);
            var player = new Player(world, pace, clockwork.Record, new OrderChooser([]));
            player.Play(beginnings, scenario.Lines);
            return new Judge(scenario, beginnings, player, clockwork.Record, slack, static _ => null).Checks();
        }
        finally
        {
            world.TakeDown(pace);
        }
    }

    private sealed class InexactPace(IPace pace, Slack slack) : IPace
    {
        public TimeSpan Patience => pace.Patience;

        public TimeSpan LateSearch => pace.LateSearch;

        public TimeSpan Closing => pace.Closing;

        public Slack Slack => slack;

        public TimeSpan QuietSince => pace.QuietSince;

        public void Settle() => pace.Settle();

        public void Do(Action action) => pace.Do(action);

        public bool Step(TimeSpan limit) => pace.Step(limit);

        public void TakeDown(Func<Task> work) => pace.TakeDown(work);
    }
}
