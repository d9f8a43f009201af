namespace Harness.Scenarios;

/// <summary>A scenario file that was read.</summary>
/// <param name="Id"><c>area/name</c>: its folder and its name without extension.</param>
/// <param name="Path">Full path.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Rows">One scenario for each row of its examples; one without examples.</param>
public sealed record ScenarioFile(string Id, string Path, string Title, IReadOnlyList<Scenario> Rows);

/// <summary>Where a loader looks.</summary>
/// <param name="SuiteRoot">The folder of the suite with its requirements; null for none.</param>
/// <param name="BaseDirectory">What paths are taken from and shown relative to; null for the current directory.</param>
public sealed record LoaderContext(string? SuiteRoot = null, string? BaseDirectory = null);

/// <summary>What a loader found.</summary>
/// <param name="Files">Files without a mistake, in the order of the paths; a folder's in ordinal order.</param>
/// <param name="Diagnostics">Every mistake of every file, by file, line and column. Nothing may be run when there is one.</param>
/// <param name="Requirements">The requirements of the suite and of the folders of the files.</param>
public sealed record LoadResult(IReadOnlyList<ScenarioFile> Files, IReadOnlyList<Diagnostic> Diagnostics, RequirementCatalogue Requirements);
