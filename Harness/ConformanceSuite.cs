using Harness.Drivers;
using Harness.Drivers.Contract;
using Harness.Engine;
using Harness.Reports;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness;

/// <summary>
/// The suite for .NET teams, in tests of their own: load it, play a file against a driver, read what was wrong. Thread-safe.
/// </summary>
public sealed class ConformanceSuite
{
    private readonly LoadResult _loaded;

    private ConformanceSuite(LoadResult loaded) => _loaded = loaded;

    /// <summary>The files, by name.</summary>
    public IReadOnlyList<ScenarioFile> Files => _loaded.Files;

    /// <summary>Loads a suite.</summary>
    /// <param name="folder">Its folder; null for the suite that travels with this package, beside the assembly.</param>
    /// <exception cref="HarnessException">A file has mistakes, or there is no suite.</exception>
    public static ConformanceSuite Load(string? folder = null)
    {
        folder ??= Path.Combine(AppContext.BaseDirectory, "Scenarios");
        var loaded = ScenarioLoader.Load([folder], new LoaderContext(folder, folder));
        return loaded.Diagnostics.Count == 0
            ? new ConformanceSuite(loaded)
            : throw new HarnessException(string.Join(Environment.NewLine, loaded.Diagnostics.Select(static d => d.ToString())));
    }

    /// <summary>Plays every run of a file.</summary>
    /// <param name="driver">Who drives the client: an <see cref="IClientDriver"/> of yours. With the capability <c>clock</c> it plays under the virtual clock, else under the real one.</param>
    /// <param name="file">What to play.</param>
    /// <param name="maxRealTime">Under the real clock: what takes longer in protocol time is skipped. Null: 30 s.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    public async Task<IReadOnlyList<RunResult>> PlayAsync(
        IDriverSource driver, ScenarioFile file, TimeSpan? maxRealTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(driver);
        var options = new SuiteOptions
        {
            Files = [file],
            Driver = driver,
            Clock = driver.Capabilities.Contains(DriverContract.Clock) ? RunClock.Virtual : RunClock.Real,
            Requirement = _loaded.Requirements.Find,
        };
        options = maxRealTime is { } most ? options with { MaxRealTime = most } : options;
        var results = new List<RunResult>();
        await foreach (var result in new SuiteRunner(options).PlayAsync(cancellationToken))
        {
            results.Add(result);
        }

        return results;
    }

    /// <summary>Says of a run that did not pass what was wrong, with the transcript as a ladder.</summary>
    public string Explain(RunResult run)
    {
        var transcript = Transcript.Of(run);
        var played = new PlayedRun(run, transcript, SnapshotText.Of(transcript), SnapshotState.None, []);
        var maker = new ReportMaker(static path => path, static r => $"seed {r.Seed}");
        var scenario = maker.Scenario(new PlayedScenario(run.Scenario, [played], null), 0);
        var story = new FailureStory(id => _loaded.Requirements.Find(id) is { } known ? ReportMaker.Requirement(known) : null);
        return string.Join(Environment.NewLine, story.Of(scenario, scenario.Runs[0]).Select(static line => string.Concat(line.Select(static s => s.Text))));
    }
}
