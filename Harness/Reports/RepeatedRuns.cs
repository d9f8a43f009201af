using System.Globalization;
using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>The same run, played several times with the same seed: every byte of the transcript must be the same.</summary>
public static class RepeatedRuns
{
    /// <summary>
    /// The first run where all repetitions are equal to it; else an <see cref="Verdict.Error"/> that names the first
    /// line that differs, with the transcript of the repetition that differs.
    /// </summary>
    public static RunResult Merge(IReadOnlyList<RunResult> repetitions)
    {
        ArgumentNullException.ThrowIfNull(repetitions);
        var first = repetitions[0];
        var expected = Everything(first);
        for (var i = 1; i < repetitions.Count; i++)
        {
            if (FirstDifference(expected, Everything(repetitions[i])) is { } difference)
            {
                return repetitions[i] with
                {
                    Verdict = Verdict.Error,
                    Reason = string.Create(CultureInfo.InvariantCulture, $"not the same twice: repetition {i + 1} differs from the first in {difference}"),
                };
            }
        }

        return first;
    }

    private static string Everything(RunResult run) =>
        SnapshotText.Of(Transcript.Of(run), withKeepAlive: true) + $"verdict {VerdictWords.Of(run.Verdict)}\n";

    private static string? FirstDifference(string expected, string got)
    {
        if (string.Equals(expected, got, StringComparison.Ordinal))
        {
            return null;
        }

        var (before, after) = (expected.Split('\n'), got.Split('\n'));
        var at = 0;
        while (at < before.Length && at < after.Length && before[at] == after[at])
        {
            at++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"line {at + 1}: '{LineAt(after, at)}' instead of '{LineAt(before, at)}'");
    }

    private static string LineAt(string[] lines, int at) => at < lines.Length ? lines[at] : "";
}
