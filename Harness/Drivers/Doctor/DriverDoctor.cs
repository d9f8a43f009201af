using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Harness.Drivers.Contract;
using Harness.Drivers.Remote;
using Harness.Engine;
using Harness.Engine.Playing;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Drivers.Doctor;

/// <summary>
/// Examines a driver by itself: whether it can be met, each capability that it claims by a scenario as small as can be, and the
/// handshake of the virtual clock.
/// </summary>
/// <param name="folder">Where the scenarios of the check-up lie.</param>
/// <param name="reach">How clients reach the fake.</param>
internal sealed class DriverDoctor(string folder, NetworkReach reach)
{
    private static readonly TimeSpan s_longestCheck = TimeSpan.FromSeconds(30);

    // The server takes two seconds to let a client in; whoever answers 'connect' after that has waited for it.
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(1.5);

    // What was awaited for ten seconds did not stay away because of less than this.
    private static readonly TimeSpan s_tooLate = TimeSpan.FromSeconds(1);

    /// <summary>Examines it, thing by thing.</summary>
    public async IAsyncEnumerable<Finding> ExamineAsync(DriverPool pool, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (hello, illness) = await MeetAsync(pool, cancellationToken);
        if (hello is null)
        {
            yield return illness!;
            yield break;
        }

        yield return new Finding(Health.Well, "hello", $"{hello.Name} {hello.Version}, contract {hello.Contract}, {hello.Capabilities.Count} capabilities");
        yield return Echo(pool);
        var clock = hello.Capabilities.Contains(DriverContract.Clock) ? RunClock.Virtual : RunClock.Real;
        var examined = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var run in PlayAsync(pool, clock, Files(clock), cancellationToken))
        {
            var capability = CapabilityOf(run.Scenario);
            if (hello.Capabilities.Contains(capability) && examined.Add(capability))
            {
                var finding = FindingOf(run, capability);
                // What shows on the way is examined, too.
                examined.UnionWith(finding.Health == Health.Well ? ShownIn(run.Scenario) : []);
                yield return finding;
            }
        }

        if (clock == RunClock.Real)
        {
            yield return pool.SlowestAct < s_atOnce
                ? new Finding(Health.Well, "act", "buttons are answered at once")
                : new Finding(Health.Ill, "act", "a button was answered only when something had come of it", "answer 'act' as soon as the button is pressed; what comes of it is told as events, later");
        }

        foreach (var rest in hello.Capabilities.Where(c => !examined.Contains(c)))
        {
            yield return new Finding(Health.Unknown, rest, "claimed; there is no check-up for it");
        }

        if (clock == RunClock.Virtual)
        {
            yield return await SameTwiceAsync(pool, cancellationToken);
        }
    }

    /// <summary>The capability that a scenario of the check-up is about: its file's name.</summary>
    private static string CapabilityOf(Scenario scenario) => scenario.Id.Split('/')[^1].Replace('-', ' ');

    private static async Task<(Contract.HelloResult? Hello, Finding? Illness)> MeetAsync(DriverPool pool, CancellationToken cancellationToken)
    {
        try
        {
            await pool.StartAsync(cancellationToken);
            return (pool.Hello, null);
        }
        catch (HarnessException broken)
        {
            return (null, new Finding(Health.Ill, "hello", broken.Message, Remedies.For(broken.Message)));
        }
    }

    private static Finding Echo(DriverPool pool)
    {
        var session = (RemoteSession)pool.Open(isExclusive: true);
        try
        {
            var began = Stopwatch.GetTimestamp();
            session.EchoAsync(CancellationToken.None).GetAwaiter().GetResult();
            var took = Stopwatch.GetElapsedTime(began);
            return new Finding(Health.Well, "echo", string.Create(CultureInfo.InvariantCulture, $"answers a second hello after {took.TotalMilliseconds:0.0} ms"));
        }
        catch (HarnessException broken)
        {
            return new Finding(Health.Ill, "echo", broken.Message, "'hello' comes again at any time and wants the same answer: it is the echo by which lateness is measured");
        }
        finally
        {
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private IAsyncEnumerable<RunResult> PlayAsync(DriverPool pool, RunClock clock, IEnumerable<ScenarioFile> files, CancellationToken cancellationToken) =>
        new SuiteRunner(new SuiteOptions
        {
            Files = [.. files],
            Driver = pool,
            Reach = reach,
            Clock = clock,
            MaxRealTime = s_longestCheck,
            // A broken driver is easier to understand when only one thing happens at a time.
            Parallel = clock == RunClock.Virtual ? 1 : 4,
            Requirement = static _ => null,
        }).PlayAsync(cancellationToken);

    // What needs nothing comes first: what fails there explains what fails later.
    private List<ScenarioFile> Files(RunClock clock) =>
        [.. ScenarioLoader.Load([folder], new LoaderContext(null, folder)).Files
            .Where(f => clock == RunClock.Virtual || CapabilityOf(f.Rows[0]) != DriverContract.Clock)
            .OrderBy(static f => f.Rows[0].Given.Needs.Count).ThenBy(static f => f.Rows[0].Id, StringComparer.Ordinal)];

    private static Finding FindingOf(RunResult run, string capability)
    {
        switch (run.Verdict)
        {
            case Verdict.Pass or Verdict.Warn:
                return new Finding(Health.Well, capability, run.Scenario.Title);
            case Verdict.Skip:
                return new Finding(Health.Unknown, capability, $"not examined: {run.Reason}");
            case Verdict.Inconclusive when run.Lateness > s_tooLate:
                return new Finding(Health.Unknown, capability, run.Reason);
            case Verdict.Error:
                return new Finding(Health.Ill, capability, run.Reason, Remedies.For(run.Reason));
        }

        // Strangers on the wire are the client's affair: here only the driver is examined.
        if (run.Checks.FirstOrDefault(static c => c.Failure is not null && (c.At is not null || c.Label == Judge.Restless)) is not { Failure: { } failure } check)
        {
            return new Finding(Health.Well, capability, run.Scenario.Title);
        }

        var transcript = Transcript.Of(run);
        var instead = failure.Instead.Count > 0 ? $" Instead: {failure.Instead[0].Trim()}" : "";
        var words = transcript.Scrub(failure.Summary.Split(" But the harness was", 2)[0] + instead);
        return run.Scenario.Given.Clients.Any(c => c.At == check.At)
            ? new Finding(Health.NotReached, capability, $"not reached: {words}")
            : new Finding(Health.Ill, capability, words, Remedies.ForCapability(capability, IsEvent(capability, run)));
    }

    private static IEnumerable<string> ShownIn(Scenario scenario) => scenario.Given.Needs
        .Concat(scenario.Lines.OfType<ExpectationLine>().Where(static l => l.To == "app").Select(static l => l.Name));

    private static bool IsEvent(string capability, RunResult run) =>
        Vocabulary.Events.Any(e => e.Name == capability) && run.Scenario.Lines.OfType<ExpectationLine>().Any(l => l.To == "app" && l.Name == capability);

    private async Task<Finding> SameTwiceAsync(DriverPool pool, CancellationToken cancellationToken)
    {
        const string subject = "same twice";
        var texts = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await foreach (var run in PlayAsync(pool, RunClock.Virtual, Files(RunClock.Virtual).Where(static f => CapabilityOf(f.Rows[0]) == "reconnected"), cancellationToken))
            {
                texts.AddRange(run.Verdict is Verdict.Skip or Verdict.Error ? [] : [SnapshotText.Of(Transcript.Of(run))]);
            }
        }

        return texts is not [var one, var other] ? new Finding(Health.Unknown, subject, "could not be played twice")
            : one == other ? new Finding(Health.Well, subject, "the same scenario with the same seed gives the same transcript")
            : new Finding(Health.Ill, subject, "the same scenario with the same seed gave two transcripts", "something of the client escapes the faked clock, the counts or the seed: a timer, a random number, another thread");
    }
}
