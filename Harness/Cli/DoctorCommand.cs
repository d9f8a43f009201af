using Harness.Drivers.Doctor;
using Harness.Drivers.Remote;
using Harness.Engine;
using Harness.Engine.Playing;
using Harness.Reports;

namespace Harness.Cli;

/// <summary><c>conformance doctor</c>: exercises a driver alone and says in plain words what is wrong with it and how to mend it.</summary>
internal sealed class DoctorCommand(CliEnvironment environment)
{
    private const int SubjectWidth = 16;

    /// <summary>Runs it and returns the exit code.</summary>
    public async Task<int> RunAsync(ClientWanted wanted, CancellationToken cancellationToken)
    {
        if (wanted.Client == ClientChoice.Reference || wanted.Client.StartsWith(ClientChoice.MutantPrefix, StringComparison.Ordinal))
        {
            return Refuse("the doctor examines drivers: name one with --client");
        }

        if (ReachOptions.Read(wanted, environment.CurrentDirectory, out var noReach) is not { } reach)
        {
            return Refuse(noReach);
        }

        try
        {
            var (pool, noPool) = await ClientChoice.PoolAsync(wanted, reach, environment);
            if (pool is null)
            {
                return Refuse(noPool);
            }

            await using (pool)
            {
                return await ExamineAsync(pool, reach, cancellationToken);
            }
        }
        catch (HarnessException broke)
        {
            await environment.Error.WriteLineAsync($"conformance: {broke.Message}");
            return ExitCode.Broken;
        }
    }

    private async Task<int> ExamineAsync(DriverPool pool, NetworkReach reach, CancellationToken cancellationToken)
    {
        var terminal = new Terminal(environment.Output, environment.IsTerminal, environment.WantsColour);
        var folder = Path.Combine(environment.ExecutableDirectory, "Drivers", "Doctor", "Checkup");
        var ill = 0;
        var all = 0;
        var notReached = 0;
        await foreach (var finding in new DriverDoctor(folder, reach).ExamineAsync(pool, cancellationToken))
        {
            all++;
            ill += finding.Health == Health.Ill ? 1 : 0;
            notReached += finding.Health == Health.NotReached ? 1 : 0;
            terminal.Line(Show(finding));
            if (finding.Mend.Length > 0)
            {
                terminal.Line([new Span(new string(' ', SubjectWidth + 8)), new Span("Mend: ", Tone.Strong), new Span(finding.Mend)]);
            }
        }

        terminal.Line([]);
        terminal.Line([new Span(
            $"{all} {(all == 1 ? "thing" : "things")} examined, {(ill == 0 ? "nothing" : $"{ill}")} to mend{(notReached == 0 ? "" : $", {notReached} not reached")}.", ill + notReached == 0 ? Tone.Good : Tone.Bad)]);
        return ill + notReached == 0 ? ExitCode.Good : ExitCode.Broken;
    }

    private static Span[] Show(Finding finding)
    {
        var (word, tone) = finding.Health switch
        {
            Health.Well => ("ok", Tone.Good),
            Health.Ill => ("ILL", Tone.Bad),
            Health.NotReached => ("-", Tone.Odd),
            _ => ("?", Tone.Quiet),
        };
        return [new Span($"{word,-6}", tone), new Span("  " + finding.Subject.PadRight(SubjectWidth), Tone.Strong), new Span(finding.Words)];
    }

    private int Refuse(string mistake)
    {
        environment.Error.WriteLine($"conformance: {mistake}");
        return ExitCode.Usage;
    }
}
