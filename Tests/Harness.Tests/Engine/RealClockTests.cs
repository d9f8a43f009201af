using Harness.Engine;
using Harness.Scenarios;
using Harness.Tests.Engine.Playing;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Engine;

/// <summary>Suites under the real clock.</summary>
public sealed class RealClockTests
{
    private static readonly string[] s_short =
    [
        "calls/hang-up.yaml", "calls/dial.yaml", "sessions/rings-everywhere.yaml", "sessions/dial-as-the-other-hangs-up.yaml", "auth/unusual-ids.yaml",
    ];

    [Test]
    public async Task The_reference_client_passes_where_the_machine_lets_it()
    {
        var paths = s_short.Select(static name => Repository.In(["Scenarios", .. name.Split('/')])).ToList();

        var results = await PlayAsync(ScenarioLoader.Load(paths, new LoaderContext(Repository.In("Scenarios"), Repository.Root)), TimeSpan.FromSeconds(5));

        Assert.That(results.Select(static r => r.Verdict), Has.Some.Not.EqualTo(Verdict.Skip));
        foreach (var result in results)
        {
            Assert.That(result.Verdict, Is.AnyOf(Verdict.Pass, Verdict.Inconclusive, Verdict.Skip), $"{result.Id}: {result.Reason}");
            Assert.That(result.Lateness is null, Is.EqualTo(result.Verdict == Verdict.Skip));
            Assert.That(result.HasSnapshot, Is.False);
        }
    }

    [Test]
    public async Task What_takes_too_long_is_named_with_its_time()
    {
        var loaded = ScenarioText.Load(("it.yaml", Stage.Text("  - clock: 1h50m")));

        var result = (await PlayAsync(loaded, TimeSpan.FromSeconds(30))).Single();

        Assert.That((result.Verdict, result.Reason), Is.EqualTo((Verdict.Skip, "it takes 1h50m of protocol time, and --max-real-time is 30s")));
    }

    [Test]
    public async Task A_scenario_that_wants_the_virtual_clock_is_skipped()
    {
        var text = Stage.Text("  - clock: 1s").Replace("given:", "given:\n  clock: virtual", StringComparison.Ordinal);

        var result = (await PlayAsync(ScenarioText.Load(("it.yaml", text)), TimeSpan.FromSeconds(30))).Single();

        Assert.That((result.Verdict, result.Reason), Is.EqualTo((Verdict.Skip, "it wants the virtual clock, and runs are played under the real one")));
    }

    [TestCase("{ user: alice, is: in an outbound call }", "  - clock: 25s\n  - app -> laptop: hang up\n  - laptop -> server: call.hangup\n  - clock: 5s", 30, 25)]
    [TestCase("{ user: alice, is: ringing }", "  - clock: 10s\n  - app -> laptop: answer\n  - laptop -> server: call.answer\n  - laptop -> server: sdp.answer\n  - clock: 7s", 17, 7)]
    [TestCase("{ user: alice, is: connected }", "  - clock: 9s", 9, 0)]
    public void How_long_a_run_and_its_calls_take_is_learned_by_playing_it(string laptop, string lines, int whole, int call)
    {
        var scenario = ScenarioText.RowsOf(Stage.Text(lines, laptop: laptop)).Single();

        var time = new ProtocolTimes("default", static _ => null).Of(scenario, 1);

        Assert.That((time.Whole.TotalSeconds, time.LongestCall.TotalSeconds), Is.EqualTo(((double)whole, (double)call)));
    }

    private static async Task<List<RunResult>> PlayAsync(LoadResult loaded, TimeSpan most)
    {
        Assert.That(loaded.Diagnostics, Is.Empty);
        var suite = new SuiteRunner(new SuiteOptions
        {
            Files = loaded.Files,
            Driver = Stage.Reference,
            Requirement = loaded.Requirements.Find,
            Clock = RunClock.Real,
            MaxRealTime = most,
            Parallel = SuiteRunner.RealRunsAtOnce,
        });
        var results = new List<RunResult>();
        await foreach (var result in suite.PlayAsync(CancellationToken.None))
        {
            results.Add(result);
        }

        return results;
    }
}
