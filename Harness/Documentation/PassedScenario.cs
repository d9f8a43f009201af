using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>A scenario with its runs, all of which passed.</summary>
/// <param name="File">The file.</param>
/// <param name="Text">What it says, LF only.</param>
/// <param name="Shown">Its path as pages name it: <c>Scenarios/hold/mute.yaml</c>.</param>
/// <param name="Runs">Every row and order, of the first seed; never empty.</param>
internal sealed record PassedScenario(ScenarioFile File, string Text, string Shown, IReadOnlyList<PassedRun> Runs)
{
    /// <summary><c>area/name</c>.</summary>
    public string Id => File.Id;

    /// <summary>The folder that it lies in.</summary>
    public string Area => Id.Contains('/', StringComparison.Ordinal) ? Id.Split('/')[0] : "";

    /// <summary>What all rows have in common is said by the first one.</summary>
    public Scenario First => Runs[0].Run.Scenario;
}

/// <summary>A run that passed.</summary>
/// <param name="Run">As the engine left it; pages take texts from <paramref name="Transcript"/>.</param>
/// <param name="Transcript">Scrubbed.</param>
internal sealed record PassedRun(RunResult Run, Transcript Transcript)
{
    /// <summary>Row and order; empty where the scenario has one run.</summary>
    public string Label => SnapshotFile.LabelOf(Run);
}
