using System.Diagnostics;
using FakeDialStack.Flow;
using Harness.Drivers;
using Harness.Drivers.Remote;
using Harness.Engine.Playing;
using Harness.Engine.Time;
using Harness.Scenarios;

namespace Harness.Engine;

/// <summary>Plays single runs under the virtual clock. Each run has a loop, a clock, a fake and clients of its own.</summary>
internal sealed class ScenarioRunner(IDriverSource driver, string profile, NetworkReach reach, Func<string, Requirement?> requirement)
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Plays one run on the calling thread, which must have no synchronization context of its own.</summary>
    /// <param name="scenario">The scenario, for one row.</param>
    /// <param name="seed">Where all chance comes from.</param>
    /// <param name="orders">Choices of a race.</param>
    /// <param name="siblings">Other orders that this run came across.</param>
    public RunResult Play(Scenario scenario, int seed, IReadOnlyList<int> orders, out IReadOnlyList<IReadOnlyList<int>> siblings)
    {
        var began = Stopwatch.GetTimestamp();
        var chooser = new OrderChooser(orders);
        var run = new Run(new RunPlan(scenario, driver, seed, profile, orders), reach, chooser, requirement);
        var result = run.Play();
        siblings = [.. chooser.Siblings()];
        return result with
        {
            Took = Stopwatch.GetElapsedTime(began),
            Order = chooser.Delivered.Count > 0 ? string.Join(' ', chooser.Delivered) : null,
        };
    }

    private sealed class Run
    {
        private readonly RunPlan _plan;
        private readonly NetworkReach _reach;
        private readonly OrderChooser _chooser;
        private readonly Func<string, Requirement?> _requirement;
        private readonly VirtualTime _time = new(s_start);
        private readonly Record _record;
        private readonly Ledger _ledger;
        private readonly Lockstep _lockstep;

        private Border? _border;

        public Run(RunPlan plan, NetworkReach reach, OrderChooser chooser, Func<string, Requirement?> requirement)
        {
            _plan = plan;
            _reach = reach;
            _chooser = chooser;
            _requirement = requirement;
            _record = new Record(_time);
            var loop = new Loop();
            _ledger = new Ledger(loop);
            _lockstep = new Lockstep(loop, _ledger, _time);
        }

        public RunResult Play()
        {
            World? world = null;
            IDriverSession? driver = null;
            var result = Guarded(() =>
            {
                driver = _plan.Driver.Open(isExclusive: true);
                world = Start(driver);
                return PlayIn(world) with { Names = world.Called() };
            });
            // The record is closed: what taking things down brings is not judged (rule 7), unless the driver or the harness breaks over it.
            _border?.Close();
            var takenDown = Guarded(() =>
            {
                world?.TakeDown(_lockstep);
                return result;
            });
            driver?.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return result.Verdict == Verdict.Error ? result : takenDown;
        }

        private World Start(IDriverSession driver)
        {
            if (driver is not RemoteSession remote)
            {
                return World.Start(_plan, driver, _ledger, _time, _record, reach: null);
            }

            _border = new Border(_ledger, _time, s_start, [.. _plan.Scenario.Given.Clients.Select(static c => c.Name)], remote);
            _lockstep.Follower = _border;
            remote.Follow(_border);
            return World.Start(_plan, driver, _border, _time, _record, _reach);
        }

        private RunResult Guarded(Func<RunResult> play)
        {
            try
            {
                return play();
            }
            catch (Exception broke)
            {
                return Broken(broke is HarnessException ? broke.Message : $"{broke.GetType().Name}: {broke.Message}");
            }
        }

        private RunResult PlayIn(World world)
        {
            _lockstep.Do(world.BringIn);
            var beginnings = Beginnings.Of(_plan.Scenario);
            var player = new Player(world, _lockstep, _record, _chooser);
            player.Play(beginnings, _plan.Scenario.Lines);
            if (world.Recorder.Faults is [var fault, ..])
            {
                return Broken($"the fake broke its own rules: {fault}");
            }

            var checks = new Judge(_plan.Scenario, beginnings, player, _record, _requirement).Checks();
            var verdict = Verdicts.Of(checks.Select(static c => c.Verdict));
            var mistakes = verdict is Verdict.Pass ? MistakesIn(world) : [];
            return Result(mistakes.Count > 0 ? Verdict.Error : verdict, mistakes.FirstOrDefault() ?? ReasonOf(checks), checks) with
            {
                AuthorMistakes = mistakes,
                Alternatives = AlternativesOf(_plan.Scenario, player),
            };
        }

        private static (IReadOnlyList<SourcePosition> Taken, IReadOnlyList<SourcePosition> Left) AlternativesOf(Scenario scenario, Player player)
        {
            var all = LineTree.Flatten(scenario.Lines).OfType<BlockLine>().Where(static b => b.Kind == BlockKind.OneOf).SelectMany(static b => b.Alternatives).ToLookup(
                lines => lines.Any(l => player.Outcomes.GetValueOrDefault(l)?.State == LineState.Done), static lines => lines[0].At);
            return ([.. all[true]], [.. all[false]]);
        }

        private static List<string> MistakesIn(World world) =>
            world.IdleRules.Select(static r => $"{r.At}: the rule '{r.Text}' never had anything to do in this run").ToList();

        private static string ReasonOf(IReadOnlyList<CheckResult> checks)
        {
            var worst = checks.FirstOrDefault(static c => c.Verdict == Verdict.Fail) ?? checks.FirstOrDefault(static c => c.Verdict == Verdict.Warn);
            return worst?.Failure is { } failure ? (worst.Requirement is { } id ? $"{id}: " : "") + failure.Summary : "";
        }

        private RunResult Broken(string why) => Result(Verdict.Error, why, []);

        private RunResult Result(Verdict verdict, string reason, IReadOnlyList<CheckResult> checks) => new()
        {
            Id = _plan.Scenario.Id,
            Scenario = _plan.Scenario,
            Seed = _plan.Seed,
            Verdict = verdict,
            Reason = reason,
            Checks = checks,
            Transcript = [.. _record.Entries],
            Took = TimeSpan.Zero,
            ProtocolTime = _record.Now,
        };
    }
}
