using Harness.Engine;
using Harness.Reports;
using Harness.Scenarios;
using Harness.Tests.Transcripts;
using Harness.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Reports;

/// <summary>What a person reads when a client is wrong.</summary>
public sealed class FailureStoryTests
{
    private static readonly Requirement s_hold = new("HOLD-01", "HOLD", "C", "MUST", "Sends call.hold when the user holds.", "docs /webrtc/calling");

    [Test]
    public void A_failure_says_where_which_what_and_how_to_see_it_again()
    {
        var run = Failing();

        var text = Tell(run);

        Assert.That(text, Does.Contain("Scenarios/calls/made.yaml:12:5  laptop -> server: call.hold\n"));
        Assert.That(text, Does.Contain("HOLD-01 (MUST, source: docs /webrtc/calling): Sends call.hold when the user holds.\n"));
        Assert.That(text, Does.Contain("    expected laptop -> server: call.hold\n"));
        Assert.That(text, Does.Contain("    instead  call.hold at 1.5s: call_id is \"<call 2>\", wanted \"<call 1>\"\n"));
        Assert.That(text, Does.Contain("Play it again: conformance run it\n"));
        Assert.That(text, Does.Not.Contain("laptop -> app"), "the entry after the failure does not belong to the story");
    }

    [Test]
    public void The_ladder_has_a_line_for_each_party_and_marks_the_entry_that_is_wrong()
    {
        var rows = Tell(Failing()).Split('\n');
        var heads = rows.Single(row => row.TrimStart().StartsWith("app ", StringComparison.Ordinal));
        var wrong = rows.Single(row => row.TrimStart().StartsWith(">>", StringComparison.Ordinal));

        Assert.That(heads, Does.Match(@"^\s+app\s+laptop\s+server$"));
        Assert.That(wrong, Does.Contain("call.hold").And.Contains("1.5s").And.Contains("call_id=<call 2>"));
        Assert.That(rows.Where(row => row.Contains('│')).Select(row => row.IndexOf('│', StringComparison.Ordinal)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(rows.Single(row => row.Contains("call.ringing", StringComparison.Ordinal)), Does.Match(@"<═+ call\.ringing ═+│"));
        Assert.That(rows.Single(row => row.Contains("drops", StringComparison.Ordinal)), Does.Contain("╳").And.Contains("network -> laptop: drops"));
    }

    [Test]
    public void Only_the_last_entries_are_shown()
    {
        var run = new MadeRun { Verdict = Verdict.Fail };
        for (var i = 0; i < 100; i++)
        {
            run.Add("laptop", "server", $"ping{i}.", seconds: i);
        }

        run.Checks.Add(new CheckResult(null, "unexpected", Verdict.Fail, null, new Failure("It pings too often.", [], [], 60)));
        var text = Tell(run);

        Assert.That(text, Does.Contain("(the last 25 of 61 entries)"));
        Assert.That(text, Does.Contain("ping60.").And.Contain("ping36.").And.Not.Contain("ping35.").And.Not.Contain("ping61."));
    }

    [Test]
    public void A_mistake_of_the_author_has_its_place_and_no_ladder()
    {
        var run = new MadeRun { Verdict = Verdict.Error, Reason = "the file is wrong" };
        run.Add("laptop", "server", "ping");
        run.AuthorMistakes.Add("Scenarios/calls/made.yaml:7:3: this line was never reached");
        var text = Tell(run);

        Assert.That(text, Does.Contain("  Scenarios/calls/made.yaml:7:3: this line was never reached\n"));
        Assert.That(text, Does.Not.Contain("│"));
    }

    [Test]
    public void No_secret_reaches_the_story()
    {
        var run = new MadeRun { Verdict = Verdict.Fail, Reason = $"sent {MadeRun.Jwt}" };
        run.Add("laptop", "server", "authenticate", $$"""{"token":"{{MadeRun.Jwt}}"}""");
        run.Checks.Add(new CheckResult("AUTH-01", "a", Verdict.Fail, null, new Failure($"sent {MadeRun.Jwt}", [MadeRun.Jwt], ["Bearer " + MadeRun.Jwt], 0)));

        Assert.That(Tell(run), Does.Not.Contain("eyJ").And.Contain("<alice token 1>"));
    }

    private static MadeRun Failing()
    {
        var run = new MadeRun { Verdict = Verdict.Fail, Reason = "HOLD-01: The client sent call.hold for another call." };
        run.Lines.Add(new BlockLine(MadeRun.At(11), BlockKind.AnyOrder, [[new ExpectationLine(MadeRun.At(12), "laptop", "server", "call.hold", null)]]));
        run.Add("app", "laptop", "call", """{"to":"+14155550123"}""", kind: EntryKind.Action);
        run.Add("laptop", "server", "call.create", """{"req_id":"r1"}""", 0.5);
        run.Add("server", "laptop", "call.ringing", $$"""{"call_id":"{{MadeRun.CallId}}"}""", 0.5, further: entry => entry with { Injected = true });
        run.Add("network", "laptop", "drops", seconds: 1, kind: EntryKind.Fault);
        var wrong = run.Add("laptop", "server", "call.hold", """{"call_id":"call_01hzk3p5d6e7f8g9h0j1k2m3n5"}""", 1.5);
        run.Add("laptop", "app", "held", seconds: 2, kind: EntryKind.Event);
        run.Checks.Add(new CheckResult("HOLD-01", "requirement", Verdict.Fail, MadeRun.At(12), new Failure(
            "The client sent call.hold for another call.",
            ["laptop -> server: call.hold", $"call_id: \"{MadeRun.CallId}\""],
            [$"call.hold at 1.5s: call_id is \"call_01hzk3p5d6e7f8g9h0j1k2m3n5\", wanted \"{MadeRun.CallId}\""],
            wrong.Number)));
        return run;
    }

    private static string Tell(MadeRun made)
    {
        var run = made.Result();
        var transcript = Transcript.Of(run);
        var scenario = new ReportMaker(path => path, _ => "conformance run it")
            .Scenario(new PlayedScenario(run.Scenario, [new PlayedRun(run, transcript, SnapshotText.Of(transcript), SnapshotState.None, [])], null), 0);
        var story = new FailureStory(id => id == "HOLD-01" ? ReportMaker.Requirement(s_hold) : null);
        var output = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal(output, isTerminal: false, colour: true);
        foreach (var line in story.Of(scenario, scenario.Runs[0]))
        {
            terminal.Line(line);
        }

        return output.ToString();
    }
}
