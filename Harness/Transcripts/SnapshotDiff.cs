using System.Globalization;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Harness.Transcripts;

/// <summary>What a line of a diff is.</summary>
public enum DiffKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>Only in the verified snapshot.</summary>
    Gone,

    /// <summary>Only in what was received.</summary>
    Came,

    /// <summary>Stands for lines that are in both and left out here.</summary>
    Omitted,
}

/// <summary>A line of a diff.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The line without a mark.</param>
public sealed record DiffLine(DiffKind Kind, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        DiffKind.Gone => "- " + Text,
        DiffKind.Came => "+ " + Text,
        _ => "  " + Text,
    };
}

/// <summary>Line by line, what changed between two snapshots.</summary>
public static class SnapshotDiff
{
    private const int Context = 3;

    /// <summary>The changed lines with a few around them; empty for equal texts.</summary>
    public static IReadOnlyList<DiffLine> Between(string verified, string received)
    {
        ArgumentNullException.ThrowIfNull(verified);
        ArgumentNullException.ThrowIfNull(received);
        if (string.Equals(verified, received, StringComparison.Ordinal))
        {
            return [];
        }

        // Columns are part of the text, so white space counts.
        var model = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified.TrimEnd('\n'), received.TrimEnd('\n'), ignoreWhitespace: false);
        var all = model.Lines.Select(piece => new DiffLine(KindOf(piece.Type), piece.Text ?? "")).ToList();
        return [.. WithContext(all)];
    }

    private static DiffKind KindOf(ChangeType type) => type switch
    {
        ChangeType.Deleted => DiffKind.Gone,
        ChangeType.Inserted => DiffKind.Came,
        _ => DiffKind.Same,
    };

    private static IEnumerable<DiffLine> WithContext(List<DiffLine> all)
    {
        var changed = Enumerable.Range(0, all.Count).Where(at => all[at].Kind != DiffKind.Same).ToList();
        var shown = new bool[all.Count];
        foreach (var at in changed)
        {
            Array.Fill(shown, true, Math.Max(0, at - Context), Math.Min(all.Count, at + Context + 1) - Math.Max(0, at - Context));
        }

        var omitted = 0;
        for (var at = 0; at < all.Count; at++)
        {
            if (!shown[at])
            {
                omitted++;
                continue;
            }

            if (omitted > 0)
            {
                yield return Omitted(omitted);
                omitted = 0;
            }

            yield return all[at];
        }

        if (omitted > 0)
        {
            yield return Omitted(omitted);
        }
    }

    private static DiffLine Omitted(int lines) =>
        new(DiffKind.Omitted, string.Create(CultureInfo.InvariantCulture, $"… {lines} {(lines == 1 ? "line" : "lines")} the same"));
}
