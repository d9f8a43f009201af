using System.Text.RegularExpressions;
using Harness.Engine;

namespace Harness.Reports.Html;

/// <summary>What the terminal tells of a run, as markup: it is there without scripts, and on paper.</summary>
internal sealed partial class RunStory(HtmlWriter page, Report report)
{
    /// <summary>Writes all there is to tell; of a run that passed, how it is played again.</summary>
    public void Write(RunRow row)
    {
        var run = row.Run;
        Preface(run);
        var broken = run.Checks.Where(FailureStory.IsBroken).ToList();
        foreach (var (at, check) in broken.Index())
        {
            Check(row, check, isFirst: at == 0);
        }

        if (row.Drifted)
        {
            Drift(row);
        }

        page.Line($"<p class=\"replay\"><span>Play it again:</span> <code>{run.Replay}</code></p>");
    }

    private void Preface(ReportedRun run)
    {
        // Where a check says it better, the reason is its shortened form.
        if (run.Reason.Length > 0 && !run.Checks.Any(check => check.Message is { } message && run.Reason.EndsWith(message, StringComparison.Ordinal)))
        {
            page.Line($"<p class=\"message\">{run.Reason}</p>");
        }

        Notes("Not the client's fault", run.Verdict == Verdict.Error ? ["something else broke, so this run says nothing about it."] : []);
        Notes("The author's mistake", run.AuthorMistakes);
        Notes("An attempt before", run.Retried);
        Notes("Played again with a driver of its own", run.PlayedAgain is { } again ? [again] : []);
        if (run.OrdersLeftOut)
        {
            page.Line($"<p class=\"note\">The race has more than {SuiteRunner.MostOrders} orders; the rest was not played.</p>");
        }

        if (run.Verdict == Verdict.Error && run.DriverOutput.Count > 0)
        {
            page.Raw("<div class=\"check\"><h4>What the driver printed to stderr</h4><pre>");
            page.Write($"{string.Join('\n', run.DriverOutput.TakeLast(FailureStory.MostPrinted))}");
            page.Raw("</pre></div>\n");
        }
    }

    private void Notes(string head, IReadOnlyList<string> notes)
    {
        foreach (var note in notes)
        {
            page.Line($"<p class=\"note\"><strong>{head}:</strong> {note}</p>");
        }
    }

    private void Check(RunRow row, ReportedCheck check, bool isFirst)
    {
        page.Raw("<div class=\"check\">");
        page.Write($"<h4>{check.Message ?? row.Run.Reason}</h4>\n<p class=\"place\"><code>{(check.File is null ? $"{row.Scenario.File}:1:1" : FormattableString.Invariant($"{check.File}:{check.Line}:{check.Column}"))}</code>");
        page.Write($" <code class=\"head\">{check.Head}</code></p>\n");
        Requirement(check.Requirement);
        foreach (var note in new[] { check.Waiver, check.NotScored is { } why ? $"not scored: {why}" : null }.OfType<string>())
        {
            page.Line($"<p class=\"note\">{note}</p>");
        }

        page.Raw("<dl class=\"parts\">");
        Part("expected", check.Expected);
        Part("instead", check.Instead);
        Part("a rule", isFirst ? FailureStory.Taken(row.Run, check) : []);
        page.Raw("</dl></div>\n");
    }

    private void Requirement(string? id)
    {
        if (id is null)
        {
            return;
        }

        page.Write($"<p class=\"requirement\"><a href=\"#requirement={id}\">{id}</a>");
        if (report.Requirements.GetValueOrDefault(id) is { } requirement)
        {
            page.Write($" ({requirement.Level}, source: {requirement.Source}): ");
            Prose.Write(page, requirement.Text);
        }

        page.Raw("</p>\n");
    }

    private void Part(string head, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        page.Write($"<div><dt>{head}</dt><dd><pre>");
        foreach (var line in lines)
        {
            Marked(line);
            page.Raw("\n");
        }

        page.Raw("</pre></dd></div>");
    }

    // One member that is not as the scenario wants it.
    private void Marked(string line)
    {
        if (Difference().Match(line) is { Success: true } found)
        {
            page.Write($"    <strong>{found.Groups["path"].Value}</strong>: expected <ins>{found.Groups["wanted"].Value}</ins>, got <del>{found.Groups["got"].Value}</del>");
        }
        else
        {
            page.Write($"{line}");
        }
    }

    private void Drift(RunRow row)
    {
        page.Write($"<div class=\"check is-drift\"><h4>Drift: the transcript is not that of {row.Scenario.Verified ?? "its snapshot"} any more</h4>\n<p class=\"note\">- verified, + received. Drift is no failure of a line: every line may have been met.</p><pre class=\"diff\" tabindex=\"0\">");
        foreach (var line in row.Run.Diff)
        {
            var tag = line.FirstOrDefault() switch { '-' => "del", '+' => "ins", _ => "span" };
            page.Raw($"<{tag}>");
            page.Write($"{line}");
            page.Raw($"</{tag}>\n");
        }

        page.Raw("</pre></div>\n");
    }

    [GeneratedRegex("^    (?<path>[^:]+): expected (?<wanted>.+), got (?<got>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Difference();
}
