using System.Text.RegularExpressions;
using Harness.Cli;
using Harness.Engine;
using Harness.Tests.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>A suite in parts, and the parts put together.</summary>
public sealed partial class ShardTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start()
    {
        _cli = new CliRun();
        for (var i = 0; i < 7; i++)
        {
            _cli.Write($"Scenarios/calls/made{(i % 2 == 0 ? "" : "-")}{i}.yaml", CliRun.Scenario($"Call {i}", "CALL-02"));
        }

        _cli.Runs = static id => [id.EndsWith('3') ? Failing() : CliRun.Passing()];
    }

    [TearDown]
    public void Remove() => _cli.Dispose();

    [Test]
    public async Task Merged_reports_equal_the_whole_apart_from_times()
    {
        var whole = await _cli.RunAsync("run", "--report", "whole", "--snapshots", "kept");
        for (var i = 1; i <= 3; i++)
        {
            await _cli.RunAsync("run", "--report", $"part{i}", "--shard", $"{i}/3", "--snapshots", "kept");
        }

        var merged = await _cli.RunAsync("merge", "part3", "part1", "part2", "--report", "merged");

        Assert.That(merged, Is.EqualTo(whole).And.EqualTo(ExitCode.Failed));
        foreach (var file in new[] { "report.json", "junit.xml", "summary.md", "transcripts/calls/made-3.txt" })
        {
            Assert.That(WithoutTimes($"merged/{file}"), Is.EqualTo(WithoutTimes($"whole/{file}")), file);
        }
    }

    [Test]
    public async Task Recorded_durations_make_shards_even()
    {
        await _cli.RunAsync("run", "--report", "whole");
        var record = _cli.Read("whole/report.json");
        var slow = record.IndexOf("calls/made6", StringComparison.Ordinal);
        _cli.Write("whole/report.json", record[..slow] + new Regex("\"durationMs\": [0-9.]+").Replace(record[slow..], "\"durationMs\": 60000", 1));

        await _cli.RunAsync("run", "--shard", "1/2", "--durations", "whole");
        Assert.That(_cli.Played!.Files.Select(static file => file.Id), Is.EqualTo(new[] { "calls/made6" }), "one takes as long as all others together");
    }

    [Test]
    public async Task Shards_are_distinct_and_together_everything()
    {
        var played = new List<string>();
        for (var i = 1; i <= 4; i++)
        {
            await _cli.RunAsync("run", "--shard", $"{i}/4");
            played.AddRange(_cli.Played!.Files.Select(static file => file.Id));
        }

        Assert.That(played, Is.Unique.And.Count.EqualTo(8));
    }

    [Test]
    public async Task A_shard_that_is_missing_or_there_twice_is_a_mistake()
    {
        await _cli.RunAsync("run", "--report", "part1", "--shard", "1/3");
        await _cli.RunAsync("run", "--report", "part2", "--shard", "2/3");
        await _cli.RunAsync("run", "--report", "whole");

        Assert.That(await _cli.RunAsync("merge", "part1", "part2", "--report", "out"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("shard 3/3 is missing: name the reports of all 3"));
        Assert.That(await _cli.RunAsync("merge", "part1", "part1", "--report", "out"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("shard 1/3 is there more than once: part1, part1"));
        Assert.That(await _cli.RunAsync("merge", "part1", "whole", "--report", "out"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("whole is no report of a shard"));
    }

    [Test]
    public async Task Reports_of_different_runs_do_not_merge()
    {
        await _cli.RunAsync("run", "--report", "part1", "--shard", "1/2");
        await _cli.RunAsync("run", "--report", "part2", "--shard", "2/2", "--seed", "2");

        Assert.That(await _cli.RunAsync("merge", "part1", "part2", "--report", "out"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("part1 and part2 are not of one run: the seed is '1' there and '2' here"));
    }

    [Test]
    public async Task Shards_that_were_shared_out_differently_do_not_make_a_whole()
    {
        await _cli.RunAsync("run", "--report", "part1", "--shard", "1/2");
        await _cli.RunAsync("run", "--report", "part2", "--shard", "2/2", "--filter", "calls/made-1");

        Assert.That(await _cli.RunAsync("merge", "part1", "part2", "--report", "out"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("the number of selected scenarios is '8' there and '1' here"));
    }

    [Test]
    public async Task An_empty_shard_is_good_and_merges()
    {
        for (var i = 1; i <= 3; i++)
        {
            Assert.That(await _cli.RunAsync("run", "--filter", "calls/made-1", "--shard", $"0{i}/3", "--report", $"part{i}"), Is.EqualTo(ExitCode.Good));
        }

        Assert.That(await _cli.RunAsync("merge", "part1", "part2", "part3", "--report", "out"), Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Output, Does.Contain("1 scenario, 1 run of the reference client: 1 pass, 0 fail"));
    }

    [TestCase("0/3")]
    [TestCase("4/3")]
    [TestCase("x")]
    public async Task A_shard_of_nothing_is_a_mistake(string shard)
    {
        Assert.That(await _cli.RunAsync("run", "--shard", shard), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain($"--shard {shard} is no part of anything: write 2/5 for the second of five"));
    }

    private static MadeRun Failing()
    {
        var run = CliRun.Passing();
        run.Verdict = Verdict.Fail;
        run.Reason = "CALL-02: it broke.";
        run.Checks.Add(new CheckResult("CALL-02", "requirement", Verdict.Fail, MadeRun.At(9), new Failure("it broke.", [], [], 0)));
        return run;
    }

    private string WithoutTimes(string file) => Times.Replace(_cli.Read(file), "");

    [GeneratedRegex("\"durationMs\": [0-9.]+| time=\"[0-9.]+\"")]
    private static partial Regex Times { get; }
}
