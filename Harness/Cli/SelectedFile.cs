using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>A file that is played, with its place among all that were selected: the same in every shard.</summary>
internal sealed record SelectedFile(ScenarioFile File, int Position);
