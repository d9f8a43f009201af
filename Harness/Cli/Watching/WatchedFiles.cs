using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Cli.Watching;

/// <summary>The files that a selection depends on: scenarios, their verified snapshots, requirements.</summary>
internal sealed class WatchedFiles
{
    private readonly IReadOnlyList<string> _arguments;
    private readonly ScenarioPaths _paths;
    private readonly string? _snapshots;
    private readonly string? _suite;

    /// <param name="environment">Where relative paths start.</param>
    /// <param name="suite">Where the suite is, if there is one.</param>
    /// <param name="options">What is played.</param>
    public WatchedFiles(CliEnvironment environment, SuiteLocation? suite, RunOptions options)
    {
        _suite = SuiteFiles.RequirementsRoot(environment, suite);
        _paths = new ScenarioPaths(new LoaderContext(_suite, environment.CurrentDirectory));
        _arguments = options.Files.Count > 0 ? options.Files : suite is null ? [] : [suite.Folder];
        _snapshots = options.Snapshots is { } folder ? Path.GetFullPath(folder, environment.CurrentDirectory) : null;
    }

    /// <summary>All of them as they are now, by full path. Files that came since are among them.</summary>
    public IReadOnlyDictionary<string, FileStamp> Now()
    {
        var found = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scenario in Scenarios())
        {
            Add(found, scenario, scenario);
            Add(found, SnapshotOf(scenario), scenario);
            for (var folder = Path.GetDirectoryName(scenario); folder is not null && folders.Add(folder); folder = Path.GetDirectoryName(folder))
            {
                Add(found, Path.Combine(folder, RequirementCatalogue.FileName), null);
            }
        }

        if (_suite is not null)
        {
            Add(found, Path.Combine(_suite, RequirementCatalogue.FileName), null);
        }

        return found;
    }

    /// <summary>The scenario files that are there now.</summary>
    public IReadOnlyList<string> Scenarios()
    {
        try
        {
            return _paths.Find(_arguments, new DiagnosticBag());
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // A folder went away while it was read: the next look is a better one.
            return [];
        }
    }

    private string SnapshotOf(string scenario) => _snapshots is null
        ? Path.ChangeExtension(scenario, null) + SnapshotStore.Verified
        : Path.Combine(_snapshots, ScenarioPaths.IdOf(scenario) + SnapshotStore.Verified);

    private static void Add(Dictionary<string, FileStamp> found, string path, string? scenario)
    {
        var file = new FileInfo(path);
        if (file.Exists)
        {
            found[path] = new FileStamp(scenario, file.Length, file.LastWriteTimeUtc);
        }
    }
}
