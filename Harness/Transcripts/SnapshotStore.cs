using Harness.Scenarios;

namespace Harness.Transcripts;

/// <summary>
/// Where snapshots live: <c>name.verified.txt</c> beside <c>name.yaml</c>, or all of them under one folder as
/// <c>area/name.verified.txt</c>. What was received and differs stands beside it as <c>name.received.txt</c>.
/// </summary>
/// <param name="baseDirectory">What relative paths start from.</param>
/// <param name="directory">The folder; null keeps them beside the scenarios.</param>
public sealed class SnapshotStore(string baseDirectory, string? directory)
{
    /// <summary>The end of a verified file's name.</summary>
    public const string Verified = ".verified.txt";

    /// <summary>The end of a received file's name.</summary>
    public const string Received = ".received.txt";

    /// <summary>The folder, or null when snapshots stand beside their scenarios.</summary>
    public string? Directory { get; } = directory is null ? null : Path.GetFullPath(directory, baseDirectory);

    /// <summary>The verified file of a scenario.</summary>
    public string VerifiedPath(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return Directory is null
            ? Path.ChangeExtension(Path.GetFullPath(scenario.At.File, baseDirectory), null) + Verified
            : Path.Combine(Directory, scenario.Id.Replace('/', Path.DirectorySeparatorChar) + Verified);
    }

    /// <summary>The received file that belongs to a verified one.</summary>
    public static string ReceivedPath(string verifiedPath)
    {
        ArgumentNullException.ThrowIfNull(verifiedPath);
        return verifiedPath[..^Verified.Length] + Received;
    }

    /// <summary>
    /// Compares the runs of a scenario. Writes the received file when something drifted, is new or is orphaned, and
    /// removes it when everything is as verified.
    /// </summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="sections">The runs that were played, in their order.</param>
    /// <param name="whole">True when these are all runs of the scenario: only then can a section be orphaned.</param>
    public SnapshotComparison Compare(Scenario scenario, IReadOnlyList<SnapshotSection> sections, bool whole)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var path = VerifiedPath(scenario);
        var verified = File.Exists(path) ? SnapshotFile.Read(File.ReadAllText(path)) : [];
        var compared = sections.Select(section => Compare(section, verified)).ToList();
        var played = sections.Select(section => section.Label).ToHashSet(StringComparer.Ordinal);
        var orphans = whole ? verified.Select(section => section.Label).Where(label => !played.Contains(label)).ToList() : [];

        var changed = orphans.Count > 0 || compared.Exists(section => section.State != SnapshotState.Same);
        var note = changed ? TryWrite(path, Merge(verified, sections, whole)) : TryRemove(path, whole);
        return new SnapshotComparison(path, compared, orphans, note);
    }

    private static SectionComparison Compare(SnapshotSection received, IReadOnlyList<SnapshotSection> verified)
    {
        if (verified.FirstOrDefault(section => section.Label == received.Label) is not { } before)
        {
            return new SectionComparison(received.Label, SnapshotState.New, []);
        }

        var diff = SnapshotDiff.Between(before.Text, received.Text);
        return new SectionComparison(received.Label, diff.Count == 0 ? SnapshotState.Same : SnapshotState.Drift, diff);
    }

    // Of a scenario played in part, the sections that were not played stay as they are.
    private static List<SnapshotSection> Merge(IReadOnlyList<SnapshotSection> verified, IReadOnlyList<SnapshotSection> received, bool whole)
    {
        if (whole)
        {
            return [.. received];
        }

        var merged = verified.Select(before => received.FirstOrDefault(section => section.Label == before.Label) ?? before).ToList();
        merged.AddRange(received.Where(section => !merged.Contains(section)));
        return merged;
    }

    private static string? TryWrite(string verifiedPath, List<SnapshotSection> sections)
    {
        var path = ReceivedPath(verifiedPath);
        try
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            File.WriteAllText(path, SnapshotFile.Write(sections));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{path} could not be written: {error.Message}";
        }
    }

    private static string? TryRemove(string verifiedPath, bool whole)
    {
        var path = ReceivedPath(verifiedPath);
        if (!whole || !File.Exists(path))
        {
            return null;
        }

        try
        {
            File.Delete(path);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"{path} could not be removed: {error.Message}";
        }
    }
}
