namespace Harness.Cli;

/// <summary>Paths as messages and reports write them.</summary>
internal static class ShownPath
{
    /// <summary>Relative to the folder where it lies below it, else as it is; with forward slashes, the same on every system.</summary>
    public static string From(string folder, string path)
    {
        var full = Path.GetFullPath(path, folder);
        var relative = Path.GetRelativePath(folder, full);
        var shown = relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? full : relative;
        return shown.Replace(Path.DirectorySeparatorChar, '/');
    }
}
