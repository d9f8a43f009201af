using System.Globalization;
using System.Net;
using System.Text;
using Harness.Scenarios;

namespace Harness.Documentation;

/// <summary>
/// Draws a diagram as an SVG that needs no script, no font and no network: one vertical line per party, one arrow per step, times at
/// the left. Colours come from the page's style sheet (<see cref="HtmlStyle"/>).
/// </summary>
internal sealed class SvgLadder
{
    private const int HeadHeight = 28;
    private const int Pad = 10;
    private const int NarrowestNote = 150;

    private readonly Diagram _diagram;
    private readonly SvgLayout _layout;
    private readonly StringBuilder _body = new();
    private int _y = HeadHeight + Pad;
    private TimeSpan? _shownTime;

    private SvgLadder(Diagram diagram)
    {
        _diagram = diagram;
        _layout = new SvgLayout(diagram);
    }

    /// <summary>The drawing.</summary>
    public static string Draw(Diagram diagram) => new SvgLadder(diagram).Draw();

    private string Draw()
    {
        foreach (var step in _diagram.Steps)
        {
            if (step is ArrowStep arrow)
            {
                Arrow(arrow);
            }
            else
            {
                Note((NoteStep)step);
            }
        }

        var height = _y + Pad;
        var text = new StringBuilder();
        Add(text, $"<svg class=\"ladder\" role=\"img\" viewBox=\"0 0 {_layout.Total} {height}\" width=\"{_layout.Total}\" height=\"{height}\" xmlns=\"http://www.w3.org/2000/svg\">\n");
        Add(text, $"<title>{Html(_diagram.Title)}</title>\n");
        Add(text, $"<desc>A sequence diagram with the parties {Html(string.Join(", ", _diagram.Lanes))} and {_diagram.Steps.Count} steps; the list below it says the same in words.</desc>\n");
        foreach (var lane in _diagram.Lanes)
        {
            Head(text, lane, height);
        }

        return text.Append(_body).Append("</svg>\n").ToString();
    }

    private void Head(StringBuilder text, string lane, int height)
    {
        var (x, half) = (_layout.Of(lane), SvgLayout.HalfHead(lane));
        Add(text, $"<line class=\"life\" x1=\"{x}\" y1=\"{HeadHeight}\" x2=\"{x}\" y2=\"{height}\"/>");
        Add(text, $"<rect class=\"head\" x=\"{x - half}\" y=\"1\" width=\"{half * 2}\" height=\"{HeadHeight - 2}\" rx=\"4\"/>");
        Add(text, $"<text class=\"lane\" x=\"{x}\" y=\"19\">{Html(lane)}</text>\n");
    }

    private void Arrow(ArrowStep arrow)
    {
        var (from, to) = (_layout.Of(arrow.From), _layout.Of(arrow.To));
        var lines = SvgLayout.Lines(arrow);
        var kind = arrow.Lost ? "arrow lost" : arrow.Injected ? "arrow injected" : "arrow";
        Add(_body, $"<g class=\"{kind}\"><title>{Html($"{Durations.Format(arrow.At)} {arrow.From} to {arrow.To}: {string.Join("; ", lines)}")}</title>");
        var middle = (from + to) / 2;
        for (var i = 0; i < lines.Count; i++)
        {
            _y += SvgLayout.LineHeight;
            var what = i == 0 ? "name" : i == lines.Count - 1 && arrow.Demands.Length > 0 ? "demand" : "detail";
            Add(_body, $"<text class=\"{what}\" x=\"{middle}\" y=\"{_y - 3}\">{Html(lines[i])}</text>");
        }

        _y += 3;
        Tip(from, to, arrow.Lost);
        Time(arrow.At);
        _body.Append("</g>\n");
        _y += Pad;
    }

    private void Tip(int from, int to, bool lost)
    {
        var back = to > from ? -1 : 1;
        Add(_body, $"<line x1=\"{from}\" y1=\"{_y}\" x2=\"{to + (back * (lost ? 12 : 2))}\" y2=\"{_y}\"/>");
        Add(_body, lost
            ? (FormattableString)$"<path d=\"M{to + (back * 7) - 5} {_y - 5}l10 10m0 -10l-10 10\"/>"
            : $"<polygon points=\"{to},{_y} {to + (back * 8)},{_y - 4} {to + (back * 8)},{_y + 4}\"/>");
    }

    private void Time(TimeSpan at)
    {
        if (_shownTime != at)
        {
            Add(_body, $"<text class=\"time\" x=\"{SvgLayout.Gutter - 6}\" y=\"{_y + 4}\">{Durations.Format(at)}</text>");
        }

        _shownTime = at;
    }

    private void Note(NoteStep note)
    {
        var (left, right) = Span(note);
        var lines = SvgLayout.Wrapped(note.Text, right - left - 16);
        var height = (lines.Count * SvgLayout.LineHeight) + 8;
        Add(_body, $"<g class=\"note {note.Kind.ToString().ToLowerInvariant()}\"><rect x=\"{left}\" y=\"{_y}\" width=\"{right - left}\" height=\"{height}\" rx=\"3\"/>");
        for (var i = 0; i < lines.Count; i++)
        {
            Add(_body, $"<text x=\"{(left + right) / 2}\" y=\"{_y + 15 + (i * SvgLayout.LineHeight)}\">{Html(lines[i])}</text>");
        }

        _body.Append("</g>\n");
        _y += height + Pad;
    }

    private (int Left, int Right) Span(NoteStep note)
    {
        var (one, other) = (_layout.Of(note.From), _layout.Of(note.To));
        var wanted = note.Text.Split('\n').Max(SvgLayout.Width) + 24;
        var width = Math.Max(Math.Abs(other - one) + 60, note.From == note.To ? Math.Clamp(wanted, NarrowestNote, 360) : NarrowestNote);
        var left = Math.Max(SvgLayout.Left, ((one + other) / 2) - (width / 2));
        var right = Math.Min(_layout.Right, left + width);
        return (Math.Max(SvgLayout.Left, Math.Min(left, right - width)), right);
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);

    private static void Add(StringBuilder to, FormattableString text) => to.Append(text.ToString(CultureInfo.InvariantCulture));
}
