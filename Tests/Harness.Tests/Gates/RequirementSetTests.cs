using Harness.Cli;
using Harness.Engine;
using Harness.Gates;
using Harness.Scenarios;
using Harness.Tests.Cli;
using Harness.Tests.Scenarios;
using Harness.Tests.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Gates;

/// <summary>A frozen set keeps yesterday's client green, and says what it does not count.</summary>
public sealed class RequirementSetTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun();

    [TearDown]
    public void Remove() => _cli.Dispose();

    [Test]
    public async Task Freeze_lists_every_check_of_the_suite_and_never_changes_a_set()
    {
        Assert.That(await _cli.RunAsync("freeze", "2026-11", "--about", "The first one."), Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Read("Scenarios/sets/2026-11.yaml"), Does.EndWith("set: \"2026-11\"\nabout: \"The first one.\"\nscenarios:\n  calls/made:\n    - \"CALL-02 @ laptop -> app: disconnected\"\n"));
        Assert.That(await _cli.RunAsync("freeze", "2026-11"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("Scenarios/sets/2026-11.yaml is there already, and a set does not change: choose another name"));
    }

    [Test]
    public async Task A_scenario_that_came_later_is_left_out_and_says_why()
    {
        await _cli.RunAsync("freeze", "2026-11");
        _cli.Write("Scenarios/calls/newer.yaml", CliRun.Scenario("A newer call", "CALL-02"));
        await _cli.RunAsync("run", "--set", "2026-11");

        var newer = _cli.Played!.Files.Single(static file => file.Id == "calls/newer").Rows[0];
        Assert.That(_cli.Played.LeftOut(newer), Is.EqualTo("not in the set 2026-11"));
        Assert.That(_cli.Played.LeftOut(_cli.Played.Files.Single(static file => file.Id == "calls/made").Rows[0]), Is.Null);
    }

    [Test]
    public async Task A_check_that_came_later_is_shown_and_does_not_count()
    {
        await _cli.RunAsync("freeze", "2026-11");
        AddALaterCheck();
        _cli.Runs = static _ => [Failing("HOLD-01", alsoPasses: "CALL-02")];

        var scored = await _cli.RunAsync("run", "--set", "2026-11", "--snapshots", "kept", "--report", "out");
        var all = await _cli.RunAsync("run", "--snapshots", "kept");

        Assert.That((scored, all), Is.EqualTo((ExitCode.Good, ExitCode.Failed)));
        Assert.That(_cli.Read("out/report.json"), Does.Contain("\"notScored\": \"not in the set 2026-11\"").And.Contains("\"set\": \"2026-11\""));
    }

    [Test]
    public async Task A_later_check_that_ends_the_run_makes_it_neither_green_nor_red()
    {
        await _cli.RunAsync("freeze", "2026-11");
        AddALaterCheck();
        _cli.Runs = static _ => [Failing("HOLD-01", neverReached: "CALL-02")];

        await _cli.RunAsync("run", "--set", "2026-11", "--snapshots", "kept");

        Assert.That(_cli.Output, Does.Contain("0 pass, 0 fail, 1 skip"));
        Assert.That(_cli.Output, Does.Contain("CALL-02 was not reached: it broke. That is not in the set 2026-11, but it ended the run."));
    }

    [Test]
    public async Task What_no_line_asks_for_counts_under_every_set()
    {
        await _cli.RunAsync("freeze", "2026-11");
        _cli.Runs = static _ => [Failing(null, label: "frame", alsoPasses: "CALL-02")];

        Assert.That(await _cli.RunAsync("run", "--set", "2026-11", "--snapshots", "kept"), Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public async Task A_set_whose_checks_are_gone_cannot_be_scored()
    {
        _cli.Write("Scenarios/sets/old.yaml", "set: old\nscenarios:\n  calls/made: [\"CALL-02 @ laptop -> app: disconnected\", CALL-03]\n  calls/gone: [CALL-02]");

        Assert.That(await _cli.RunAsync("run", "--set", "old"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("Scenarios/sets/old.yaml:3:57: calls/made has no check 'CALL-03' any more").And.Contains("Scenarios/sets/old.yaml:4:3: the suite has no scenario 'calls/gone' any more"));
    }

    [Test]
    public async Task A_check_that_is_added_above_moves_no_other()
    {
        await _cli.RunAsync("freeze", "2026-11");
        _cli.Write("Scenarios/calls/made.yaml", CliRun.Scenario("A made call", "CALL-02").Replace("  - laptop -> app: disconnected", "  - laptop -> app: held\n    checks: CALL-02\n  - laptop -> app: disconnected", StringComparison.Ordinal));
        _cli.Runs = static _ =>
        {
            var run = CliRun.Passing();
            var (added, old) = (new SourcePosition("Scenarios/calls/made.yaml", 8, 5), new SourcePosition("Scenarios/calls/made.yaml", 10, 5));
            run.Lines.Add(new ExpectationLine(added, "laptop", "app", "held", null));
            run.Lines.Add(new ExpectationLine(old, "laptop", "app", "disconnected", null));
            run.Verdict = Verdict.Fail;
            run.Checks.Add(new CheckResult("CALL-02", "requirement", Verdict.Fail, added, new Failure("it broke.", [], [], null)));
            run.Checks.Add(new CheckResult("CALL-02", "requirement-2", Verdict.Pass, old, null));
            return [run];
        };

        Assert.That(await _cli.RunAsync("run", "--set", "2026-11", "--snapshots", "kept"), Is.EqualTo(ExitCode.Good), _cli.Output);
    }

    [Test]
    public async Task An_unknown_set_is_a_mistake_with_a_guess()
    {
        await _cli.RunAsync("freeze", "2026-11");

        Assert.That(await _cli.RunAsync("run", "--set", "2026-12"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("there is no requirement set '2026-12'; did you mean '2026-11'?"));
    }

    [Test]
    public void Every_set_of_the_suite_can_be_scored()
    {
        var files = ScenarioLoader.Load([Repository.In("Scenarios")], new LoaderContext(Repository.In("Scenarios"))).Files;
        foreach (var path in Directory.EnumerateFiles(Repository.In("Scenarios", "sets")))
        {
            var bag = new DiagnosticBag();
            var set = RequirementSetFile.Read(path, path, files, isWhole: true, bag);

            Assert.That(bag.Sorted(), Is.Empty, path);
            Assert.That(set!.Name, Is.EqualTo(Path.GetFileNameWithoutExtension(path)));
            Assert.That(set.Checks, Is.Not.Empty);
        }
    }

    private void AddALaterCheck() => _cli.Write(
        "Scenarios/calls/made.yaml", CliRun.Scenario("A made call", "CALL-02").Replace("covers: [CALL-02]", "covers: [CALL-02, HOLD-01]", StringComparison.Ordinal) + "\n  - laptop -> app: held\n    checks: HOLD-01");

    private static MadeRun Failing(string? requirement, string label = "requirement", string? alsoPasses = null, string? neverReached = null)
    {
        var run = CliRun.Passing();
        run.Lines.Add(new ExpectationLine(MadeRun.At(9), "laptop", "app", "disconnected", null));
        run.Lines.Add(new ExpectationLine(MadeRun.At(10), "laptop", "app", "held", null));
        run.Verdict = Verdict.Fail;
        run.Reason = "it broke.";
        run.Checks.Add(new CheckResult(requirement, label, Verdict.Fail, MadeRun.At(10), new Failure("it broke.", [], [], null)));
        foreach (var (id, verdict) in new[] { (alsoPasses, Verdict.Pass), (neverReached, Verdict.Skip) }.Where(static one => one.Item1 is not null))
        {
            run.Checks.Add(new CheckResult(id, "requirement", verdict, MadeRun.At(9), null));
        }

        return run;
    }
}
