using System.Globalization;
using Harness.Engine;
using Harness.Scenarios;

namespace Harness.Reports.Html;

/// <summary>The top of the page: who was tested, the outcome in a sentence, the settings.</summary>
internal static class ReportHead
{
    /// <summary>Writes it, with the links to the parts below.</summary>
    public static void Write(HtmlWriter page, Report report)
    {
        var isRed = report.IsRed();
        page.Line($"<header>\n<h1>Conformance of <code>{report.Client}</code></h1>");
        page.Line($"<p class=\"outcome is-{(isRed ? "red" : "green")}\"><span aria-hidden=\"true\">{(isRed ? "✗" : "✓")}</span> <strong>{Outcome(report, isRed)}</strong> {report.Summary.Words()}{Snapshots(report)}</p>");
        Settings(page, report);
        Meanings(page, report);
        page.Raw("</header>\n<nav aria-label=\"Parts of the report\"><ul><li><a href=\"#findings\">What is not green</a></li><li><a href=\"#runs\">Runs</a></li><li><a href=\"#requirements\">Requirements</a></li></ul></nav>\n");
    }

    private static string Outcome(Report report, bool isRed) => report switch
    {
        { Broken: not null } => "The suite ended early.",
        _ when isRed => "Not conformant.",
        _ when report.Runs().All(static run => run.Verdict == Verdict.Skip) => "Nothing was judged.",
        _ => "All good.",
    };

    private static string Snapshots(Report report) => report.SnapshotWords() is { Length: > 0 } words ? $"; snapshots: {words}" : "";

    private static void Settings(HtmlWriter page, Report report)
    {
        page.Raw("<dl class=\"facts\">");
        foreach (var (name, value) in Facts(report).Where(static fact => fact.Value is not null))
        {
            page.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }

        page.Raw("</dl>\n");
    }

    // Only those that occur: a reader who meets one for the first time is told what it is.
    private static void Meanings(HtmlWriter page, Report report)
    {
        page.Raw("<details class=\"meanings\"><summary>What the verdicts mean</summary><dl>");
        foreach (var verdict in Enum.GetValues<Verdict>().Where(verdict => report.Summary.Of(verdict) > 0))
        {
            page.Raw("<div><dt>");
            Badge.Write(page, verdict);
            page.Write($"</dt><dd>{Meaning(verdict)}</dd></div>");
        }

        page.Raw("<div><dt>");
        Badge.Drift(page);
        page.Raw("</dt><dd>The transcript is not the one that was verified before. That is a result of its own, beside the verdict: somebody has to look at it and accept it, or mend the client.</dd></div></dl></details>\n");
    }

    private static string Meaning(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "Everything that was judged is as it must be.",
        Verdict.Fail => "The client broke a requirement, or did what no line of the scenario asks for.",
        Verdict.Warn => "Only requirements of level SHOULD or MAY, or inferred ones, were broken.",
        Verdict.Skip => "Not played; the reason says why. It says nothing about the client.",
        Verdict.KnownFailing => "Failed as a waiver in the known-failing list expects.",
        Verdict.UnexpectedPass => "Passed although a waiver says that it fails: the waiver must go.",
        Verdict.Flaky => "Passed only on a retry.",
        Verdict.Inconclusive => "The machine was too late to tell. It says nothing about the client.",
        _ => "The harness, the fake server or the driver broke, or the scenario is wrong. It says nothing about the client.",
    };

    private static IEnumerable<(string Name, string? Value)> Facts(Report report) =>
    [
        ("scenarios", report.Scenarios.Count.ToString(CultureInfo.InvariantCulture)),
        ("runs", report.Runs().Count().ToString(CultureInfo.InvariantCulture)),
        ("clock", report.Clock),
        ("seed", report.Seed.ToString(CultureInfo.InvariantCulture)),
        ("profile", report.Profile),
        ("shard", report.Shard),
        ("set", report.Set),
        ("protocol time", Durations.Format(TimeSpan.FromSeconds(Math.Round(report.ProtocolTime().TotalSeconds)))),
        ("harness late by at most", report.Lateness() is { } late ? Durations.Format(late) : null),
    ];
}
