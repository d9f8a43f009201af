namespace Harness.Documentation;

/// <summary>Where lanes stand and how wide texts are. Pixels; a guess of the width must do, because nobody draws here.</summary>
internal sealed class SvgLayout
{
    /// <summary>Room for times at the left.</summary>
    public const int Gutter = 78;

    /// <summary>Height of a line of text.</summary>
    public const int LineHeight = 15;

    private const double CharacterWidth = 7;
    private const int NarrowestGap = 120;
    private const int Margin = 16;

    private readonly Dictionary<string, int> _at = new(StringComparer.Ordinal);

    /// <param name="diagram">What has to find room.</param>
    public SvgLayout(Diagram diagram)
    {
        var lanes = diagram.Lanes;
        var gaps = Enumerable.Repeat(NarrowestGap, Math.Max(0, lanes.Count - 1)).ToArray();
        var order = lanes.Select((lane, i) => (lane, i)).ToDictionary(pair => pair.lane, pair => pair.i, StringComparer.Ordinal);
        // Neighbours first: an arrow across several lanes often finds room that they made.
        foreach (var (left, right, width) in diagram.Steps.OfType<ArrowStep>()
            .Select(arrow => (Math.Min(order[arrow.From], order[arrow.To]), Math.Max(order[arrow.From], order[arrow.To]), Lines(arrow).Max(Width) + 28))
            .OrderBy(need => need.Item2 - need.Item1))
        {
            var missing = width - gaps[left..right].Sum();
            for (var lane = left; lane < right && missing > 0; lane++)
            {
                gaps[lane] += (missing / (right - left)) + 1;
            }
        }

        var x = Gutter + Margin + HalfHead(lanes[0]);
        for (var lane = 0; lane < lanes.Count; lane++)
        {
            _at[lanes[lane]] = x;
            x += lane < gaps.Length ? gaps[lane] : 0;
        }

        Right = x + HalfHead(lanes[^1]);
        Total = Right + Margin;
    }

    /// <summary>Width of the drawing.</summary>
    public int Total { get; }

    /// <summary>Right end of what is drawn.</summary>
    public int Right { get; }

    /// <summary>Left end of what is drawn.</summary>
    public static int Left => Gutter + Margin;

    /// <summary>Where a lane stands.</summary>
    public int Of(string lane) => _at[lane];

    /// <summary>Half the width of a lane's head.</summary>
    public static int HalfHead(string lane) => Math.Max(36, (Width(lane) / 2) + 12);

    /// <summary>The lines of an arrow's label.</summary>
    public static IReadOnlyList<string> Lines(ArrowStep arrow) => [.. new[] { (arrow.Injected ? "⇒ " : "") + arrow.Name, arrow.Details, arrow.Demands }.Where(line => line.Length > 0)];

    /// <summary>About how wide a text is.</summary>
    public static int Width(string text) => (int)Math.Ceiling(text.Length * CharacterWidth);

    /// <summary>The lines of a text in that much room.</summary>
    public static IReadOnlyList<string> Wrapped(string text, int width)
    {
        var longest = Math.Max(16, (int)(width / CharacterWidth));
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > longest)
                {
                    lines.Add(line);
                    line = "";
                }

                line = line.Length > 0 ? $"{line} {word}" : word;
            }

            lines.Add(line);
        }

        return lines;
    }
}
