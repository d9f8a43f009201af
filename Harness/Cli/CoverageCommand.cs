using Fixtures.Mutants;
using Harness.Coverage;
using Harness.Engine;
using Harness.Reports;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary><c>conformance coverage</c>: which requirements are decided where, and what of the catalogue no scenario exercises.</summary>
internal sealed class CoverageCommand(CliEnvironment environment, SuitePlay play)
{
    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);

    /// <summary>Runs it and returns the exit code. What is missing is no failure; a run that does not pass is, because nothing can be said of it.</summary>
    /// <param name="json">For programs.</param>
    /// <param name="mutants">Play the mutants, too.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    public async Task<int> RunAsync(bool json, bool mutants, CancellationToken cancellationToken)
    {
        var files = SuiteFiles.Load(environment, _suite, []);
        if (files.Mistakes.Count > 0)
        {
            return SuiteFiles.Refuse(environment, files.Mistakes);
        }

        var runs = await ReferencePlay.AllAsync(play, files, cancellationToken);
        var killed = mutants ? await MutantPlay.KillAsync(play, files.Files, files.Requirements.Find, cancellationToken) : null;
        var passed = runs.Where(run => run.Verdict == Verdict.Pass).ToList();
        var facts = new CoverageFacts(
            passed.Select(run => run.Scenario.Id).Distinct(StringComparer.Ordinal).Count(),
            passed.Count,
            RequirementCoverage.Of(files.Requirements.All, passed, MutantCatalogue.All, killed is null ? null : mutant => killed[mutant.Name]),
            CatalogueCoverage.Of(passed));
        if (json)
        {
            await environment.Output.WriteAsync(CoverageJson.Write(facts));
        }
        else
        {
            CoverageTable.Write(new Terminal(environment.Output, environment.IsTerminal, environment.WantsColour), facts);
        }

        return Failed(ReferencePlay.Failed(runs));
    }

    private int Failed(IReadOnlyList<RunResult> failed)
    {
        foreach (var run in failed)
        {
            environment.Error.WriteLine($"{run.Id}: {VerdictWords.Of(run.Verdict)}: {Transcript.Of(run).Scrub(run.Reason)}; it is not counted");
        }

        return failed.Count > 0 ? ExitCode.Failed : ExitCode.Good;
    }
}
