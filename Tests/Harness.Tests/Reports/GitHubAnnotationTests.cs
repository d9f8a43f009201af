using Harness.Cli;
using Harness.Reports;
using Harness.Tests.Cli;
using NUnit.Framework;

namespace Harness.Tests.Reports;

/// <summary>What a GitHub job shows at the lines of files.</summary>
public sealed class GitHubAnnotationTests
{
    [Test]
    public void A_failure_stands_at_its_line_and_a_warning_is_one()
    {
        var lines = GitHubAnnotations.Of(MadeReports.OfEveryKind()).ToList();

        Assert.That(lines, Does.Contain("::error file=Scenarios/calls/made.yaml,line=9,col=5,title=fail%3A calls/fails::CALL-02: did not hang up, <call 1> | 50 %25 & more"));
        Assert.That(lines, Has.Some.StartsWith("::warning file=Scenarios/calls/made.yaml,line=9,col=5,title=warn%3A calls/warns::"));
        Assert.That(lines, Has.Some.StartsWith("::error file=Scenarios/push/drifts.yaml,line=1,title=drift%3A push/drifts::the transcript differs from"));
    }

    [Test]
    public void A_stale_waiver_stands_at_its_line() =>
        Assert.That(
            GitHubAnnotations.Of(MadeReports.Of([]) with { StaleWaivers = ["known-failing.yaml:2:5: calls/made passes now: delete this waiver"] }),
            Is.EqualTo(new[] { "::error file=known-failing.yaml,line=2,col=5,title=known-failing list::calls/made passes now: delete this waiver" }));

    [Test]
    public void Of_many_the_first_are_shown_and_the_rest_is_counted()
    {
        var many = Enumerable.Range(0, 30).Select(static i => $"known-failing.yaml:{i + 1}:5: delete this waiver").ToList();

        var lines = GitHubAnnotations.Of(MadeReports.Of([]) with { StaleWaivers = many }).ToList();

        Assert.That(lines, Has.Count.EqualTo(10));
        Assert.That(lines[^1], Is.EqualTo("::error title=conformance::21 more; the report has them all"));
    }

    [Test]
    public async Task They_are_printed_and_the_page_is_written_in_a_job_only()
    {
        using var cli = new CliRun { Runs = static _ => [JsonReportTests.Failing()] };
        await cli.RunAsync("run");
        Assert.That(cli.Output, Does.Not.Contain("::error"));

        cli.Variables["GITHUB_ACTIONS"] = "true";
        cli.Variables["GITHUB_STEP_SUMMARY"] = cli.Path("page.md");
        Assert.That(await cli.RunAsync("run"), Is.EqualTo(ExitCode.Failed));
        Assert.That(cli.Output, Does.Contain("::error file=Scenarios/calls/made.yaml,line=9,col=5,"));
        Assert.That(cli.Read("page.md"), Does.StartWith("## Conformance of `reference`"));
    }
}
