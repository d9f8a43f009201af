using Harness.Drivers;
using Harness.Engine;
using Harness.Engine.Playing;
using Harness.Gates;
using Harness.Reports;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary><c>conformance run</c>: plays scenarios, prints and writes what it found out.</summary>
internal sealed class RunCommand(CliEnvironment environment, SuitePlay play, MeetClient? meet = null)
{
    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);

    /// <summary>Runs it and returns the exit code.</summary>
    public async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (RunMistakes.Of(options) is { } mistake)
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

        if (GateFiles.Read(environment, options, _suite, files, out var mistakes) is not { } gate)
        {
            return SuiteFiles.Refuse(environment, mistakes);
        }

        var all = SuiteSelection.Of(options, files);
        if (all.Count == 0)
        {
            await environment.Output.WriteLineAsync(NothingSelected(options));
            return ExitCode.NothingJudged;
        }

        try
        {
            var selected = SuiteSelection.Shard(options, all, environment.CurrentDirectory);
            return await MeetAndPlayAsync(options, files, selected, all.Count, gate, cancellationToken);
        }
        catch (HarnessException broke)
        {
            await environment.Error.WriteLineAsync($"conformance: {broke.Message}");
            return ExitCode.Broken;
        }
    }

    private async Task<int> MeetAndPlayAsync(RunOptions options, SuiteFiles files, IReadOnlyList<SelectedFile> selected, int all, Gate gate, CancellationToken cancellationToken)
    {
        if (ReachOptions.Read(options.Wanted, environment.CurrentDirectory, out var noReach) is not { } reach)
        {
            return Refuse(noReach);
        }

        var (driver, noClient) = await (meet ?? ClientChoice.MeetAsync)(options.Wanted, reach, environment, cancellationToken);
        if (driver is null)
        {
            return Refuse(noClient);
        }

        await using (driver)
        {
            return ClockChoice.Mistake(options, driver) is { } clash
                ? Refuse(clash)
                : await PlayAsync(options, SuiteOf(options, selected, files, driver, reach, gate), files, selected, all, gate, cancellationToken);
        }
    }

    private static SuiteOptions SuiteOf(
        RunOptions options, IReadOnlyList<SelectedFile> selected, SuiteFiles files, IDriverSource driver, NetworkReach reach, Gate gate) => new()
        {
            Files = [.. selected.Select(static one => one.File)],
            Driver = driver,
            Reach = reach,
            IsReference = options.Client == ClientChoice.Reference,
            Seed = options.Seed,
            Profile = options.Profile ?? ServerProfiles.Default,
            Clock = ClockChoice.Of(options, driver),
            MaxRealTime = ClockChoice.MaxRealTime(options),
            Parallel = options.Parallel ?? (ClockChoice.Of(options, driver) == RunClock.Real ? SuiteRunner.RealRunsAtOnce : Environment.ProcessorCount),
            Only = options.Only,
            LeftOut = scenario => gate.WhyLeftOut(scenario.Id),
            Retries = options.Retries,
            Requirement = files.Requirements.Find,
        };

    private async Task<int> PlayAsync(
        RunOptions options, SuiteOptions suite, SuiteFiles files, IReadOnlyList<SelectedFile> selected, int all, Gate gate, CancellationToken cancellationToken)
    {
        var began = environment.Time.GetTimestamp();
        var terminal = new Terminal(environment.Output, environment.IsTerminal, environment.WantsColour);
        var commands = new ReplayCommands(options, _suite, environment.CurrentDirectory, Show);
        var requirements = files.Requirements.All.ToDictionary(static known => known.Id, ReportMaker.Requirement, StringComparer.Ordinal);
        var shown = new TerminalReport(terminal, new FailureStory(requirements.GetValueOrDefault));
        var session = new PlayedSuite(selected, options.Only is null, SnapshotsOf(options, suite.Clock), new ReportMaker(Show, commands.Replay), gate, shown);
        var maker = new ReportMaker(Show, commands.Replay);
        var rounds = new UntilFailure(play, options.Repeat > 1 ? options.Repeat : null, shown.Live, new RoundVerdict(maker, gate, RulesOf(options)).IsRed);
        await session.CollectAsync(
            options.UntilFailure ? rounds.PlayAsync(suite, cancellationToken)
            : options.Repeat > 1 ? RepeatedSuite.PlayAsync(play, suite, options.Repeat, cancellationToken)
            : play(suite, cancellationToken));

        if (options.Only is { } only && session is { Scenarios.Count: 0, Broken: null })
        {
            terminal.Line($"No run is called '{only}'. Its scenario has other rows or seeds, or this client gives its race other orders.");
            return ExitCode.NothingJudged;
        }

        var orphans = OrphanedFiles(options, suite.Clock, files).Select(Show).ToList();
        var report = new Report(
            JsonReport.FormatVersion, options.Client, options.Seed, ClockChoice.WordOf(suite.Clock), options.Profile, options.Shard is { } shard ? Shard.Parse(shard)?.ToString() : null, gate.Set, all,
            ReportSummaries.Of(session.Scenarios, orphans.Count, session.NotRun), session.Scenarios, requirements, orphans, gate.Stale, session.Broken, RulesOf(options));
        report = ReportPlaces.Write(environment, options, report);
        shown.Summary(report, environment.Time.GetElapsedTime(began), commands.Accept(), environment.IsCi);
        if (options.UntilFailure)
        {
            terminal.Line($"{(rounds.Rounds == 1 ? "1 round" : $"{rounds.Rounds} rounds")} played, the last with seed {options.Seed + rounds.Rounds - 1}; the figures above are those of the last one");
        }

        ReportPlaces.Annotate(environment, report);

        // There may be more parts than scenarios: an empty one is as good as any, and its report belongs to the whole.
        return selected.Count == 0 && !report.IsRed() ? ExitCode.Good : ExitCode.Of(report);
    }

    private ReportRules RulesOf(RunOptions options) => new()
    {
        InCi = environment.IsCi,
        AllowInconclusive = options.AllowInconclusive,
        AllowFlaky = options.AllowFlaky,
        FailOnWarn = options.FailOn == RunOptions.FailOnWarn,
    };

    private int Refuse(string mistake)
    {
        environment.Error.WriteLine($"conformance: {mistake}");
        return ExitCode.Usage;
    }

    private static string NothingSelected(RunOptions options) => options.Filters.Count == 0 && options.Only is null
        ? "There are no scenarios to play."
        : options.Only is { } only ? $"There is no scenario with a run '{only}'; a report names runs in full."
        : $"No scenario fits --filter {string.Join(" --filter ", options.Filters)}; 'conformance list scenarios' names them all.";

    // Another client's transcripts differ from ours by right, and so do those of another edition or seed: they are
    // compared only where a team keeps its own. Under the real clock no two transcripts have the same order.
    private SnapshotStore? SnapshotsOf(RunOptions options, RunClock clock) =>
        clock == RunClock.Real || options.UntilFailure ? null
        : options.Snapshots is { } folder ? new SnapshotStore(environment.CurrentDirectory, folder)
        : options is { Client: ClientChoice.Reference, Profile: null or ServerProfiles.Default, Seed: RunOptions.DefaultSeed } ? new SnapshotStore(environment.CurrentDirectory, null)
        : null;

    // Only where everything was meant to be played can a file without a scenario be told from one not asked for.
    private IReadOnlyList<string> OrphanedFiles(RunOptions options, RunClock clock, SuiteFiles files)
    {
        if (options.Files.Count > 0 || options.Filters.Count > 0 || options.Only is not null || SnapshotsOf(options, clock) is not { } store || _suite is null)
        {
            return [];
        }

        var known = files.Files.Select(file => file.Id).ToHashSet(StringComparer.Ordinal);
        return SnapshotFolder.Orphans(store.Directory ?? _suite.Folder, known);
    }

    private string Show(string path) => ShownPath.From(environment.CurrentDirectory, path);
}
