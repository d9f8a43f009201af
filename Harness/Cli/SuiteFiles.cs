using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>Scenario files that were read, or what is wrong with them.</summary>
/// <param name="Files">Without mistakes; empty when there are any.</param>
/// <param name="Mistakes">All of them, as people read them.</param>
/// <param name="Requirements">Those of the suite and of the folders of the files.</param>
internal sealed record SuiteFiles(IReadOnlyList<ScenarioFile> Files, IReadOnlyList<string> Mistakes, RequirementCatalogue Requirements)
{
    /// <summary>The mistakes that have a place in a file.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; private init; } = [];

    /// <summary>Reads the files that somebody named, or the suite.</summary>
    public static SuiteFiles Load(CliEnvironment environment, SuiteLocation? suite, IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0 && suite is null)
        {
            return new SuiteFiles([], ["there is no suite here: name scenario files, or start in a folder that has a folder 'Scenarios'"], RequirementCatalogue.Empty);
        }

        var paths = arguments.Count > 0 ? arguments : [suite!.Folder];
        var loaded = ScenarioLoader.Load(paths, new LoaderContext(RequirementsRoot(environment, suite), environment.CurrentDirectory));
        var mistakes = loaded.Diagnostics.Select(diagnostic => diagnostic.ToString()).ToList();
        return new SuiteFiles(mistakes.Count > 0 ? [] : loaded.Files, mistakes, loaded.Requirements) { Diagnostics = loaded.Diagnostics };
    }

    /// <summary>Says what is wrong and returns the exit code for it.</summary>
    public static int Refuse(CliEnvironment environment, IReadOnlyList<string> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            environment.Error.WriteLine(mistake);
        }

        environment.Error.WriteLine(mistakes.Count == 1 ? "1 mistake; nothing was played." : $"{mistakes.Count} mistakes; nothing was played.");
        return ExitCode.Usage;
    }

    /// <summary>The folder with the requirements: the suite, or the copy beside the executable where the suite is somebody's own.</summary>
    public static string? RequirementsRoot(CliEnvironment environment, SuiteLocation? suite)
    {
        var candidates = new[] { suite?.Folder, Path.Combine(environment.ExecutableDirectory, SuiteLocation.FolderName) };
        return candidates.OfType<string>().FirstOrDefault(folder => File.Exists(Path.Combine(folder, RequirementCatalogue.FileName)));
    }
}
