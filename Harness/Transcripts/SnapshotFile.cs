using System.Text;
using Harness.Engine;

namespace Harness.Transcripts;

/// <summary>One run in a snapshot file.</summary>
/// <param name="Label">Row and order, e.g. <c>offerer=client</c>; empty when the scenario has only one run.</param>
/// <param name="Text">Its transcript; ends with a newline, or is empty.</param>
public sealed record SnapshotSection(string Label, string Text);

/// <summary>
/// The form of a snapshot file: the transcript alone, or one section per run, each headed <c>=== label</c> and divided
/// by an empty line.
/// </summary>
public static class SnapshotFile
{
    private const string Head = "=== ";

    /// <summary>The label of a run's section: its row, its order, or both; empty when it has neither.</summary>
    public static string LabelOf(RunResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return string.Join(" | ", new[] { run.Scenario.Row?.Label, run.Order }.OfType<string>());
    }

    /// <summary>Writes the sections in their order. LF only.</summary>
    public static string Write(IReadOnlyList<SnapshotSection> sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var text = new StringBuilder();
        foreach (var section in sections)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            if (section.Label.Length > 0)
            {
                text.Append(Head).Append(section.Label).Append('\n');
            }

            text.Append(section.Text);
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; line ends of any kind are taken as LF.</summary>
    public static IReadOnlyList<SnapshotSection> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sections = new List<SnapshotSection>();
        var label = "";
        var lines = new List<string>();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith(Head, StringComparison.Ordinal))
            {
                Close();
                label = line[Head.Length..];
                continue;
            }

            lines.Add(line);
        }

        Close();
        return sections;

        void Close()
        {
            while (lines.Count > 0 && lines[^1].Length == 0)
            {
                lines.RemoveAt(lines.Count - 1);
            }

            if (lines.Count > 0 || label.Length > 0)
            {
                sections.Add(new SnapshotSection(label, string.Concat(lines.Select(line => line + "\n"))));
            }

            lines.Clear();
        }
    }
}
