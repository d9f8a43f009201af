using Harness.Cli;
using Harness.Engine;
using Harness.Tests.Reports;
using Harness.Tests.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>What can be done with the report of an earlier run.</summary>
public sealed class ReportCommandTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun();

    [TearDown]
    public void Remove() => _cli.Dispose();

    [Test]
    public async Task Explain_says_what_the_run_said()
    {
        _cli.Runs = static _ => [JsonReportTests.Failing()];
        await _cli.RunAsync("run", "--report", "out");
        var told = Story(_cli.Output);

        Assert.That(await _cli.RunAsync("explain", "out", "calls/made"), Is.EqualTo(ExitCode.Good));
        Assert.That(Story(_cli.Output), Is.EqualTo(told).And.Contains("Play it again:"));
        await _cli.RunAsync("explain", "out/report.json");
        Assert.That(Story(_cli.Output), Is.EqualTo(told));
    }

    [Test]
    public async Task Explain_shows_the_ladder_of_a_run_that_passed_too()
    {
        await _cli.RunAsync("run", "--report", "out");

        await _cli.RunAsync("explain", "out", "calls/made");
        Assert.That(_cli.Output, Does.Contain("PASS  calls/made").And.Contains("authenticated"));
        await _cli.RunAsync("explain", "out");
        Assert.That(_cli.Output, Is.EqualTo("Everything is green: 1 pass, 0 fail.\n"));
    }

    [Test]
    public async Task Explain_calls_nothing_green_that_was_red()
    {
        _cli.Write("Scenarios/calls/gone.verified.txt", "x");
        _cli.Variables["CI"] = "true";
        await _cli.RunAsync("run", "--report", "out", "--filter", "calls");
        await _cli.RunAsync("run", "--report", "out");

        await _cli.RunAsync("explain", "out");

        Assert.That(_cli.Output, Does.Contain("Scenarios/calls/gone.verified.txt: no scenario belongs to this snapshot").And.Not.Contains("Everything is green"));
        Assert.That(_cli.Read("out/junit.xml"), Does.Contain("no scenario belongs to this snapshot"));
    }

    [Test]
    public async Task Explain_guesses_what_was_meant()
    {
        await _cli.RunAsync("run", "--report", "out");

        Assert.That(await _cli.RunAsync("explain", "out", "calls/mad"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("the report has no run 'calls/mad'; did you mean 'calls/made'?"));
        Assert.That(await _cli.RunAsync("explain", "nowhere"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("conformance: nowhere: there is no report here that can be read").And.Contains("'conformance run --report DIR' writes one"));
    }

    [TestCase("{", "out/report.json:2:1: this is no report of 'conformance run --report DIR'")]
    [TestCase("null", "this is no report of 'conformance run --report DIR': it has no 'formatVersion'")]
    [TestCase("{ \"formatVersion\": 7 }", "its format version is 7, and this version reads 1: write it again with this version")]
    [TestCase("{ \"formatVersion\": 1 }", "this is no report of 'conformance run --report DIR'")]
    public async Task A_file_that_is_no_report_is_a_mistake(string text, string mistake)
    {
        _cli.Write("out/report.json", text);

        Assert.That(await _cli.RunAsync("explain", "out/report.json"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain(mistake));
    }

    [Test]
    public async Task Compare_shows_the_requirements_that_differ_and_where_transcripts_part()
    {
        _cli.Runs = static _ => [Checked(CliRun.Passing(), Verdict.Pass)];
        await _cli.RunAsync("run", "--report", "one");
        _cli.Runs = static _ =>
        {
            var run = new MadeRun();
            run.Add("laptop", "server", "authenticate", $$"""{"token":"{{MadeRun.Jwt}}"}""");
            run.Add("server", "laptop", "error");
            return [Checked(run, Verdict.Fail)];
        };
        await _cli.RunAsync("run", "--report", "two");

        Assert.That(await _cli.RunAsync("compare", "one", "two", "--markdown", "diff.md"), Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Output, Does.Match(@"CALL-02  pass  fail  Hangs up\.\n"));
        Assert.That(_cli.Output, Does.Contain("calls/made, line 2 of the transcript\n     laptop   -> server    authenticate          token=<alice token 1>\n  A  +1.5s\n  B  server   -> laptop    error\n"));
        Assert.That(_cli.Read("diff.md"), Does.Contain("| CALL-02 | pass | fail | Hangs up. |"));
    }

    [Test]
    public async Task Compare_says_when_there_is_nothing_between_them()
    {
        _cli.Runs = static _ => [Checked(CliRun.Passing(), Verdict.Pass)];
        await _cli.RunAsync("run", "--report", "one");
        await _cli.RunAsync("run", "--report", "two");

        await _cli.RunAsync("compare", "one", "two");
        Assert.That(_cli.Output, Does.Contain("They agree on all 1 requirements.").And.Contains("All 1 transcripts that can be compared are the same."));
        Assert.That(await _cli.RunAsync("compare", "one"), Is.EqualTo(ExitCode.Usage));
    }

    private static MadeRun Checked(MadeRun run, Verdict verdict)
    {
        run.Checks.Add(new CheckResult("CALL-02", "requirement", verdict, MadeRun.At(9), verdict == Verdict.Pass ? null : new Failure("it broke.", [], [], 0)));
        return run;
    }

    private static string Story(string output) => output[output.IndexOf("\nFAIL", StringComparison.Ordinal)..].Split("\n\n1 scenario")[0].TrimEnd();
}
