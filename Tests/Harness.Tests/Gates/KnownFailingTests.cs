using Harness.Cli;
using Harness.Engine;
using Harness.Tests.Cli;
using Harness.Tests.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Gates;

/// <summary>The life of a waiver, from the command line.</summary>
public sealed class KnownFailingTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun { Runs = static _ => [Failing()] };

    [TearDown]
    public void Remove() => _cli.Dispose();

    [Test]
    public async Task A_failure_that_a_waiver_expects_is_known_failing_and_green()
    {
        _cli.Write("known-failing.yaml", Waiver());

        var code = await Run();

        Assert.That(code, Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Output, Does.Contain("0 pass, 0 fail, 1 known-failing"));
        Assert.That(_cli.Output, Does.Contain("  calls/made: known failing until 2099-12-31: not done yet (https://issues.example.com/1), known-failing.yaml:2:5\n"));
    }

    [Test]
    public async Task A_failure_that_nothing_waives_stays_red_beside_one_that_is_waived()
    {
        _cli.Write("known-failing.yaml", Waiver());
        _cli.Runs = static _ =>
        {
            var run = Failing();
            run.Checks.Add(new CheckResult(null, "unexpected", Verdict.Fail, null, new Failure("ping, which laptop sent to server, was not asked for by any line.", [], [], 0)));
            return [run];
        };

        Assert.That(await Run(), Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("0 pass, 1 fail\n").And.Contains("ping, which laptop sent to server"));
    }

    [Test]
    public async Task Once_the_client_is_mended_the_run_fails_and_names_the_line_to_delete()
    {
        _cli.Write("known-failing.yaml", Waiver());
        _cli.Runs = static _ => [Mended()];

        Assert.That(await Run(), Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("known-failing.yaml:2:5: calls/made CALL-02 passes now: delete this waiver\n"));
        Assert.That(_cli.Output, Does.Contain("1 unexpected-pass"));
    }

    [Test]
    public async Task Another_failure_than_the_expected_one_stays_red_and_says_so()
    {
        _cli.Write("known-failing.yaml", Waiver(expects: "laptop did not send call.hold"));

        Assert.That(await Run(), Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("known-failing.yaml:2:5: this waiver expects another failure (\"laptop did not send call.hold\")"));
    }

    [Test]
    public async Task An_expired_waiver_excuses_nothing_and_names_its_line()
    {
        _cli.Write("known-failing.yaml", Waiver(expires: "2020-01-31"));

        Assert.That(await Run(), Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("known-failing.yaml:2:5: the waiver of calls/made CALL-02 expired on 2020-01-31: mend the client and delete it, or renew 'expires'\n"));
        Assert.That(_cli.Output, Does.Contain("0 pass, 1 fail\n"));
    }

    [Test]
    public async Task An_expired_waiver_is_red_even_where_its_scenario_was_skipped()
    {
        _cli.Write("known-failing.yaml", Waiver(expires: "2020-01-31"));
        _cli.Runs = static _ => [new MadeRun { Verdict = Verdict.Skip, Reason = "the client has no 'hold'" }, CliRun.Passing()];

        Assert.That(await Run(), Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public async Task A_waiver_without_a_check_is_for_everything_in_its_scenario()
    {
        _cli.Write("known-failing.yaml", Waiver(check: null));

        Assert.That(await Run(), Is.EqualTo(ExitCode.Good));
    }

    [Test]
    public async Task What_broke_is_never_waived()
    {
        _cli.Write("known-failing.yaml", Waiver(check: null, expects: "the driver exited"));
        _cli.Runs = static _ => [new MadeRun { Verdict = Verdict.Error, Reason = "the driver exited with code 1" }];

        Assert.That(await Run(), Is.EqualTo(ExitCode.Broken));
    }

    [TestCase("calls/mode", "CALL-02", "known-failing.yaml:2:5: there is no scenario 'calls/mode': delete this waiver, or mend its name; did you mean 'calls/made'?")]
    [TestCase("calls/made", "CALL-03", "known-failing.yaml:2:5: calls/made has no check 'CALL-03': delete this waiver, or mend its name; did you mean 'CALL-02'?")]
    public async Task A_waiver_about_nothing_is_a_mistake(string scenario, string check, string mistake)
    {
        _cli.Write("known-failing.yaml", Waiver(scenario, check));

        Assert.That(await Run(), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain(mistake));
    }

    [TestCase("waivers:\n  - scenario: calls/made\n    reason: r\n    expires: soon\n    expects: x", "known-failing.yaml:4:14: 'soon' is no day: write it as 2026-12-31, the last day on which the waiver counts")]
    [TestCase("waivers:\n  - scenario: calls/made\n    expires: 2026-12-31\n    expects: x", "known-failing.yaml:2:5: a waiver has 'reason'; this one has none")]
    [TestCase("waivers:\n  - scenario: calls/made\n    reason: r\n    expires: 2026-12-31", "known-failing.yaml:2:5: a waiver has 'expects', the failure that it stands for; 'conformance waive' writes it from a report")]
    [TestCase("client: another\nwaivers:", "known-failing.yaml:1:9: this list is for the client 'another', and 'reference' is tested")]
    [TestCase("waiver:", "known-failing.yaml:1:1: a known-failing list has its entries under 'waivers'; this one has none")]
    public async Task Mistakes_in_the_list_have_their_place(string list, string mistake)
    {
        _cli.Write("known-failing.yaml", list);

        Assert.That(await Run(), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain(mistake));
    }

    [Test]
    public async Task A_retry_does_not_hide_a_failure_that_nothing_waives()
    {
        _cli.Write("known-failing.yaml", Waiver());
        _cli.Runs = static _ =>
        {
            var run = Failing();
            run.Retried.Add("fail: HOLD-01: laptop did not send call.hold to server within 30s.");
            return [run];
        };

        Assert.That(await Run(), Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("1 flaky").And.Contains("an attempt before failed otherwise: fail: HOLD-01"));
    }

    [Test]
    public async Task A_second_waiver_that_excuses_nothing_is_named()
    {
        _cli.Write("known-failing.yaml", Waiver() + "\n" + Waiver(expects: "laptop sent call.hangup twice").Replace("waivers:\n", "", StringComparison.Ordinal));

        Assert.That(await Run(), Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("known-failing.yaml:8:5: another waiver of calls/made CALL-02 has the failure, and this one excuses nothing: delete this waiver"));
    }

    [TestCase("\" \"", "a waiver has 'expects'")]
    [TestCase("within 5s", "'within 5s' would fit nearly every failure: copy the failure's sentence from a report")]
    public async Task A_waiver_must_say_which_failure_it_means(string expects, string mistake)
    {
        _cli.Write("known-failing.yaml", Waiver(expects: expects));

        Assert.That(await Run(), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain(mistake));
    }

    [Test]
    public async Task One_run_alone_says_nothing_about_waivers_of_others()
    {
        _cli.Write("known-failing.yaml", Waiver(scenario: "calls/made[other]"));
        _cli.Runs = static _ => [CliRun.Passing()];

        Assert.That(await _cli.RunAsync("run", "--known-failing", "known-failing.yaml", "--only", "calls/made"), Is.EqualTo(ExitCode.Good));
        Assert.That(await _cli.RunAsync("run", "--known-failing", "known-failing.yaml"), Is.EqualTo(ExitCode.Failed));
        Assert.That(_cli.Output, Does.Contain("no run is called calls/made[other]"));
    }

    [Test]
    public async Task A_list_that_is_not_there_is_a_mistake()
    {
        Assert.That(await Run(), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("the known-failing list 'known-failing.yaml' cannot be read"));
    }

    [Test]
    public async Task Waive_writes_what_a_run_then_accepts_and_keeps_what_stood_there()
    {
        await _cli.RunAsync("run", "--report", "out");
        _cli.Write("known-failing.yaml", "# mine\nwaivers:");

        var waived = await _cli.RunAsync("waive", "out", "--reason", "not \"done\": yet", "--link", "https://issues.example.com/1", "--expires", "2099-12-31");

        Assert.That(waived, Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Read("known-failing.yaml"), Does.StartWith("# mine\nwaivers:\n  - scenario: \"calls/made\"\n    check: \"CALL-02\"\n"));
        Assert.That(await Run(), Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Output, Does.Contain("1 known-failing"));
    }

    [Test]
    public async Task Waive_adds_nothing_twice()
    {
        await _cli.RunAsync("run", "--report", "out");
        await _cli.RunAsync("waive", "out", "--reason", "later");
        await _cli.RunAsync("run", "--report", "out", "--known-failing", "known-failing.yaml");

        await _cli.RunAsync("waive", "out", "--reason", "later");

        Assert.That(_cli.Output, Does.StartWith("Nothing to waive"));
    }

    [Test]
    public async Task Waive_does_not_touch_a_list_that_it_cannot_read()
    {
        await _cli.RunAsync("run", "--report", "out");
        _cli.Write("known-failing.yaml", "waivers:\n  - scenario: calls/made\nclient: reference");
        var before = _cli.Read("known-failing.yaml");

        Assert.That(await _cli.RunAsync("waive", "out", "--reason", "later"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Read("known-failing.yaml"), Is.EqualTo(before));
    }

    private Task<int> Run() => _cli.RunAsync("run", "--known-failing", "known-failing.yaml", "--snapshots", "kept");

    private static MadeRun Failing()
    {
        var run = CliRun.Passing();
        run.Verdict = Verdict.Fail;
        run.Reason = "CALL-02: laptop did not send call.hangup to server within 30s.";
        run.Checks.Add(new CheckResult("CALL-02", "requirement", Verdict.Fail, MadeRun.At(9), new Failure("laptop did not send call.hangup to server within 30s.", [], [], null)));
        return run;
    }

    private static MadeRun Mended()
    {
        var run = CliRun.Passing();
        run.Checks.Add(new CheckResult("CALL-02", "requirement", Verdict.Pass, MadeRun.At(9), null));
        return run;
    }

    private static string Waiver(string scenario = "calls/made", string? check = "CALL-02", string expires = "2099-12-31", string expects = "laptop did not send call.hangup to server within 10s.") =>
        $"waivers:\n  - scenario: {scenario}\n{(check is null ? "" : $"    check: {check}\n")}    reason: not done yet\n    link: https://issues.example.com/1\n    expires: {expires}\n    expects: {expects}";
}
