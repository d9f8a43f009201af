using Harness.Cli;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary><c>conformance describe</c>.</summary>
public sealed class DescribeCommandTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun();

    [TearDown]
    public void Remove() => _cli.Dispose();

    [Test]
    public async Task A_requirement_is_told_with_its_source_its_lines_and_its_mutants()
    {
        Assert.That(await _cli.RunAsync("describe", "CALL-02"), Is.EqualTo(ExitCode.Good), _cli.Error);
        Assert.That(_cli.Output, Is.EqualTo("""
            CALL-02  MUST, tier C: a client that breaks it fails
              Hangs up.
              source: docs

            Checked by 1 scenario, in 1 line:
              calls/made  A made call
                Scenarios/calls/made.yaml:9:5  laptop -> app: disconnected

            Broken by 1 mutant:
              hangs-up-by-req-id  names its own req_id where the server's call_id belongs
              See one caught: conformance run --client mutant:hangs-up-by-req-id --filter CALL-02

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task Rows_are_named_where_a_line_does_not_stand_in_all()
    {
        _cli.Write("Scenarios/calls/rows.yaml", """
            format: 1
            title: Rows
            covers: [HOLD-01]
            given: { users: { alice: }, clients: { laptop: { user: alice, is: connected } } }
            examples: [{ for: 1s }, { for: 2s }]
            lines:
              - clock: $for
              - laptop -> server: call.resume
                never: to the end
                when: { for: 2s }
                checks: HOLD-01
            """);
        await _cli.RunAsync("describe", "hold-01");

        Assert.That(_cli.Output, Does.Contain("Scenarios/calls/rows.yaml:8:5  laptop -> server: call.resume  (never to the end)  [for=2s]\n"));
    }

    [Test]
    public async Task What_nobody_checks_or_breaks_is_said_so()
    {
        _cli.Write("Scenarios/requirements.yaml", CliRun.Requirements + "\n  - { id: HOLD-99, tier: X, level: SHOULD, text: \"Whistles.\" }");
        await _cli.RunAsync("describe", "HOLD-99");

        Assert.That(_cli.Output, Is.EqualTo("""
            HOLD-99  SHOULD, tier X: advisory, a client that breaks it is warned
              Whistles.
              source: none named

            No scenario checks it.

            No mutant breaks it: that a scenario would notice is not proven.

            Also in HOLD:
              HOLD-01  MUST, tier C  Holds.

            """.ReplaceLineEndings("\n")));
    }

    [TestCase("calls/made")]
    [TestCase("Scenarios/calls/made.yaml")]
    public async Task A_scenario_is_told_with_what_it_checks(string subject)
    {
        Assert.That(await _cli.RunAsync("describe", subject), Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Output, Does.StartWith("calls/made  A made call\n").And.Contain("  Scenarios/calls/made.yaml:9:5  laptop -> app: disconnected\n    CALL-02  MUST, tier C  Hangs up.\n"));
    }

    [TestCase("CALL", "1 requirement:\n  CALL-02  MUST, tier C  Hangs up.\n      1 scenario, 1 mutant\n")]
    [TestCase("calls", "1 scenario:\n  calls/made  A made call  CALL-02\n")]
    public async Task An_area_is_told_with_all_that_is_in_it(string area, string words)
    {
        Assert.That(await _cli.RunAsync("describe", area), Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Output, Is.EqualTo(words));
    }
}
