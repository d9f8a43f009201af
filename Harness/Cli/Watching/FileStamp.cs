namespace Harness.Cli.Watching;

/// <summary>A watched file as it lay there.</summary>
/// <param name="Scenario">Full path of the scenario that is to be played when it changes; null for all of them.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Written">When it was last written, as the file system says.</param>
internal readonly record struct FileStamp(string? Scenario, long Length, DateTime Written);
