using System.Text;

namespace Harness.Documentation;

/// <summary>A page of the documentation.</summary>
/// <param name="Path">Below the folder, with slashes: <c>scenarios/hold/mute.md</c>.</param>
/// <param name="Title">Its first heading.</param>
/// <param name="Text">Markdown, with the marker of generated files in its first line. LF only.</param>
/// <param name="Diagrams">Those in its text, in order: for readers who cannot draw them from the text.</param>
internal sealed record Page(string Path, string Title, string Text, IReadOnlyList<Diagram> Diagrams);

/// <summary>Writes one page from top to bottom.</summary>
internal sealed class PageWriter
{
    private readonly StringBuilder _text = new();
    private readonly List<Diagram> _diagrams = [];
    private readonly string _path;
    private readonly string _title;

    /// <param name="path">Below the folder.</param>
    /// <param name="title">The first heading.</param>
    /// <param name="madeFrom">What somebody changes who wants the page changed.</param>
    public PageWriter(string path, string title, string madeFrom)
    {
        (_path, _title) = (path, title);
        _text.Append(GeneratedMarker.For(madeFrom)).Append("\n\n# ").Append(Markdown.Text(title)).Append('\n');
    }

    /// <summary>The page.</summary>
    public Page Done() => new(_path, _title, _text.ToString(), _diagrams);

    /// <summary>A link from this page to another one, or to a file beside the folder.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="target">From the top of the folder; may have an anchor.</param>
    public string Link(string text, string target) => Markdown.Link(text, RelativePath.Between(_path, target));

    /// <summary>A heading of the second rank.</summary>
    public void Heading(string text) => Block("## " + text);

    /// <summary>A heading of the third rank.</summary>
    public void SubHeading(string text) => Block("### " + text);

    /// <summary>A paragraph of Markdown.</summary>
    public void Paragraph(string markdown) => Block(markdown);

    /// <summary>A list of Markdown; nothing where it is empty.</summary>
    public void List(IEnumerable<string> items)
    {
        var lines = items.Select(item => "- " + item).ToList();
        if (lines.Count > 0)
        {
            Block(string.Join('\n', lines));
        }
    }

    /// <summary>A table of Markdown; nothing where it has no rows.</summary>
    public void Table(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
        {
            Block(string.Join('\n', [Markdown.Row(heads), Markdown.Row(heads.Select(_ => "---")), .. all.Select(Markdown.Row)]));
        }
    }

    /// <summary>A text as it is.</summary>
    public void Code(string language, string text) => Block($"```{language}\n{text.TrimEnd('\n')}\n```");

    /// <summary>A text as it is, folded away.</summary>
    public void Folded(string summary, string language, string text) =>
        Block($"<details><summary>{Markdown.Text(summary)}</summary>\n\n```{language}\n{text.TrimEnd('\n')}\n```\n\n</details>");

    /// <summary>A sequence diagram.</summary>
    public void Draw(Diagram diagram)
    {
        _diagrams.Add(diagram);
        Code(MermaidText.Language, MermaidText.Of(diagram));
    }

    private void Block(string markdown) => _text.Append('\n').Append(markdown).Append('\n');
}
