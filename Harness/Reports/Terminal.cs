using Spectre.Console;

namespace Harness.Reports;

/// <summary>What a piece of text on the terminal means; the colour follows from it.</summary>
public enum Tone
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>Less important.</summary>
    Quiet,

    /// <summary>A heading.</summary>
    Strong,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Odd,

    /// <summary>Wrong.</summary>
    Bad,
}

/// <summary>A piece of a line.</summary>
/// <param name="Text">Without line breaks.</param>
/// <param name="Tone">What it means.</param>
public readonly record struct Span(string Text, Tone Tone = Tone.Plain);

/// <summary>
/// Writes lines, with colour where it is wanted, and one live line at the bottom where the output is a terminal.
/// Lines are never wrapped or padded, so piped output is the same at any width.
/// </summary>
public sealed class Terminal
{
    // Spectre folds what is wider than its profile.
    private const int NoFolding = 1_000_000;
    private const string ClearLine = "\r\u001b[2K";

    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;
    private bool _live;

    /// <param name="output">Where to.</param>
    /// <param name="isTerminal">True when a person looks at it and it understands ANSI sequences.</param>
    /// <param name="colour">False where colour is not wanted (<c>NO_COLOR</c>).</param>
    public Terminal(TextWriter output, bool isTerminal, bool colour)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        IsTerminal = isTerminal;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal && colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isTerminal && colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,

            // In CI systems that it knows the library would colour what is piped, too.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        _console.Profile.Width = NoFolding;
    }

    /// <summary>True when a person looks at it.</summary>
    public bool IsTerminal { get; }

    /// <summary>Writes a line made of pieces.</summary>
    public void Line(params Span[] spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        EndLive();
        foreach (var span in spans.Where(span => span.Text.Length > 0))
        {
            if (span.Tone == Tone.Plain)
            {
                _output.Write(span.Text);
            }
            else
            {
                _console.Write(new Text(span.Text, StyleOf(span.Tone)));
            }
        }

        _output.Write('\n');
    }

    /// <summary>Writes a line.</summary>
    public void Line(string text, Tone tone = Tone.Plain) => Line(new Span(text, tone));

    /// <summary>Replaces the live line; nothing where nobody looks.</summary>
    public void Live(string text)
    {
        if (!IsTerminal)
        {
            return;
        }

        _output.Write(ClearLine);
        _output.Write(text);
        _output.Flush();
        _live = true;
    }

    /// <summary>Takes the live line away.</summary>
    public void EndLive()
    {
        if (_live)
        {
            _output.Write(ClearLine);
            _live = false;
        }
    }

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Quiet => new Style(Color.Grey),
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Good => new Style(Color.Green),
        Tone.Odd => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        _ => Style.Plain,
    };
}
