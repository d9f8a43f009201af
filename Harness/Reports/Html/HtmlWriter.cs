using System.Globalization;
using System.Runtime.CompilerServices;

namespace Harness.Reports.Html;

/// <summary>Writes markup: what stands between the holes of an interpolated string as it is, what comes out of a hole escaped.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Writes a piece of the page.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] ref HtmlPiece piece) => piece.Done();

    /// <summary>Writes a piece of the page, and ends the line.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] ref HtmlPiece piece)
    {
        piece.Done();
        output.Write('\n');
    }

    /// <summary>Writes markup as it is: only what this project wrote itself.</summary>
    public void Raw(string markup) => output.Write(markup);

    /// <summary>Writes a text so that it is a text, also inside an attribute in quotes.</summary>
    public void Text(string text)
    {
        foreach (var character in text)
        {
            switch (character)
            {
                case '&':
                    output.Write("&amp;");
                    break;
                case '<':
                    output.Write("&lt;");
                    break;
                case '>':
                    output.Write("&gt;");
                    break;
                case '"':
                    output.Write("&quot;");
                    break;
                case '\'':
                    output.Write("&#39;");
                    break;
                default:
                    output.Write(character);
                    break;
            }
        }
    }
}

/// <summary>An interpolated string on its way into a page.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlPiece
{
    private readonly HtmlWriter _writer;

    /// <summary>As the compiler calls it.</summary>
    public HtmlPiece(int literalLength, int formattedCount, HtmlWriter writer)
    {
        _ = literalLength + formattedCount;
        _writer = writer;
    }

    /// <summary>Markup.</summary>
    public void AppendLiteral(string markup) => _writer.Raw(markup);

    /// <summary>A text.</summary>
    public void AppendFormatted(string? text) => _writer.Text(text ?? "");

    /// <summary>A number.</summary>
    public void AppendFormatted(int number) => _writer.Raw(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>All of it has been written already, piece by piece.</summary>
    public void Done()
    {
    }
}
