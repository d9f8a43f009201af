using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>A file that must be in the folder.</summary>
/// <param name="Path">Below the folder, with slashes.</param>
/// <param name="Text">All of it; LF only.</param>
internal sealed record GeneratedFile(string Path, string Text);

/// <summary>What is wrong with a file of the folder.</summary>
/// <param name="Path">Below the folder, with slashes.</param>
/// <param name="What"><c>differs</c>, <c>is missing</c> or <c>is left over</c>.</param>
/// <param name="Diff">From what is there to what must be there; empty where one of both is not there.</param>
internal sealed record FolderDrift(string Path, string What, IReadOnlyList<DiffLine> Diff);

/// <summary>A folder of generated files. Whatever has no marker in its first line is somebody's own and stays as it is.</summary>
internal sealed class GeneratedFolder(string folder)
{
    private static readonly string[] s_endings = [".md", ".html"];

    /// <summary>Makes the folder hold exactly these files, and somebody's own.</summary>
    /// <returns>How many were written and how many were deleted; what was right already is not touched.</returns>
    /// <exception cref="IOException">It cannot be written, or a file of somebody's own is in the way.</exception>
    public (int Written, int Deleted) Write(IReadOnlyList<GeneratedFile> files)
    {
        if (files.FirstOrDefault(file => IsForeign(Full(file.Path))) is { } taken)
        {
            throw new IOException($"{Full(taken.Path)} was not made by this command and is in the way: move it, or choose another folder");
        }

        var drift = Drift(files);
        foreach (var one in drift)
        {
            var path = Full(one.Path);
            if (files.FirstOrDefault(file => file.Path == one.Path) is { } file)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }
            else
            {
                File.Delete(path);
            }
        }

        RemoveEmptyFolders();
        var deleted = drift.Count(one => files.All(file => file.Path != one.Path));
        return (drift.Count - deleted, deleted);
    }

    /// <summary>Where the folder does not hold exactly these files; by path.</summary>
    public IReadOnlyList<FolderDrift> Drift(IReadOnlyList<GeneratedFile> files)
    {
        var wanted = files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        var drift = new List<FolderDrift>();
        foreach (var (path, text) in wanted)
        {
            var there = File.Exists(Full(path)) ? File.ReadAllText(Full(path)).ReplaceLineEndings("\n") : null;
            if (there is null)
            {
                drift.Add(new FolderDrift(path, "is missing", []));
            }
            else if (there != text)
            {
                drift.Add(new FolderDrift(path, "differs", SnapshotDiff.Between(there, text)));
            }
        }

        drift.AddRange(Generated().Where(path => !wanted.ContainsKey(path)).Select(path => new FolderDrift(path, "is left over", [])));
        return [.. drift.OrderBy(one => one.Path, StringComparer.Ordinal)];
    }

    private IEnumerable<string> Generated() => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => s_endings.Contains(Path.GetExtension(path)) && !IsForeign(path))
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
        : [];

    private void RemoveEmptyFolders()
    {
        foreach (var inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length).ToList())
        {
            if (!Directory.EnumerateFileSystemEntries(inner).Any())
            {
                Directory.Delete(inner);
            }
        }
    }

    private static bool IsForeign(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var reader = new StreamReader(path);
        return !GeneratedMarker.IsIn(reader.ReadLine() ?? "");
    }

    private string Full(string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
}
