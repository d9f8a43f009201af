using Harness.Cli;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary><c>conformance run --watch</c>: files change on the disk, time passes when the test says so.</summary>
public sealed class WatchTests
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(200);

    private readonly SteppedClock _clock = new();
    private CliRun _cli = new();
    private WatchedOutput _output = new();
    private CancellationTokenSource _stop = new();
    private Func<Task<int>> _run = static () => Task.FromResult(0);

    [SetUp]
    public void Start()
    {
        _cli = new CliRun { Time = _clock };
        _cli.Write("Scenarios/hold/other.yaml", CliRun.Scenario("Other", "HOLD-01"));
        (_output, _stop) = (new WatchedOutput(), new CancellationTokenSource());
    }

    [TearDown]
    public async Task EndAsync()
    {
        _stop.Cancel();
        await _run();
        _stop.Dispose();
        await _output.DisposeAsync();
        _cli.Dispose();
    }

    [Test]
    public async Task A_changed_scenario_is_played_again_alone_and_ctrl_c_ends_well()
    {
        await WatchAsync("run", "--watch");
        _cli.Write("Scenarios/hold/other.yaml", CliRun.Scenario("Another title", "HOLD-01"));
        var played = await NextAsync();
        _stop.Cancel();

        Assert.That(played, Does.StartWith("changed: Scenarios/hold/other.yaml\n").And.Contain("hold/other").And.Contain("1 scenario, 1 run of the reference client: 1 pass, 0 fail\n"));
        Assert.That(_output.Text, Does.Contain("2 scenarios, 2 runs of the reference client: 2 pass, 0 fail\n").And.Contain("Watching 2 scenarios and what lies beside; Ctrl-C ends.\n"));
        Assert.That(await _run(), Is.EqualTo(ExitCode.Good));
    }

    [Test]
    public async Task A_mistake_is_shown_and_its_mend_is_waited_for()
    {
        _cli.Write("Scenarios/calls/made.yaml", "format: 1\ntitle: x");
        await WatchAsync("run", "--watch");
        _cli.Write("Scenarios/calls/made.yaml", CliRun.Scenario("Mended", "CALL-02"));

        Assert.That(await NextAsync(), Does.Contain("pass            calls/made"));
    }

    [Test]
    public async Task A_changed_snapshot_is_compared()
    {
        await WatchAsync("run", "--watch");
        _cli.Write("Scenarios/calls/made.verified.txt", "laptop   -> server    hello");

        Assert.That(await NextAsync(), Does.StartWith("changed: Scenarios/calls/made.verified.txt\n").And.Contain("DRIFT  calls/made").And.Not.Contain("hold/other"));
    }

    [Test]
    public async Task Changed_requirements_concern_everything()
    {
        await WatchAsync("run", "--watch");
        _cli.Write("Scenarios/requirements.yaml", CliRun.Requirements.Replace("Holds.", "Holds well.", StringComparison.Ordinal));

        Assert.That(await NextAsync(), Does.StartWith("changed: Scenarios/requirements.yaml\n").And.Contain("2 scenarios, 2 runs"));
    }

    [Test]
    public async Task A_new_scenario_is_played_and_one_that_is_gone_is_said_so()
    {
        await WatchAsync("run", "--watch");
        _cli.Write("Scenarios/hold/third.yaml", CliRun.Scenario("Third", "HOLD-01"));
        var added = await NextAsync();
        File.Delete(_cli.Path("Scenarios/hold/third.yaml"));
        var gone = await NextAsync();

        Assert.That(added, Does.Contain("hold/third").And.Contain("Watching 3 scenarios"));
        Assert.That(gone, Is.EqualTo("changed: Scenarios/hold/third.yaml (gone)\n\n\nWatching 2 scenarios and what lies beside; Ctrl-C ends.\n"));
    }

    [Test]
    public async Task The_screen_is_cleared_where_a_person_looks_and_nowhere_else()
    {
        _cli.IsTerminal = true;
        await WatchAsync("run", "--watch");
        _cli.Write("Scenarios/hold/other.yaml", CliRun.Scenario("Another title", "HOLD-01"));
        await NextAsync();

        Assert.That(_output.Text.Split("\u001b[H\u001b[2J\u001b[3J"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task What_does_not_mend_itself_is_not_waited_for()
    {
        Assert.That(await _cli.RunAsync("run", "--watch", "nowhere"), Is.EqualTo(ExitCode.Usage));
        Assert.That(await _cli.RunAsync("run", "--watch", "--client", "mutant:nobody"), Is.EqualTo(ExitCode.Usage));
        Assert.That(await _cli.RunAsync("run", "--watch", "--client", "no-such-program-anywhere"), Is.EqualTo(ExitCode.Broken));
        Assert.That(await _cli.RunAsync("run", "--watch", "--bind", "here"), Is.EqualTo(ExitCode.Usage));
    }

    private async Task WatchAsync(params string[] args)
    {
        var run = _cli.RunAsync(args, _output, _stop.Token);
        _run = () => run;
        await WaitAsync(0);
    }

    /// <summary>Lets time pass until something was played, and returns what that printed.</summary>
    private async Task<string> NextAsync()
    {
        var before = _output.Text.Length;
        await WaitAsync(before);
        return _output.Text[before..];
    }

    private async Task WaitAsync(int from)
    {
        // A minute of the machine: only a test that fails takes it.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        while (!_output.Text[from..].Contains("Ctrl-C ends.\n", StringComparison.Ordinal))
        {
            if (_run().IsCompleted || patience.IsCancellationRequested)
            {
                Assert.Fail($"nothing was played: {_output.Text[from..]}");
            }

            _clock.Advance(s_step);
            await Task.Yield();
        }
    }
}
