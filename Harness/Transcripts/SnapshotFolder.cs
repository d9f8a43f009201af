using Harness.Scenarios;

namespace Harness.Transcripts;

/// <summary>What a person does with the snapshots of a folder: look for orphans, accept what was received.</summary>
public static class SnapshotFolder
{
    /// <summary>
    /// Verified files under <paramref name="folder"/> that belong to no scenario: no <c>.yaml</c> stands beside them and
    /// none of <paramref name="knownIds"/> (<c>area/name</c>) is theirs. Sorted.
    /// </summary>
    public static IReadOnlyList<string> Orphans(string folder, IReadOnlySet<string> knownIds)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(knownIds);
        return [.. Files(folder, SnapshotStore.Verified).Where(path => !BelongsToScenario(path, knownIds))];
    }

    /// <summary>The received files under a folder, sorted.</summary>
    public static IReadOnlyList<string> Received(string folder) => Files(folder, SnapshotStore.Received);

    /// <summary>Takes a received file over as the verified one and returns the path of the latter.</summary>
    public static string Accept(string receivedPath)
    {
        ArgumentNullException.ThrowIfNull(receivedPath);
        var verified = receivedPath[..^SnapshotStore.Received.Length] + SnapshotStore.Verified;
        File.Move(receivedPath, verified, overwrite: true);
        return verified;
    }

    private static List<string> Files(string folder, string ending) =>
        Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*" + ending, SearchOption.AllDirectories)
                .Where(path => !IsBuildOutput(folder, path)).Order(StringComparer.Ordinal)]
            : [];

    private static bool BelongsToScenario(string path, IReadOnlySet<string> knownIds)
    {
        var scenario = path[..^SnapshotStore.Verified.Length] + ".yaml";
        return File.Exists(scenario) || knownIds.Contains(ScenarioPaths.IdOf(scenario));
    }

    // A suite's project folder holds copies of its files under bin and obj.
    private static bool IsBuildOutput(string folder, string path) =>
        Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj";
}
