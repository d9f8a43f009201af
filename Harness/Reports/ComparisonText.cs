using System.Globalization;
using System.Text;
using Harness.Engine;

namespace Harness.Reports;

/// <summary>Writes a comparison for people.</summary>
/// <param name="comparison">What was compared.</param>
/// <param name="reports">The reports, with what they are called.</param>
/// <param name="withEqual">True: also requirements on which they agree.</param>
internal sealed class ComparisonText(ReportComparison comparison, IReadOnlyList<(string Name, Report Report)> reports, bool withEqual)
{
    private const string Unchecked = "–";

    private List<ComparedRequirement> Rows => [.. comparison.Requirements.Where(row => withEqual || row.Differs)];

    /// <summary>For a terminal.</summary>
    public IEnumerable<string> Lines()
    {
        for (var i = 0; i < reports.Count; i++)
        {
            yield return $"{Letter(i)}  {reports[i].Name}: {reports[i].Report.Client}, {reports[i].Report.Clock} clock: {reports[i].Report.Summary.Words()}";
        }

        yield return "";
        var rows = Rows;
        if (rows.Count == 0)
        {
            yield return $"They agree on all {comparison.Requirements.Count} requirements.";
        }

        var width = rows.Select(static row => row.Id.Length).DefaultIfEmpty(0).Max();
        var column = rows.SelectMany(static row => row.Verdicts).Select(Word).Select(static word => word.Length).DefaultIfEmpty(1).Max();
        if (rows.Count > 0)
        {
            yield return $"{"".PadRight(width)}  {string.Join("  ", reports.Select((_, i) => Letter(i).PadRight(column)))}".TrimEnd();
        }

        foreach (var row in rows)
        {
            yield return $"{row.Id.PadRight(width)}  {string.Join("  ", row.Verdicts.Select(verdict => Word(verdict).PadRight(column)))}  {TextOf(row.Id)}".TrimEnd();
        }

        if (rows.Count > 0 && !withEqual)
        {
            yield return $"They agree on the other {comparison.Requirements.Count - rows.Count} requirements.";
        }

        yield return "";
        yield return Transcripts();
        foreach (var line in comparison.Partings.SelectMany(Parting))
        {
            yield return line;
        }
    }

    /// <summary>As Markdown.</summary>
    public string Markdown()
    {
        var text = new StringBuilder("# Comparison\n\n");
        for (var i = 0; i < reports.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"- **{Letter(i)}**: `{reports[i].Name}`, client `{reports[i].Report.Client}`, {reports[i].Report.Clock} clock: {reports[i].Report.Summary.Words()}\n");
        }

        text.Append("\n## Requirements\n\n| requirement | ").Append(string.Join(" | ", reports.Select(static (_, i) => Letter(i)))).Append(" | text |\n|---|").Append(string.Concat(reports.Select(static _ => "---|"))).Append("---|\n");
        foreach (var row in Rows)
        {
            text.Append("| ").Append(row.Id).Append(" | ").Append(string.Join(" | ", row.Verdicts.Select(Word))).Append(" | ").Append(TextOf(row.Id).Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }

        text.Append("\n## Transcripts\n\n").Append(Transcripts()).Append('\n');
        foreach (var parting in comparison.Partings)
        {
            text.Append("\n```text\n").Append(string.Join('\n', Parting(parting).Where(static line => line.Length > 0))).Append("\n```\n");
        }

        return text.ToString();
    }

    private string Transcripts() => comparison.Partings.Count == 0
        ? $"All {comparison.Same} transcripts that can be compared are the same."
        : $"{comparison.Partings.Count} transcripts part ways, {comparison.Same} are the same. Where they part first:";

    private static IEnumerable<string> Parting(Parting parting)
    {
        var other = Letter(parting.Other);
        yield return "";
        yield return string.Create(CultureInfo.InvariantCulture, $"{parting.Run}, line {parting.Line} of the transcript");
        foreach (var line in parting.Before)
        {
            yield return "     " + line;
        }

        yield return $"  A  {parting.First ?? "(ends here)"}";
        yield return $"  {other}  {parting.Second ?? "(ends here)"}";
    }

    private string TextOf(string id) => reports.Select(one => one.Report.Requirements.GetValueOrDefault(id)?.Text).FirstOrDefault(static text => text is not null) ?? "";

    private static string Letter(int number) => number < 26 ? ((char)('A' + number)).ToString() : string.Create(CultureInfo.InvariantCulture, $"R{number + 1}");

    private static string Word(Verdict? verdict) => verdict is { } known ? VerdictWords.Of(known) : Unchecked;
}
