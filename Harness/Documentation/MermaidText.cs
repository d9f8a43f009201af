using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Harness.Documentation;

/// <summary>Writes a diagram in Mermaid's words.</summary>
internal static partial class MermaidText
{
    /// <summary>What a fenced block of it is called.</summary>
    public const string Language = "mermaid";

    // Tints that can be told from a light and from a dark background.
    private const string FaultTint = "rgba(220, 60, 60, 0.18)";
    private const string RuleTint = "rgba(220, 160, 0, 0.18)";

    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "activate", "actor", "alt", "and", "as", "autonumber", "box", "break", "create", "critical", "deactivate", "destroy", "details",
        "else", "end", "left", "link", "links", "loop", "note", "off", "opt", "option", "over", "par", "participant", "properties", "rect",
        "right", "sequenceDiagram", "title",
    };

    /// <summary>The text; every line ends with LF.</summary>
    public static string Of(Diagram diagram)
    {
        var ids = diagram.Lanes.Select((lane, i) => (lane, Id: IdOf(lane, i))).ToDictionary(pair => pair.lane, pair => pair.Id, StringComparer.Ordinal);
        var text = new StringBuilder("sequenceDiagram\n");
        foreach (var lane in diagram.Lanes)
        {
            text.Append("  participant ").Append(ids[lane]).Append(ids[lane] == lane ? "" : " as " + Escaped(lane)).Append('\n');
        }

        foreach (var step in diagram.Steps)
        {
            text.Append(step is ArrowStep arrow ? Arrow(arrow, ids) : Note((NoteStep)step, ids));
        }

        return text.ToString();
    }

    /// <summary>A text without anything that Mermaid takes for a word of its own.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            escaped.Append(c switch
            {
                '\n' => "<br/>",
                '#' or ';' or '<' or '>' or '&' or '%' or '$' or '{' or '}' or '"' or '\\' or '`' => string.Create(CultureInfo.InvariantCulture, $"#{(int)c};"),
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static string Arrow(ArrowStep arrow, Dictionary<string, string> ids)
    {
        var line = (arrow.Injected, arrow.Lost) switch
        {
            (_, true) => "-x",
            (true, _) => "-->>",
            _ => "->>",
        };
        var label = string.Join('\n', new[] { (arrow.Injected ? "⇒ " : "") + arrow.Name, arrow.Details, arrow.Demands }.Where(part => part.Length > 0));
        return $"  {ids[arrow.From]}{line}{ids[arrow.To]}: {Escaped(label)}\n";
    }

    private static string Note(NoteStep note, Dictionary<string, string> ids)
    {
        var over = note.From == note.To ? ids[note.From] : $"{ids[note.From]},{ids[note.To]}";
        var line = $"Note over {over}: {Escaped(note.Text)}";
        return note.Kind switch
        {
            NoteKind.Fault => $"  rect {FaultTint}\n    {line}\n  end\n",
            NoteKind.Rule => $"  rect {RuleTint}\n    {line}\n  end\n",
            _ => $"  {line}\n",
        };
    }

    private static string IdOf(string lane, int number) =>
        PlainWord().IsMatch(lane) && !s_reserved.Contains(lane) ? lane : string.Create(CultureInfo.InvariantCulture, $"lane{number}");

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]*$")]
    private static partial Regex PlainWord();
}
