using Harness.Reports;
using NUnit.Framework;

namespace Harness.Tests.Reports;

/// <summary>What stands on the page of a CI job.</summary>
public sealed class MarkdownSummaryTests
{
    private static readonly string s_text = MarkdownSummary.Write(MadeReports.OfEveryKind());

    [Test]
    public void The_first_lines_say_who_and_how_it_went() =>
        Assert.That(s_text, Does.StartWith("## Conformance of `node \"driver\".mjs`\n\n❌ 3 pass, 1 fail, 1 warn, 1 skip, 1 known-failing, 1 unexpected-pass, 1 flaky, 1 inconclusive, 1 error · snapshots: 1 same, 1 drift, 1 new\n"));

    [Test]
    public void What_is_not_green_stands_first_the_worst_on_top_and_cannot_break_the_table()
    {
        var rows = s_text.Split('\n').SkipWhile(static line => line != "### Not green").Skip(4).TakeWhile(static line => line.StartsWith('|')).ToList();

        Assert.That(rows[0], Does.StartWith("| error | `push/broke` |"));
        Assert.That(rows[1], Is.EqualTo("| fail | `calls/fails` | CALL-02: did not hang up, &lt;call 1&gt; \\| 50 % &amp; more |"));
        Assert.That(rows, Has.Some.StartsWith("| drift | `push/drifts` |"));
        Assert.That(rows, Has.Count.EqualTo(8));
    }

    [Test]
    public void Stories_are_fenced_by_more_than_they_hold() =>
        Assert.That(s_text, Does.Contain("<details><summary>calls/fails</summary>\n\n````text\n").And.Contains("a ```call.hangup```").And.Contains("- before\n").And.Contains("+ after\n"));

    [Test]
    public void Areas_and_reasons_for_skips_are_counted() =>
        Assert.That(s_text, Does.Contain("| calls | 1 | 1 | 1 | 1 | 0 | 0 | 0 | 0 | 0 |\n").And.Contains("| 1 | the client has no 'hold' |\n"));

    [Test]
    public void A_green_run_is_short() =>
        Assert.That(MarkdownSummary.Write(MadeReports.Of([("calls/passes", Cli.CliRun.Passing(), Harness.Transcripts.SnapshotState.Same)])), Does.Contain("✅ 1 pass, 0 fail").And.Not.Contain("Not green"));
}
