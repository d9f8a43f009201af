using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>What is other in one run of a scenario than in another.</summary>
internal static class RunDifference
{
    /// <summary>Changed lines only, <c>- </c> gone and <c>+ </c> come, columns closed up.</summary>
    public static IReadOnlyList<string> Between(string first, string other) =>
    [
        .. SnapshotDiff.Between(first, other).Where(line => line.Kind is DiffKind.Gone or DiffKind.Came)
            .Select(line => (line.Kind == DiffKind.Gone ? "- " : "+ ") + string.Join(' ', line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
    ];
}
