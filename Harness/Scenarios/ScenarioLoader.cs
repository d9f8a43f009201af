using Harness.Scenarios.Reading;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios;

/// <summary>Reads scenario files: every mistake in every file in one pass.</summary>
public sealed class ScenarioLoader
{
    private readonly ScenarioPaths _paths;
    private readonly DiagnosticBag _bag = new();
    private readonly RequirementFiles _requirements;

    private ScenarioLoader(LoaderContext context)
    {
        _paths = new ScenarioPaths(context);
        _requirements = new RequirementFiles(context, _paths, _bag);
    }

    /// <summary>Reads the files that the paths name.</summary>
    /// <param name="pathsOrGlobs">Files, folders (every <c>*.yaml</c> below), patterns with <c>*</c>, <c>**</c> and <c>?</c>, or
    /// ids of the suite such as <c>restore/restore-active-call</c>.</param>
    /// <param name="context">Where to look.</param>
    /// <returns>Never throws for a mistake in a file, nor for a path that is not there: those are diagnostics.</returns>
    public static LoadResult Load(IReadOnlyList<string> pathsOrGlobs, LoaderContext context)
    {
        var loader = new ScenarioLoader(context);
        return loader.LoadAll(pathsOrGlobs);
    }

    private LoadResult LoadAll(IReadOnlyList<string> pathsOrGlobs)
    {
        var files = new List<ScenarioFile>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in _paths.Find(pathsOrGlobs, _bag))
        {
            if (ReadOne(path, ids) is { } file)
            {
                files.Add(file);
            }
        }

        return new LoadResult(files, _bag.Sorted(), _requirements.All);
    }

    private ScenarioFile? ReadOne(string path, Dictionary<string, string> ids)
    {
        var shown = _paths.Shown(path);
        var id = ScenarioPaths.IdOf(path);
        var mine = new DiagnosticBag();
        if (!ids.TryAdd(id, shown))
        {
            mine.Add(new SourcePosition(shown, 1, 1), $"{ids[id]} is called {id} too");
        }

        var requirements = _requirements.For(path);
        var rows = FileText.Read(path, shown, mine) is { } text && YamlReader.Read(shown, text, mine) is { } root
            ? new ScenarioReader(id, mine, requirements).Read(root)
            : [];
        var mistakes = mine.Sorted();
        foreach (var mistake in mistakes)
        {
            _bag.Add(mistake.At, mistake.Message);
        }

        return mistakes.Count > 0 || rows.Count == 0 ? null : new ScenarioFile(id, path, rows[0].Title, rows);
    }
}
