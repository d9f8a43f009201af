using System.Text.RegularExpressions;

namespace Harness.Scenarios;

/// <summary>Turns paths, patterns and ids into files.</summary>
internal sealed class ScenarioPaths(LoaderContext context)
{
    private static readonly string[] s_noScenarios = [RequirementCatalogue.FileName, "known-failing.yaml"];
    private static readonly string[] s_noFolders = ["sets", "bin", "obj", "node_modules"];

    private readonly string _base = Path.GetFullPath(context.BaseDirectory ?? Directory.GetCurrentDirectory());

    /// <summary>The id of a file: its folder and its name.</summary>
    public static string IdOf(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        return Path.GetFileName(Path.GetDirectoryName(path)) is { Length: > 0 } area ? $"{area}/{name}" : name;
    }

    /// <summary>A path from the base directory.</summary>
    public string Full(string path) => Path.GetFullPath(path, _base);

    /// <summary>A path as messages show it: from the base directory where it is below, with slashes.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(_base, path);
        return (relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace('\\', '/');
    }

    /// <summary>All files, each once, in the order of the paths.</summary>
    public IReadOnlyList<string> Find(IReadOnlyList<string> pathsOrGlobs, DiagnosticBag bag)
    {
        var files = new List<string>();
        foreach (var path in pathsOrGlobs)
        {
            var found = FindOne(path);
            if (found.Count == 0)
            {
                var what = Directory.Exists(Full(path)) ? "no scenario is in this folder" : "there is no such file, folder or scenario";
                bag.AddUnknown(new SourcePosition(path.Replace('\\', '/'), 1, 1), what, path.Replace('\\', '/'), Known(path));
            }

            files.AddRange(found.Where(f => !files.Contains(f)));
        }

        return files;
    }

    // Ids of the suite, or files, whichever was meant.
    private IEnumerable<string> Known(string path) => context.SuiteRoot is { } root && Directory.Exists(Full(root))
        ? Below(Full(root)).SelectMany(file => new[] { IdOf(file), Shown(file), Path.GetFileName(Path.GetDirectoryName(file))! }).Where(name => name.Length > 0 && !path.AsSpan().ContainsAny('*', '?')).Distinct()
        : [];

    private List<string> FindOne(string path)
    {
        if (path.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            return Matching(path.Replace('\\', '/'));
        }

        string[] places = [Full(path), Full(path) + ".yaml", .. Suite(path)];
        foreach (var place in places)
        {
            if (Directory.Exists(place))
            {
                return Below(place);
            }

            if (File.Exists(place))
            {
                return [place];
            }
        }

        return [];
    }

    private string[] Suite(string path) => context.SuiteRoot is { } root
        ? [Path.Combine(Full(root), path), Path.Combine(Full(root), path + ".yaml")]
        : [];

    private List<string> Matching(string pattern)
    {
        var fixedPart = string.Join('/', pattern.Split('/').TakeWhile(p => p.AsSpan().IndexOfAny('*', '?') < 0));
        var folder = Full(pattern.StartsWith('/') && fixedPart.Length == 0 ? "/" : fixedPart);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var rest = pattern[fixedPart.Length..].TrimStart('/');
        var regex = new Regex("^" + Regex.Escape(rest)
            .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal) + "$");
        return [.. Below(folder).Where(f => regex.IsMatch(Path.GetRelativePath(folder, f).Replace('\\', '/')))];
    }

    private static List<string> Below(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Where(f => IsScenario(Path.GetRelativePath(folder, f)))
            .OrderBy(f => f.Replace('\\', '/'), StringComparer.Ordinal),
    ];

    private static bool IsScenario(string relative)
    {
        var parts = relative.Replace('\\', '/').Split('/');
        return !s_noScenarios.Contains(parts[^1]) && !parts[..^1].Any(s_noFolders.Contains);
    }
}
