using Harness.Gates;
using Harness.Reports;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary><c>--set</c> and <c>--known-failing</c>: the files that decide what counts.</summary>
internal static class GateFiles
{
    /// <summary>Reads them; null when something is wrong with them, which <paramref name="mistakes"/> then says.</summary>
    public static Gate? Read(CliEnvironment environment, RunOptions options, SuiteLocation? suite, SuiteFiles files, out IReadOnlyList<string> mistakes)
    {
        var bag = new DiagnosticBag();
        var missing = new List<string>();
        var set = options.Set is { } name && SetPath(environment, suite, name, missing) is { } path
            ? RequirementSetFile.Read(path, ShownPath.From(environment.CurrentDirectory, path), files.Files, options.Files.Count == 0, bag)
            : null;
        var waivers = options.KnownFailing is { } list && Text(environment, list, missing) is { } text
            ? KnownFailingFile.Read(text, ShownPath.From(environment.CurrentDirectory, list), options.Client, files.Files, options.Files.Count == 0, bag)
            : null;
        mistakes = [.. missing, .. bag.Sorted().Select(static mistake => mistake.ToString())];
        if (mistakes.Count > 0)
        {
            return null;
        }

        var checks = set is null ? [] : files.Files.ToDictionary(static file => file.Id, static file => CheckNames.FrozenIn(file).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var today = DateOnly.FromDateTime(environment.Time.GetUtcNow().UtcDateTime);
        return new Gate(set, waivers is null ? null : new KnownFailing(waivers, today, options.Only is null), id => checks[id]);
    }

    /// <summary>Where a set lies: a file that is named, or <c>sets/NAME.yaml</c> of the suite.</summary>
    public static IEnumerable<string> Sets(SuiteLocation? suite)
    {
        var folder = suite is null ? "" : Path.Combine(suite.Folder, RequirementSetFile.Folder);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal) : [];
    }

    private static string? SetPath(CliEnvironment environment, SuiteLocation? suite, string name, List<string> missing)
    {
        var file = Path.GetFullPath(name, environment.CurrentDirectory);
        if (name.EndsWith(".yaml", StringComparison.Ordinal) && File.Exists(file))
        {
            return file;
        }

        var known = Sets(suite).ToDictionary(static path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);
        if (known.TryGetValue(name, out var path))
        {
            return path;
        }

        missing.Add($"conformance: there is no requirement set '{name}'" + (Suggestion.Nearest(name, known.Keys) is { } near ? $"; did you mean '{near}'?"
            : known.Count > 0 ? $" (there are {string.Join(", ", known.Keys)})" : "; 'conformance freeze NAME' writes one"));
        return null;
    }

    private static string? Text(CliEnvironment environment, string path, List<string> missing)
    {
        try
        {
            return File.ReadAllText(Path.GetFullPath(path, environment.CurrentDirectory));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            missing.Add($"conformance: the known-failing list '{path}' cannot be read: {error.Message}");
            return null;
        }
    }
}
