using System.Diagnostics;
using Harness.Drivers;
using Harness.Drivers.Remote;
using Harness.Engine.Playing;
using Harness.Engine.Time;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine;

/// <summary>Plays single runs. Each run has a loop, a clock, a fake and clients of its own.</summary>
internal sealed class ScenarioRunner(IDriverSource driver, string profile, NetworkReach reach, Func<string, Requirement?> requirement, RunClock clock = RunClock.Virtual)
{
    /// <summary>Plays one run on the calling thread, which must have no synchronization context of its own.</summary>
    /// <param name="scenario">The scenario, for one row.</param>
    /// <param name="seed">Where all chance comes from.</param>
    /// <param name="orders">Choices of a race.</param>
    /// <param name="isAlone">True: with a driver that nobody else uses meanwhile, under the real clock too.</param>
    /// <param name="siblings">Other orders that this run came across.</param>
    public RunResult Play(Scenario scenario, int seed, IReadOnlyList<int> orders, bool isAlone, out IReadOnlyList<IReadOnlyList<int>> siblings)
    {
        var chooser = new OrderChooser(orders);
        var plan = new RunPlan(scenario, seed, profile, orders);
        var result = Play(plan, chooser, isAlone);
        siblings = [.. chooser.Siblings()];
        return result with
        {
            Order = chooser.Delivered.Count > 0 ? string.Join(' ', chooser.Delivered) : null,
        };
    }

    private RunResult Play(RunPlan plan, OrderChooser chooser, bool isAlone)
    {
        IDriverSession session;
        try
        {
            // Faked timers belong to a whole process: under the virtual clock nobody shares one.
            session = driver.Open(isAlone || clock == RunClock.Virtual);
        }
        catch (HarnessException none)
        {
            return Result(plan, TimeSpan.Zero, [], Verdict.Error, none.Message, []) with { HadNoDriver = true };
        }

        // Waiting for a driver is not part of the run.
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var clockwork = Clockwork.For(clock, session, [.. plan.Scenario.Given.Clients.Select(static c => c.Name)], reach, driver.IsHeld);
            var result = new Run(plan, session, clockwork, chooser, requirement).Play() with
            {
                Took = Stopwatch.GetElapsedTime(began),
                DriverOutput = (session as RemoteSession)?.Printed() ?? [],
            };
            if (session is not RemoteSession { Fault: { } fault })
            {
                return result;
            }

            // Whatever seems to be missing, it was the driver that stopped saying it.
            return result.Verdict is Verdict.Pass or Verdict.Warn or Verdict.Error
                ? result with { DriverBroke = true }
                : result with { DriverBroke = true, Verdict = Verdict.Error, Reason = fault, Checks = [] };
        }
        finally
        {
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static RunResult Result(
        RunPlan plan, TimeSpan protocolTime, IReadOnlyList<TranscriptEntry> transcript, Verdict verdict, string reason, IReadOnlyList<CheckResult> checks) => new()
        {
            Id = plan.Scenario.Id,
            Scenario = plan.Scenario,
            Seed = plan.Seed,
            Verdict = verdict,
            Reason = reason,
            Checks = checks,
            Transcript = transcript,
            Took = TimeSpan.Zero,
            ProtocolTime = protocolTime,
        };

    private sealed class Run
    {
        private readonly RunPlan _plan;
        private readonly IDriverSession _driver;
        private readonly Clockwork _clockwork;
        private readonly OrderChooser _chooser;
        private readonly Func<string, Requirement?> _requirement;
        private readonly Record _record;
        private readonly IPace _pace;

        public Run(RunPlan plan, IDriverSession driver, Clockwork clockwork, OrderChooser chooser, Func<string, Requirement?> requirement)
        {
            _plan = plan;
            _driver = driver;
            _clockwork = clockwork;
            _chooser = chooser;
            _requirement = requirement;
            _record = clockwork.Record;
            _pace = clockwork.Pace;
        }

        public RunResult Play()
        {
            World? world = null;
            var result = Guarded(() =>
            {
                world = World.Start(_plan, _driver, _clockwork, _record);
                return PlayIn(world) with { Names = world.Called() };
            });
            // The record is closed: what taking things down brings is not judged (rule 7), unless the driver or the harness breaks over it.
            _clockwork.End();
            var takenDown = Guarded(() =>
            {
                world?.TakeDown(_pace);
                return result;
            });
            return result.Verdict == Verdict.Error ? result : takenDown;
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
            _pace.Do(world.BringIn);
            // Making clients may take a driver a while; from here on everybody must be quick.
            _clockwork.Begin(() => world.IsBusy);
            var beginnings = Beginnings.Of(_plan.Scenario);
            var player = new Player(world, _pace, _record, _chooser);
            player.Play(beginnings, _plan.Scenario.Lines);
            // What is late from here on changes no judgement.
            var slack = _pace.Slack;
            if (world.Recorder.Faults is [var fault, ..])
            {
                return Broken($"the fake broke its own rules: {fault}");
            }

            var checks = new Judge(_plan.Scenario, beginnings, player, _record, slack, _requirement).Checks();
            var verdict = Verdicts.Of(checks.Select(static c => c.Verdict));
            var mistakes = verdict is Verdict.Pass && !slack.IsLate ? MistakesIn(world) : [];
            return Result(mistakes.Count > 0 ? Verdict.Error : verdict, mistakes.FirstOrDefault() ?? ReasonOf(checks), checks) with
            {
                AuthorMistakes = mistakes,
                ClockMoves = player.ClockMoves,
                Alternatives = AlternativesOf(_plan.Scenario, player),
                BeginningEntries = Math.Min(player.Beginning.Index, _record.Entries.Count),
                Places = player.PlacesOf(_plan.Scenario.Lines),
                Moves = world.Recorder.Moves,
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
            Verdict[] fromWorst = [Verdict.Fail, Verdict.Inconclusive, Verdict.Warn];
            var worst = fromWorst.Select(v => checks.FirstOrDefault(c => c.Verdict == v)).FirstOrDefault(static c => c is not null);
            return worst?.Failure is { } failure ? (worst.Requirement is { } id ? $"{id}: " : "") + failure.Summary : "";
        }

        private RunResult Broken(string why) => Result(Verdict.Error, why, []);

        private RunResult Result(Verdict verdict, string reason, IReadOnlyList<CheckResult> checks) =>
            ScenarioRunner.Result(_plan, _record.Now, [.. _record.Entries], verdict, reason, checks) with { Lateness = _clockwork.Lateness };
    }
}
