using System.Runtime.CompilerServices;
using Harness.Drivers;
using Harness.Engine.Playing;
using Harness.Scenarios;

namespace Harness.Engine;

/// <summary>What to play, and how.</summary>
public sealed record SuiteOptions
{
    /// <summary>The files, in the order in which results come.</summary>
    public required IReadOnlyList<ScenarioFile> Files { get; init; }

    /// <summary>Who is tested.</summary>
    public required IDriverSource Driver { get; init; }

    /// <summary>How clients outside this process reach the fake. Default: over loopback.</summary>
    public NetworkReach Reach { get; init; } = NetworkReach.Loopback;

    /// <summary>Where all chance comes from. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The server's edition for scenarios that name none.</summary>
    public string Profile { get; init; } = "default";

    /// <summary>Which clock to play with. Default: the virtual one, which the driver must be able to follow.</summary>
    public RunClock Clock { get; init; }

    /// <summary>Under the real clock: what takes longer than this in protocol time is skipped. Default 30 s.</summary>
    public TimeSpan MaxRealTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many runs at once. Default: one for each core, which is right for the virtual clock; see <see cref="SuiteRunner.RealRunsAtOnce"/>.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// True where the client is known to be right: an alternative that no run takes is then a mistake of the file (rule 11).
    /// Any other client may well keep to one alternative.
    /// </summary>
    public bool IsReference { get; init; }

    /// <summary>The one run to play, by its id (<c>area/name[row][order][seed]</c>); null for all.</summary>
    public string? Only { get; init; }

    /// <summary>Why a scenario is not to be played; null where it is.</summary>
    public Func<Scenario, string?> LeftOut { get; init; } = static _ => null;

    /// <summary>How many times a run that did not pass is played again; one that passes then is <see cref="Verdict.Flaky"/>. Default 0.</summary>
    public int Retries { get; init; }

    /// <summary>What the ids of requirements mean.</summary>
    public required Func<string, Requirement?> Requirement { get; init; }
}

/// <summary>Plays files: every row, every seed, every order of a race; several runs side by side, results in order.</summary>
public sealed class SuiteRunner(SuiteOptions options)
{
    /// <summary>The most orders of one race that are played; more are cut off, and the last run says so.</summary>
    public const int MostOrders = 32;

    /// <summary>How many runs at once under the real clock, where they mostly wait.</summary>
    public const int RealRunsAtOnce = 32;

    private readonly ScenarioRunner _runner = new(options.Driver, options.Profile, options.Reach, options.Requirement, options.Clock);
    // After so many that broke their own driver, too, the next ones are believed at once.
    private const int MostBrokenAlone = 4;

    private readonly Lock _alone = new();
    private readonly ProtocolTimes _times = new(options.Profile, options.Requirement);
    private int _brokenAlone;

    /// <summary>Plays everything. Results come in the order of files, rows, seeds and orders.</summary>
    public async IAsyncEnumerable<RunResult> PlayAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var units = Units().ToList();
        var done = units.Select(static _ => new TaskCompletionSource<IReadOnlyList<RunResult>>(TaskCreationOptions.RunContinuationsAsynchronously)).ToList();
        var next = -1;
        var workers = Enumerable.Range(0, Math.Clamp(options.Parallel, 1, Math.Max(1, units.Count))).Select(number =>
        {
            // Threads of their own: a run keeps its thread until it is over, and the pool must stay free for sockets.
            var worker = new Thread(() =>
            {
                int i;
                while ((i = Interlocked.Increment(ref next)) < units.Count && !cancellationToken.IsCancellationRequested)
                {
                    try
                    {
                        done[i].SetResult(PlayUnit(units[i].Scenario, units[i].Seed, units[i].First));
                    }
                    catch (Exception broke)
                    {
                        done[i].SetException(broke);
                    }
                }
            })
            { IsBackground = true, Name = $"run {number}" };
            worker.Start();
            return worker;
        }).ToList();
        var unused = new UnusedAlternatives();
        for (var i = 0; i < units.Count; i++)
        {
            var results = await done[i].Task.WaitAsync(cancellationToken);
            var isLast = i == units.Count - 1 || units[i + 1].Scenario.Id != units[i].Scenario.Id;
            // Under the real clock rows are left out, and with them the alternatives that they would have taken.
            foreach (var result in options is { IsReference: true, Clock: RunClock.Virtual, Only: null } ? unused.Check(results, isLast) : results)
            {
                if (options.Only is null || result.Id == options.Only)
                {
                    yield return result;
                }
            }
        }

        workers.ForEach(static w => w.Join());
    }

    private IEnumerable<(Scenario Scenario, int Seed, bool First)> Units() =>
        from file in options.Files
        from row in file.Rows
        from number in Enumerable.Range(0, row.Seeds)
        where MayBeMeant(row, options.Seed + number)
        select (row, options.Seed + number, number == 0);

    // Orders are known only when they have been played: all of a row's are, and one is shown.
    private bool MayBeMeant(Scenario row, int seed) =>
        options.Only is not { } only
        || (only.StartsWith(IdOf(row with { Seeds = 1 }, seed, null), StringComparison.Ordinal) && (row.Seeds == 1 || only.EndsWith($"[seed {seed}]", StringComparison.Ordinal)));

    private List<RunResult> PlayUnit(Scenario scenario, int seed, bool isFirstSeed)
    {
        if (options.LeftOut(scenario) is { } why)
        {
            return [Skipped(scenario, seed, why)];
        }

        var missing = scenario.Given.Needs.Where(n => !options.Driver.Capabilities.Contains(n)).ToList();
        if (missing.Count > 0)
        {
            return [Skipped(scenario, seed, $"the client has no '{string.Join("', '", missing)}'")];
        }

        if (scenario.Given.Backend.UnderTest)
        {
            return [Skipped(scenario, seed, "it plays against a backend under test, and this version has none to play against")];
        }

        if (scenario.Given.Clock is { } wanted && wanted != WordOf(options.Clock))
        {
            return [Skipped(scenario, seed, $"it wants the {wanted} clock, and runs are played under the {WordOf(options.Clock)} one")];
        }

        if (options.Clock == RunClock.Real && _times.Of(scenario, seed).Whole is var takes && takes > options.MaxRealTime)
        {
            return [Skipped(scenario, seed, $"it takes {Shown(takes)} of protocol time, and --max-real-time is {Durations.Format(options.MaxRealTime)}")];
        }

        if (options.Driver.SilentMediaPatience is { } patience && _times.Of(scenario, seed).LongestCall is var lasts && lasts >= patience)
        {
            return [Skipped(scenario, seed, $"a call in it lasts {Shown(lasts)}, and this client gives a call without media up after {Durations.Format(patience)}")];
        }

        var results = new List<RunResult>();
        var orders = new Stack<IReadOnlyList<int>>([[]]);
        while (orders.TryPop(out var order) && results.Count < MostOrders)
        {
            var first = PlayOne(scenario, seed, order, out var siblings);
            results.Add(Retried(scenario, seed, order, first, ref siblings));
            foreach (var sibling in siblings.Reverse())
            {
                orders.Push(sibling);
            }
        }

        return results.Select(r => r with
        {
            Id = IdOf(scenario, seed, results.Count > 1 ? r.Order : null),
            HasSnapshot = isFirstSeed && options.Clock == RunClock.Virtual,
            OrdersLeftOut = orders.Count > 0,
        }).ToList();
    }

    private RunResult Retried(Scenario scenario, int seed, IReadOnlyList<int> order, RunResult result, ref IReadOnlyList<IReadOnlyList<int>> siblings)
    {
        var before = new List<string>();
        while (result.Verdict is Verdict.Fail or Verdict.Inconclusive or Verdict.Error && before.Count < options.Retries)
        {
            before.Add($"{Reports.VerdictWords.Of(result.Verdict)}: {result.Reason}");
            // An attempt that ended early has not come across all orders of a race.
            result = PlayOne(scenario, seed, order, out siblings);
        }

        return before.Count == 0 ? result
            : result.Verdict is Verdict.Pass or Verdict.Warn ? result with { Verdict = Verdict.Flaky, Reason = $"passed only at attempt {before.Count + 1}; before: {before[^1]}", Retried = before }
            : result with { Retried = before };
    }

    private RunResult PlayOne(Scenario scenario, int seed, IReadOnlyList<int> order, out IReadOnlyList<IReadOnlyList<int>> siblings)
    {
        var result = _runner.Play(scenario, seed, order, isAlone: false, out siblings);

        // A driver that broke under several runs was broken by one of them: each is played again with one of its own.
        if (result is not { Verdict: Verdict.Error, DriverBroke: true } || options.Clock != RunClock.Real)
        {
            return result;
        }

        // One after another: they may be many, and each starts a driver.
        lock (_alone)
        {
            if (_brokenAlone >= MostBrokenAlone)
            {
                return result;
            }

            var again = _runner.Play(scenario, seed, order, isAlone: true, out siblings);
            _brokenAlone = again is { Verdict: Verdict.Error } ? _brokenAlone + 1 : 0;

            // Without a driver nothing was played again, and what broke the first one is still the reason.
            return again.HadNoDriver ? result : again with { PlayedAgain = result.Reason };
        }
    }

    private static string WordOf(RunClock clock) => clock == RunClock.Real ? "real" : "virtual";

    private static string Shown(TimeSpan time) => Durations.Format(TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds)));

    private static string IdOf(Scenario scenario, int seed, string? order) =>
        scenario.Id
        + (scenario.Row is { } row ? $"[{row.Label}]" : "")
        + (order is null ? "" : $"[{order}]")
        + (scenario.Seeds > 1 ? $"[seed {seed}]" : "");

    private static RunResult Skipped(Scenario scenario, int seed, string why) => new()
    {
        Id = IdOf(scenario, seed, null),
        Scenario = scenario,
        Seed = seed,
        HasSnapshot = false,
        Verdict = Verdict.Skip,
        Reason = why,
        Checks = [],
        Transcript = [],
        Took = TimeSpan.Zero,
        ProtocolTime = TimeSpan.Zero,
    };
}
