using Fixtures.ReferenceClient;
using Harness.Cli;
using Harness.Drivers;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Tests.Scenarios;
using Harness.Tests.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>Runs that are played again: retries, and rounds until something fails.</summary>
public sealed class RetryTests
{
    [Test]
    public async Task A_run_that_passes_only_on_a_retry_is_flaky()
    {
        await using var source = new UnsteadyDriver(broken: 1);
        var run = await Play(source, retries: 2);

        Assert.That((run.Verdict, source.Opened), Is.EqualTo((Verdict.Flaky, 2)));
        Assert.That(run.Reason, Does.StartWith("passed only at attempt 2; before: error: the driver is not there"));
        Assert.That(run.Retried, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_never_passes_keeps_its_verdict_and_tells_of_every_attempt()
    {
        await using var source = new UnsteadyDriver(broken: 10);
        var run = await Play(source, retries: 2);

        Assert.That((run.Verdict, source.Opened, run.Retried.Count), Is.EqualTo((Verdict.Error, 3, 2)));
    }

    [Test]
    public async Task Without_retries_nothing_is_played_twice()
    {
        await using var source = new UnsteadyDriver(broken: 1);
        var run = await Play(source, retries: 0);

        Assert.That((run.Verdict, source.Opened), Is.EqualTo((Verdict.Error, 1)));
    }

    [Test]
    public async Task Rounds_go_on_with_other_seeds_until_something_fails()
    {
        using var cli = new CliRun();
        var rounds = 0;
        cli.Runs = _ => ++rounds < 4 ? [CliRun.Passing()] : [new MadeRun { Verdict = Verdict.Fail, Reason = "it broke" }];

        Assert.That(await cli.RunAsync("run", "--repeat-until-failure", "--seed", "7"), Is.EqualTo(ExitCode.Failed));
        Assert.That((rounds, cli.Played!.Seed), Is.EqualTo((4, 10)));
        Assert.That(cli.Output, Does.Contain("4 rounds played, the last with seed 10"));
    }

    [Test]
    public async Task Rounds_end_where_they_were_told_to()
    {
        using var cli = new CliRun();
        Assert.That(await cli.RunAsync("run", "--repeat-until-failure", "--repeat", "3"), Is.EqualTo(ExitCode.Good));
        Assert.That(cli.Output, Does.Contain("3 rounds played, the last with seed 3"));
    }

    [TestCase(Verdict.Warn, "--fail-on", "warn", ExpectedResult = ExitCode.Failed)]
    [TestCase(Verdict.Warn, "--fail-on", "fail", ExpectedResult = ExitCode.Good)]
    [TestCase(Verdict.Flaky, "--allow-flaky", ExpectedResult = ExitCode.Good)]
    public async Task<int> What_is_a_failure_can_be_chosen(Verdict verdict, params string[] options)
    {
        using var cli = new CliRun { Runs = _ => [new MadeRun { Verdict = verdict, Reason = "so" }] };
        return await cli.RunAsync(["run", .. options]);
    }

    [TestCase("--fail-on is fail or warn, not 'never'", "--fail-on", "never")]
    [TestCase("--retries must be 0 or more", "--retries", "-1")]
    [TestCase("--retries and --repeat-until-failure do not go together", "--retries", "1", "--repeat-until-failure")]
    public async Task Options_that_make_no_sense_are_refused(string mistake, params string[] options)
    {
        using var cli = new CliRun();
        Assert.That(await cli.RunAsync(["run", .. options]), Is.EqualTo(ExitCode.Usage));
        Assert.That(cli.Error, Does.Contain(mistake));
    }

    private static async Task<RunResult> Play(UnsteadyDriver source, int retries)
    {
        var loaded = ScenarioLoader.Load([Repository.In("Scenarios", "hold", "mute.yaml")], new LoaderContext(Repository.In("Scenarios")));
        var options = new SuiteOptions { Files = loaded.Files, Driver = source, Requirement = loaded.Requirements.Find, Retries = retries };
        return await new SuiteRunner(options).PlayAsync(CancellationToken.None).SingleAsync();
    }

    /// <summary>The reference client behind a driver that is not there the first times.</summary>
    private sealed class UnsteadyDriver(int broken) : IDriverSource
    {
        private readonly IDriverSource _inner = new ReferenceDriver("reference", SoftphoneRules.Reference);

        public int Opened { get; private set; }

        public string Name => "unsteady";

        public IReadOnlyList<string> Capabilities => _inner.Capabilities;

        public IDriverSession Open(bool isExclusive) =>
            ++Opened <= broken ? throw new HarnessException("the driver is not there") : _inner.Open(isExclusive);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
