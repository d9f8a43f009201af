using Harness.Drivers;
using Harness.Engine;
using Harness.Engine.Playing;
using Harness.Reports;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary><c>conformance run</c>: plays scenarios, prints and writes what it found out.</summary>
internal sealed class RunCommand(CliEnvironment environment, SuitePlay play, MeetClient? meet = null)
{
    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);

    /// <summary>Runs it and returns the exit code.</summary>
    public async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (UsageMistake(options) is { } mistake)
        {
            return Refuse(mistake);
        }

        if (options.Watch)
        {
            return await new WatchCommand(environment, play).RunAsync(options, cancellationToken);
        }

        var files = SuiteFiles.Load(environment, _suite, options.Files);
        if (files.Mistakes.Count > 0)
        {
            return SuiteFiles.Refuse(environment, files.Mistakes);
        }

        var selected = files.Files.Where(file => file.Rows.Any(row => Selection.Fits(options.Filters, row))).ToList();
        if (selected.Count == 0)
        {
            await environment.Output.WriteLineAsync(NothingSelected(options));
            return ExitCode.NothingJudged;
        }

        if (ReachOptions.Read(options.Wanted, environment.CurrentDirectory, out var noReach) is not { } reach)
        {
            return Refuse(noReach);
        }

        try
        {
            var (driver, noClient) = await (meet ?? ClientChoice.MeetAsync)(options.Wanted, reach, environment, cancellationToken);
            if (driver is null)
            {
                return Refuse(noClient);
            }

            await using (driver)
            {
                return ClockChoice.Mistake(options, driver) is { } clash ? Refuse(clash) : await PlayAsync(options, SuiteOf(options, selected, files, driver, reach), files, cancellationToken);
            }
        }
        catch (HarnessException broke)
        {
            await environment.Error.WriteLineAsync($"conformance: {broke.Message}");
            return ExitCode.Broken;
        }
    }

    private static SuiteOptions SuiteOf(RunOptions options, IReadOnlyList<ScenarioFile> selected, SuiteFiles files, IDriverSource driver, NetworkReach reach) => new()
    {
        Files = selected,
        Driver = driver,
        Reach = reach,
        IsReference = options.Client == ClientChoice.Reference,
        Seed = options.Seed,
        Profile = options.Profile ?? ServerProfiles.Default,
        Clock = ClockChoice.Of(options, driver),
        MaxRealTime = ClockChoice.MaxRealTime(options),
        Parallel = options.Parallel ?? (ClockChoice.Of(options, driver) == RunClock.Real ? SuiteRunner.RealRunsAtOnce : Environment.ProcessorCount),
        Requirement = files.Requirements.Find,
    };

    private async Task<int> PlayAsync(RunOptions options, SuiteOptions suite, SuiteFiles files, CancellationToken cancellationToken)
    {
        var began = environment.Time.GetTimestamp();
        var terminal = new Terminal(environment.Output, environment.IsTerminal, environment.WantsColour);
        var commands = new ReplayCommands(options, _suite, environment.CurrentDirectory, Show);
        var report = new TerminalReport(terminal, new FailureStory(files.Requirements.Find, Show, commands.Replay), Show);
        var session = new PlayedSuite(suite.Files, SnapshotsOf(options, suite.Clock), report);
        var runs = options.Repeat > 1 ? RepeatedSuite.PlayAsync(play, suite, options.Repeat, cancellationToken) : play(suite, cancellationToken);
        await session.CollectAsync(runs);

        var settings = new SuiteSettings(options.Client, options.Seed, ClockChoice.WordOf(suite.Clock), options.Profile);
        var outcome = session.Outcome(settings, OrphanedFiles(options, suite.Clock, files));
        if (options.Report is { } folder && WriteReport(folder, outcome) is { } failed)
        {
            outcome = outcome with { Broken = outcome.Broken ?? failed };
        }

        report.Summary(outcome, environment.Time.GetElapsedTime(began), commands.Accept(), environment.IsCi);
        return ExitCode.Of(outcome, environment.IsCi, options.AllowInconclusive);
    }

    private static string? UsageMistake(RunOptions options)
    {
        if (ClockChoice.Mistake(options) is { } mistake)
        {
            return mistake;
        }

        if (options.Profile is { } profile && ServerProfiles.All.All(known => known.Name != profile))
        {
            var names = ServerProfiles.All.Select(known => known.Name).ToList();
            return $"there is no profile '{profile}'" + (Suggestion.Nearest(profile, names) is { } near ? $"; did you mean '{near}'?" : $" (there are {string.Join(", ", names)})");
        }

        return options.Repeat < 1 ? "--repeat must be 1 or more"
            : options.Parallel is < 1 ? "--parallel must be 1 or more"
            : null;
    }

    private int Refuse(string mistake)
    {
        environment.Error.WriteLine($"conformance: {mistake}");
        return ExitCode.Usage;
    }

    private static string NothingSelected(RunOptions options) => options.Filters.Count == 0
        ? "There are no scenarios to play."
        : $"No scenario fits --filter {string.Join(" --filter ", options.Filters)}; 'conformance list scenarios' names them all.";

    // Another client's transcripts differ from ours by right, and so do those of another edition or seed: they are
    // compared only where a team keeps its own. Under the real clock no two transcripts have the same order.
    private SnapshotStore? SnapshotsOf(RunOptions options, RunClock clock) =>
        clock == RunClock.Real ? null
        : options.Snapshots is { } folder ? new SnapshotStore(environment.CurrentDirectory, folder)
        : options is { Client: ClientChoice.Reference, Profile: null or ServerProfiles.Default, Seed: RunOptions.DefaultSeed } ? new SnapshotStore(environment.CurrentDirectory, null)
        : null;

    // Only where everything was meant to be played can a file without a scenario be told from one not asked for.
    private IReadOnlyList<string> OrphanedFiles(RunOptions options, RunClock clock, SuiteFiles files)
    {
        if (options.Files.Count > 0 || options.Filters.Count > 0 || SnapshotsOf(options, clock) is not { } store || _suite is null)
        {
            return [];
        }

        var known = files.Files.Select(file => file.Id).ToHashSet(StringComparer.Ordinal);
        return SnapshotFolder.Orphans(store.Directory ?? _suite.Folder, known);
    }

    private string? WriteReport(string folder, SuiteOutcome outcome)
    {
        var path = Path.Combine(Path.GetFullPath(folder, environment.CurrentDirectory), JsonReport.FileName);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, JsonReport.Write(outcome, Show));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return $"the report could not be written: {error.Message}";
        }
    }

    private string Show(string path) => ShownPath.From(environment.CurrentDirectory, path);
}
