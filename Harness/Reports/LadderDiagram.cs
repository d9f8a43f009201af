using System.Text;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>A row of a ladder.</summary>
/// <param name="Text">The row, without colour.</param>
/// <param name="Marked">True for the entry that the failure is about.</param>
internal sealed record LadderRow(string Text, bool Marked);

/// <summary>
/// Draws a transcript as telephony engineers do: one vertical line per party, one arrow per entry, time at the left,
/// details at the right.
/// </summary>
internal sealed class LadderDiagram
{
    private const int Margin = 3;
    private const int TimeWidth = 11;
    private const int NarrowestGap = 11;
    private const int WidestName = 34;
    private const int LongestDetails = 110;

    private readonly List<string> _lanes;
    private readonly List<ReportedEntry> _lines;
    private readonly int[] _at;

    /// <param name="lanes">The parties, from left to right; those that nothing came from or went to are left out.</param>
    /// <param name="lines">What to draw, in order.</param>
    public LadderDiagram(IReadOnlyList<string> lanes, IReadOnlyList<ReportedEntry> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var seen = lines.SelectMany(static line => new[] { line.From, line.To }).ToHashSet(StringComparer.Ordinal);
        _lines = [.. lines];
        _lanes = [.. lanes.Where(seen.Contains)];
        _at = Positions();
    }

    /// <summary>Draws it.</summary>
    /// <param name="marked">Number of the entry to mark, or null.</param>
    public IReadOnlyList<LadderRow> Draw(int? marked)
    {
        var rows = new List<LadderRow> { new(Heads(), false) };
        double? before = null;
        foreach (var line in _lines)
        {
            var isMarked = line.Number == marked;
            var time = line.At == before ? "" : Durations.Format(TimeSpan.FromMilliseconds(line.At));
            before = line.At;
            rows.Add(new LadderRow($"{(isMarked ? ">>" : ""),-Margin}{time,TimeWidth - 2}  {Row(line)}".TrimEnd(), isMarked));
        }

        return rows;
    }

    private int[] Positions()
    {
        var gaps = new int[Math.Max(0, _lanes.Count - 1)];
        for (var lane = 0; lane < gaps.Length; lane++)
        {
            gaps[lane] = Math.Max(NarrowestGap, ((_lanes[lane].Length + _lanes[lane + 1].Length) / 2) + 2);
        }

        // Neighbours first: an arrow across several lanes often finds room that they made.
        foreach (var line in _lines.Where(IsArrow).OrderBy(line => Ends(line).To - Ends(line).From))
        {
            var (from, to) = Ends(line);
            var missing = Name(line).Length + 6 - (gaps[from..to].Sum() + (to - from - 1));
            if (missing > 0)
            {
                gaps[to - 1] += missing;
            }
        }

        var at = new int[_lanes.Count];
        for (var lane = 0; lane < at.Length; lane++)
        {
            at[lane] = lane == 0 ? _lanes[0].Length / 2 : at[lane - 1] + gaps[lane - 1] + 1;
        }

        return at;
    }

    private string Heads()
    {
        var heads = new StringBuilder(new string(' ', Margin + TimeWidth));
        for (var lane = 0; lane < _lanes.Count; lane++)
        {
            var start = Margin + TimeWidth + Math.Max(0, _at[lane] - (_lanes[lane].Length / 2));
            heads.Append(' ', Math.Max(0, start - heads.Length)).Append(_lanes[lane]);
        }

        return heads.ToString();
    }

    private string Row(ReportedEntry line)
    {
        var row = new char[_at.Length == 0 ? 0 : _at[^1] + 1];
        Array.Fill(row, ' ');
        foreach (var at in _at)
        {
            row[at] = '│';
        }

        var details = line.Rest();
        if (IsArrow(line))
        {
            Arrow(row, line);
        }
        else
        {
            details = $"{line.From} {ArrowOf(line)} {line.To}: {line.Name} {details}".TrimEnd();
            if (_lanes.IndexOf(line.To) is >= 0 and var lane)
            {
                row[_at[lane]] = line.Kind == EntryKind.Fault ? '╳' : '*';
            }
        }

        return $"{new string(row)}  {Cut(details, LongestDetails)}";
    }

    private void Arrow(char[] row, ReportedEntry line)
    {
        var (left, right) = Ends(line);
        var (start, end) = (_at[left] + 1, _at[right] - 1);
        Array.Fill(row, line.Injected ? '═' : '─', start, end - start + 1);
        var label = $" {Name(line)} ";
        label.CopyTo(0, row, start + ((end - start + 1 - label.Length) / 2), label.Length);
        if (line.To == _lanes[right])
        {
            row[end] = '>';
        }
        else
        {
            row[start] = '<';
        }
    }

    private bool IsArrow(ReportedEntry line) =>
        line.From != line.To && _lanes.Contains(line.From) && _lanes.Contains(line.To);

    private (int From, int To) Ends(ReportedEntry line)
    {
        var (from, to) = (_lanes.IndexOf(line.From), _lanes.IndexOf(line.To));
        return from < to ? (from, to) : (to, from);
    }

    private static string ArrowOf(ReportedEntry line) => line.Injected ? "=>" : "->";

    private static string Name(ReportedEntry line) => Cut(line.Name, WidestName);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
