using Harness.Cli;
using Harness.Engine;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary><c>conformance run</c>, seen from outside.</summary>
public sealed class RunCommandTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun();

    [TearDown]
    public void Remove() => _cli.Dispose();

    [Test]
    public async Task Without_arguments_the_whole_suite_is_played()
    {
        _cli.Write("Scenarios/hold/other.yaml", CliRun.Scenario("Other", "HOLD-01"));

        var code = await _cli.RunAsync();

        Assert.That(code, Is.EqualTo(ExitCode.Good), _cli.Output + _cli.Error);
        Assert.That(_cli.Output, Does.Contain("pass            calls/made  1.5s  new snapshot\n"));
        Assert.That(_cli.Output, Does.Contain("2 scenarios, 2 runs of the reference client: 2 pass, 0 fail\n"));
        Assert.That(_cli.Output, Does.Match(@"time: 3s of protocol time in [\d.]+s, seed 1"));
    }

    [Test]
    public async Task A_new_snapshot_is_received_accepted_and_then_the_same()
    {
        await _cli.RunAsync("run");
        var accepted = await _cli.RunAsync("accept");
        var acceptedText = _cli.Output;
        var again = await _cli.RunAsync("run");

        Assert.That(new[] { accepted, again }, Is.All.EqualTo(ExitCode.Good));
        Assert.That(acceptedText, Is.EqualTo("accepted Scenarios/calls/made.verified.txt\n"));
        Assert.That(_cli.Output, Does.Contain("snapshots: 1 same\n"));
        Assert.That(_cli.Read("Scenarios/calls/made.verified.txt"), Does.Contain("token=<alice token 1>\n+1.5s\n"));
    }

    [Test]
    public async Task Drift_is_shown_and_ends_with_one()
    {
        _cli.Write("Scenarios/calls/made.verified.txt", "laptop   -> server    hello");

        var code = await _cli.RunAsync("run");

        Assert.That(code, Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("DRIFT  calls/made  differs from Scenarios/calls/made.verified.txt (- verified, + received)\n  - laptop   -> server    hello\n  + laptop"));
        Assert.That(_cli.Output, Does.Contain("If the new transcripts are right: conformance accept\n"));
    }

    [TestCase("Scenarios/calls", "conformance accept Scenarios/calls\n")]
    [TestCase("Scenarios/calls/*.yaml", "conformance accept\n")]
    [TestCase("--snapshots mine", "conformance accept mine\n")]
    public async Task The_command_to_accept_fits_what_was_played(string line, string command)
    {
        await _cli.RunAsync(["run", .. line.Split(' ')]);

        Assert.That(_cli.Output, Does.EndWith(command));
    }

    [Test]
    public async Task The_clock_is_the_virtual_one_unless_the_real_one_is_asked_for()
    {
        await _cli.RunAsync("run");
        var unasked = _cli.Played!;
        await _cli.RunAsync("run", "--clock", "real", "--max-real-time", "2m");

        Assert.That((unasked.Clock, unasked.Parallel), Is.EqualTo((RunClock.Virtual, Environment.ProcessorCount)));
        Assert.That((_cli.Played!.Clock, _cli.Played.Parallel, _cli.Played.MaxRealTime), Is.EqualTo((RunClock.Real, SuiteRunner.RealRunsAtOnce, TimeSpan.FromMinutes(2))));
    }

    [Test]
    public async Task Under_the_real_clock_the_summary_tells_the_lateness_and_no_snapshot_is_compared()
    {
        _cli.Runs = static _ => [WithLateness(0.24)];

        Assert.That(await _cli.RunAsync("run", "--clock", "real"), Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Output, Does.Match(@"time: 1.5s of protocol time in [\d.]+s, seed 1, real clock; the harness was at most 0.24s late\n").And.Not.Contain("snapshot"));
    }

    [TestCase("", ExpectedResult = ExitCode.Failed)]
    [TestCase("--allow-inconclusive", ExpectedResult = ExitCode.Good)]
    public async Task<int> Inconclusive_runs_fail_unless_they_are_allowed(string option)
    {
        _cli.Runs = static _ =>
        {
            var unclear = WithLateness(0.24);
            unclear.Verdict = Verdict.Inconclusive;
            unclear.Reason = "the harness was 0.24s late";
            return [CliRun.Passing(), unclear];
        };

        return await _cli.RunAsync(["run", "--clock", "real", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
    }

    [Test]
    public async Task Nothing_but_inconclusive_runs_is_nothing_judged()
    {
        _cli.Runs = static _ =>
        {
            var unclear = WithLateness(0.24);
            unclear.Verdict = Verdict.Inconclusive;
            return [unclear];
        };

        Assert.That(await _cli.RunAsync("run", "--clock", "real", "--allow-inconclusive"), Is.EqualTo(ExitCode.NothingJudged));
    }

    [Test]
    public async Task In_ci_a_missing_snapshot_is_a_failure()
    {
        _cli.Variables["CI"] = "true";

        Assert.That(await _cli.RunAsync("run"), Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("With CI=true a missing or orphaned snapshot is a failure"));
    }

    [Test]
    public async Task Snapshots_of_another_seed_are_not_compared()
    {
        _cli.Write("Scenarios/calls/made.verified.txt", "laptop   -> server    hello");

        Assert.That(await _cli.RunAsync("run", "--seed", "7"), Is.EqualTo(ExitCode.Good));
    }

    [Test]
    public async Task In_ci_an_orphaned_snapshot_is_a_failure()
    {
        await _cli.RunAsync("run");
        await _cli.RunAsync("accept");
        _cli.Write("Scenarios/calls/gone.verified.txt", "x");
        var local = await _cli.RunAsync("run");
        _cli.Variables["CI"] = "true";
        var inCi = await _cli.RunAsync("run");

        Assert.That((local, inCi), Is.EqualTo((ExitCode.Good, ExitCode.Failed)));
        Assert.That(_cli.Output, Does.Contain("Scenarios/calls/gone.verified.txt: no scenario belongs to this snapshot\n"));
    }

    [TestCase(Verdict.Pass, ExpectedResult = ExitCode.Good)]
    [TestCase(Verdict.Warn, ExpectedResult = ExitCode.Good)]
    [TestCase(Verdict.KnownFailing, ExpectedResult = ExitCode.Good)]
    [TestCase(Verdict.Flaky, ExpectedResult = ExitCode.Failed)]
    [TestCase(Verdict.Fail, ExpectedResult = ExitCode.Failed)]
    [TestCase(Verdict.UnexpectedPass, ExpectedResult = ExitCode.Failed)]
    [TestCase(Verdict.Inconclusive, ExpectedResult = ExitCode.Failed)]
    [TestCase(Verdict.Error, ExpectedResult = ExitCode.Broken)]
    [TestCase(Verdict.Skip, ExpectedResult = ExitCode.NothingJudged)]
    public async Task<int> The_verdict_decides_the_exit_code(Verdict verdict)
    {
        _cli.Runs = _ =>
        {
            var run = CliRun.Passing();
            run.Verdict = verdict;
            run.Reason = "because";
            return [run];
        };

        return await _cli.RunAsync("run");
    }

    [Test]
    public async Task An_engine_that_breaks_ends_with_three_and_tells_what_was_played()
    {
        _cli.Write("Scenarios/hold/other.yaml", CliRun.Scenario("Other", "HOLD-01"));
        _cli.Runs = id => id.StartsWith("hold", StringComparison.Ordinal) ? throw new InvalidOperationException("no more paper") : [CliRun.Passing()];

        var code = await _cli.RunAsync("run", "--report", "out");

        Assert.That(code, Is.EqualTo(ExitCode.Broken));
        Assert.That(_cli.Output, Does.Contain("pass            calls/made").And.Contain("no more paper").And.Contain("1 not run"));
        Assert.That(_cli.Read("out/report.json"), Does.Contain("\"notRun\": 1"));
    }

    [TestCase("hold")]
    [TestCase("HOLD-01")]
    [TestCase("hold/*")]
    [TestCase("*-01")]
    public async Task A_filter_takes_ids_areas_and_requirements(string filter)
    {
        _cli.Write("Scenarios/hold/other.yaml", CliRun.Scenario("Other", "HOLD-01"));

        await _cli.RunAsync("run", "--filter", filter);

        Assert.That(_cli.Played!.Files.Select(file => file.Id), Is.EqualTo(new[] { "hold/other" }));
    }

    [Test]
    public async Task A_filter_that_fits_nothing_ends_with_four()
    {
        Assert.That(await _cli.RunAsync("run", "--filter", "nothing-like-it"), Is.EqualTo(ExitCode.NothingJudged));
        Assert.That(_cli.Output, Does.Contain("No scenario fits --filter nothing-like-it"));
    }

    [Test]
    public async Task A_file_with_mistakes_is_refused_with_all_of_them_and_nothing_is_played()
    {
        _cli.Write("Scenarios/calls/made.yaml", CliRun.Scenario("Bad", "CALL-20").Replace("users:", "usres:", StringComparison.Ordinal));

        var code = await _cli.RunAsync("run");

        Assert.That(code, Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Match(@"(?m)^Scenarios/calls/made\.yaml:\d+:\d+: .*CALL-20"));
        Assert.That(_cli.Error, Does.Contain("usres").And.Contain("nothing was played"));
        Assert.That(_cli.Played, Is.Null);
    }

    [Test]
    public async Task Repetitions_that_are_equal_count_once()
    {
        var played = 0;
        _cli.Runs = _ =>
        {
            played++;
            return [CliRun.Passing()];
        };

        Assert.That(await _cli.RunAsync("run", "--repeat", "5"), Is.EqualTo(ExitCode.Good));
        Assert.That(played, Is.EqualTo(5));
        Assert.That(_cli.Output, Does.Contain("1 scenario, 1 run of"));
    }

    [Test]
    public async Task Repetitions_that_differ_are_an_error_that_names_the_line()
    {
        var played = 0;
        _cli.Runs = _ =>
        {
            var run = CliRun.Passing();
            run.Add("laptop", "server", "ping", seconds: 2 + (++played / 3));
            return [run];
        };

        var code = await _cli.RunAsync("run", "--repeat", "3");

        Assert.That(code, Is.EqualTo(ExitCode.Broken));
        Assert.That(_cli.Output, Does.Contain("repetition 3 differs from the first in line 4: '+1.5s' instead of '+0.5s'"));
    }

    [Test]
    public async Task Another_client_is_compared_only_with_snapshots_of_its_own()
    {
        _cli.Write("Scenarios/calls/made.verified.txt", "of the reference client");
        var mutant = MutantName();

        var without = await _cli.RunAsync("run", "--client", mutant);
        var with = await _cli.RunAsync("run", "--client", mutant, "--snapshots", "mine");

        Assert.That((without, with), Is.EqualTo((ExitCode.Good, ExitCode.Good)));
        Assert.That(_cli.Path("Scenarios/calls/made.received.txt"), Does.Not.Exist);
        Assert.That(_cli.Path("mine/calls/made.received.txt"), Does.Exist);
    }

    [Test]
    public async Task Piped_output_has_no_colour_and_no_folding()
    {
        _cli.Runs = _ =>
        {
            var run = CliRun.Passing();
            run.Verdict = Verdict.Fail;
            run.Reason = string.Join(' ', Enumerable.Repeat("a long reason", 40));
            return [run];
        };
        await _cli.RunAsync("run");

        Assert.That(_cli.Output, Does.Not.Contain("\u001b"));
        Assert.That(_cli.Output, Does.Contain(string.Join(' ', Enumerable.Repeat("a long reason", 40)) + "\n"));
    }

    [Test]
    public async Task A_terminal_has_colour_unless_it_is_not_wanted()
    {
        _cli.IsTerminal = true;
        await _cli.RunAsync("run");
        var coloured = _cli.Output;
        _cli.Variables["NO_COLOR"] = "1";
        await _cli.RunAsync("run");

        Assert.That(coloured, Does.Contain("\u001b[32mpass"));
        Assert.That(_cli.Output, Does.Not.Contain("\u001b[32m").And.Not.Contain("\u001b[1m"));
    }

    [Test]
    public async Task The_command_to_play_again_names_file_seed_and_client()
    {
        _cli.Runs = _ =>
        {
            var run = CliRun.Passing();
            run.Verdict = Verdict.Fail;
            return [run];
        };
        var mutant = MutantName();
        await _cli.RunAsync("run", "--client", mutant, "--profile", "sdk-3");

        Assert.That(_cli.Output, Does.Contain($"Play it again: conformance run Scenarios/calls/made.yaml --seed 1 --client {mutant} --profile sdk-3\n"));
    }

    private static string MutantName() => "mutant:" + Fixtures.Mutants.MutantCatalogue.All[0].Name;

    private static Transcripts.MadeRun WithLateness(double seconds)
    {
        var run = CliRun.Passing();
        run.Lateness = TimeSpan.FromSeconds(seconds);
        return run;
    }
}
