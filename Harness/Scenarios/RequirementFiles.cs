namespace Harness.Scenarios;

/// <summary>Finds the requirements that a file may name: the suite's, and those of its own folder and the folders above.</summary>
internal sealed class RequirementFiles
{
    private readonly ScenarioPaths _paths;
    private readonly DiagnosticBag _bag;
    private readonly RequirementCatalogue _suite;
    private readonly Dictionary<string, RequirementCatalogue> _read = new(StringComparer.Ordinal);

    public RequirementFiles(LoaderContext context, ScenarioPaths paths, DiagnosticBag bag)
    {
        _paths = paths;
        _bag = bag;
        _suite = context.SuiteRoot is { } root ? In(_paths.Full(root)) : RequirementCatalogue.Empty;
        All = _suite;
    }

    /// <summary>All that were read so far.</summary>
    public RequirementCatalogue All { get; private set; }

    /// <summary>Those that this file may name.</summary>
    public RequirementCatalogue For(string path)
    {
        var found = _suite;
        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            found = found.With(In(folder));
        }

        return found;
    }

    private RequirementCatalogue In(string folder)
    {
        if (_read.TryGetValue(folder, out var known))
        {
            return known;
        }

        var file = Path.Combine(folder, RequirementCatalogue.FileName);
        var catalogue = File.Exists(file) ? RequirementCatalogue.Load(file, _paths.Shown(file)) : RequirementCatalogue.Empty;
        foreach (var mistake in catalogue.Diagnostics)
        {
            _bag.Add(mistake.At, mistake.Message);
        }

        _read[folder] = catalogue;
        All = All?.With(catalogue) ?? catalogue;
        return catalogue;
    }
}
