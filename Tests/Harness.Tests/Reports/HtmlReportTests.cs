using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Harness.Engine;
using Harness.Reports;
using Harness.Reports.Html;
using Harness.Tests.Cli;
using Harness.Tests.Transcripts;
using Harness.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Reports;

/// <summary>The page as text; how it behaves in a browser is in Browser.Tests.</summary>
public sealed partial class HtmlReportTests
{
    private const string Hostile = "</script><!--<img src=x onerror=alert(1)>&'\"";

    [Test]
    public void The_policy_lets_the_script_and_the_style_of_the_page_run_and_nothing_else()
    {
        var page = Write(MadeReports.OfEveryKind());
        var policy = Policy().Match(page).Groups["policy"].Value;

        Assert.That(policy, Does.StartWith("default-src 'none'; "));
        Assert.That(policy, Does.Contain($"script-src {Hash(Script().Match(page).Groups["text"].Value)};"));
        Assert.That(policy, Does.Contain($"style-src {Hash(Style().Match(page).Groups["text"].Value)};"));
        Assert.That(Script().Matches(page), Has.Count.EqualTo(1));
    }

    [Test]
    public void Nothing_in_a_run_becomes_markup()
    {
        var run = CliRun.Passing();
        run.Add("laptop", "server", Hostile, JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = Hostile }));
        (run.Verdict, run.Reason) = (Verdict.Fail, Hostile);
        run.Checks.Add(new CheckResult("CALL-02", Hostile, Verdict.Fail, MadeRun.At(9), new Failure("broken " + Hostile, [Hostile], [Hostile, $"    to: expected {Hostile}, got {Hostile}"], 0)));
        var report = MadeReports.Of([("calls/hostile", run, SnapshotState.None)]) with { Client = Hostile, StaleWaivers = [Hostile], Broken = Hostile };
        var page = Write(report);

        Assert.That(page, Does.Not.Contain("<img").And.Not.Contain("<!--"));
        Assert.That(Regex.Count(page, "</script>"), Is.EqualTo(Regex.Count(page, "<script")));
        Assert.That(Block(page, "run-0").GetProperty("entries")[2].GetProperty("name").GetString(), Is.EqualTo(Hostile));
    }

    [Test]
    public void Every_run_has_a_block_of_its_own_without_what_says_nothing()
    {
        var report = MadeReports.OfEveryKind();
        var page = Write(report);
        var names = report.Runs().Select((run, number) => Block(page, $"run-{number}").GetProperty("checks").GetArrayLength());

        Assert.That(names, Is.EqualTo(report.Runs().Select(static run => run.Checks.Count)));
        Assert.That(page, Does.Not.Contain(":null").And.Not.Contain("\"marks\":[]").And.Not.Contain("\"injected\":false"));
    }

    [Test]
    public void The_markup_alone_says_what_became_of_each_run()
    {
        var report = MadeReports.OfEveryKind() with { StaleWaivers = ["known-failing.yaml:7:5: it passes now: delete this waiver"], OrphanedSnapshots = ["old.verified.txt"] };
        var markup = Write(report).Split("<script type=\"application/json\"")[0];

        Assert.That(markup, Does.Contain("Not conformant.").And.Contain("known-failing.yaml:7:5: it passes now: delete this waiver").And.Contain("old.verified.txt"));
        foreach (var (id, words) in new[]
        {
            ("calls/fails", "✗</span> fail</span>"), ("calls/warns", "!</span> warn</span>"), ("calls/skips", "–</span> skip</span>"),
            ("hold/known", "known-failing</span>"), ("hold/surprises", "unexpected-pass</span>"), ("hold/flaky", "flaky</span>"), ("hold/late", "inconclusive</span>"),
            ("push/broke", "error</span>"), ("push/drifts", "✓</span> pass</span> <span class=\"badge is-drift\">"), ("push/new", "new snapshot</span>"),
        })
        {
            Assert.That(Item(markup, id), Does.Contain(words), id);
        }
    }

    [Test]
    public void A_requirement_without_a_check_is_told_apart_from_one_that_was_skipped()
    {
        var run = CliRun.Passing();
        run.Checks.Add(new CheckResult("HOLD-01", "requirement", Verdict.Skip, MadeRun.At(9), null));
        var report = MadeReports.Of([("hold/made", run, SnapshotState.None)]) with
        {
            Requirements = new Dictionary<string, ReportedRequirement> { ["HOLD-01"] = new("MUST", "C", "Holds.", "docs"), ["HOLD-02"] = new("MAY", "X", "Asks `server`.", "inf") },
        };
        var page = Write(report);

        Assert.That(Row(page, "HOLD-01"), Does.Contain("skip</span>").And.Contain("href=\"#run=hold%2Fmade\">hold/made</a> (skip)"));
        Assert.That(Row(page, "HOLD-02"), Does.Contain("not covered here</span>").And.Contain("Asks <code>server</code>.").And.Contain("inferred, advisory"));
    }

    [Test]
    public void It_names_no_address_and_has_no_handler_in_its_markup()
    {
        var page = Write(MadeReports.OfEveryKind());

        Assert.That(page, Does.Not.Contain("http://").And.Not.Contain("https://"));
        Assert.That(Script().Replace(Style().Replace(page, ""), ""), Does.Not.Match(@"<\w[^>]*\son\w+="));
    }

    private static string Write(Report report)
    {
        using var page = new StringWriter();
        HtmlReport.Write(report, page);
        return page.ToString();
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Item(string page, string id) => Between(page, $"<li class=\"run\" id=\"run={id}\"", "</li>");

    private static string Row(string page, string id) => Between(page, $"<tr id=\"requirement={id}\">", "</tr>");

    private static JsonElement Block(string page, string id) => JsonDocument.Parse(Between(page, $"<script type=\"application/json\" id=\"{id}\">", "</script>").Split('>', 2)[1]).RootElement;

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        Assert.That(from, Is.Not.Negative, start);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<policy>[^\"]+)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("<script type=\"module\">(?<text>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
