namespace Harness.Cli.Watching;

/// <summary>What differs between two looks at the watched files.</summary>
/// <param name="Paths">Changed, new or gone, in order.</param>
/// <param name="Scenarios">Scenario files to play for it; null for all.</param>
internal sealed record FileChanges(IReadOnlyList<string> Paths, IReadOnlyList<string>? Scenarios)
{
    /// <summary>Compares two looks; null when nothing differs.</summary>
    public static FileChanges? Between(IReadOnlyDictionary<string, FileStamp> before, IReadOnlyDictionary<string, FileStamp> now)
    {
        var paths = before.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Where(path => !before.TryGetValue(path, out var old) || !now.TryGetValue(path, out var stamp) || old != stamp)
            .Order(StringComparer.Ordinal).ToList();
        if (paths.Count == 0)
        {
            return null;
        }

        var concerned = paths.ConvertAll(path => (now.TryGetValue(path, out var stamp) ? stamp : before[path]).Scenario);

        // A scenario that is gone cannot be played, whatever happened to its snapshot.
        return new FileChanges(paths, concerned.Contains(null) ? null : [.. concerned.OfType<string>().Distinct(StringComparer.Ordinal).Where(now.ContainsKey)]);
    }
}
