using System.Net;
using System.Text;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Harness.Documentation;

/// <summary>The same pages for a browser: each a file that needs nothing else, with its diagrams drawn in it.</summary>
internal static class HtmlPages
{
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    /// <summary>One file for each page.</summary>
    public static IEnumerable<GeneratedFile> Of(IReadOnlyList<Page> pages) => pages.Select(page => new GeneratedFile(PathOf(page.Path), One(page)));

    private static string One(Page page)
    {
        var marker = page.Text.IndexOf('\n', StringComparison.Ordinal);
        return $"""
            {page.Text[..marker]}
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(page.Title)}</title>
            <style>
            {HtmlStyle.Sheet}
            </style>
            </head>
            <body>
            <main>
            {Body(page.Text[marker..], page.Diagrams)}</main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Body(string markdown, IReadOnlyList<Diagram> diagrams)
    {
        var document = Markdig.Markdown.Parse(markdown, s_pipeline);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Url = link.Url is { } url ? Rewritten(url) : null;
        }

        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        s_pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new DiagramRenderer(diagrams));
        renderer.Render(document);
        return writer.ToString();
    }

    private static string Rewritten(string url)
    {
        var (file, anchor) = url.Split('#', 2) is [var before, var after] ? (before, "#" + after) : (url, "");
        return PathOf(file) + anchor;
    }

    private static string PathOf(string path) => path.EndsWith(".md", StringComparison.Ordinal) ? path[..^3] + ".html" : path;

    /// <summary>Draws what Markdown readers draw themselves, and says it in words for those who do not see it.</summary>
    private sealed class DiagramRenderer(IReadOnlyList<Diagram> diagrams) : CodeBlockRenderer
    {
        private int _next;

        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            if (obj is not FencedCodeBlock { Info: MermaidText.Language })
            {
                base.Write(renderer, obj);
                return;
            }

            var diagram = diagrams[_next++];
            renderer.Write("<figure>\n").Write(SvgLadder.Draw(diagram)).Write("</figure>\n").Write(InWords(diagram));
        }

        private static string InWords(Diagram diagram)
        {
            var text = new StringBuilder("<details><summary>The diagram as a list</summary>\n<ol>\n");
            foreach (var step in diagram.Steps)
            {
                var words = step is ArrowStep arrow ? $"{arrow.From} → {arrow.To}: {string.Join("; ", SvgLayout.Lines(arrow))}{(arrow.Lost ? " (taken by a rule)" : "")}" : ((NoteStep)step).Text.Replace('\n', ' ');
                text.Append("<li>").Append(WebUtility.HtmlEncode(words)).Append("</li>\n");
            }

            return text.Append("</ol>\n</details>\n").ToString();
        }
    }
}
