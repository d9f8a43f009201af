using System.Collections.Concurrent;
using Fixtures.Mutants;
using Fixtures.ReferenceClient;
using Harness.Coverage;
using Harness.Drivers;
using Harness.Engine;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>Plays mutants on the scenarios that check the requirement that they break.</summary>
internal static class MutantPlay
{
    /// <summary>The checks of its requirement that each mutant failed, by its name.</summary>
    /// <param name="play">The engine.</param>
    /// <param name="files">The suite.</param>
    /// <param name="requirement">What the ids of requirements mean.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<DecidingCheck>>> KillAsync(
        SuitePlay play, IReadOnlyList<ScenarioFile> files, Func<string, Requirement?> requirement, CancellationToken cancellationToken)
    {
        var killed = new ConcurrentDictionary<string, IReadOnlyList<DecidingCheck>>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(MutantCatalogue.All, cancellationToken, async (mutant, token) =>
        {
            var options = new SuiteOptions
            {
                Files = FilesFor(mutant, files),
                Driver = new ReferenceDriver(ClientChoice.MutantPrefix + mutant.Name, mutant.Change(SoftphoneRules.Reference)),
                Requirement = requirement,
                // The mutants are what is played side by side.
                Parallel = 1,
            };
            var bites = new List<DecidingCheck>();
            await foreach (var run in play(options, token))
            {
                bites.AddRange(run.Checks.Where(check => check.Requirement == mutant.Requirement && check is { Failure: not null, At: not null })
                    .Select(check => new DecidingCheck(run.Scenario.Id, check.Label, check.At!)));
            }

            killed[mutant.Name] = [.. bites.DistinctBy(bite => (bite.Scenario, bite.Label))];
        });
        return killed;
    }

    // One seed is enough to see a fault that is always there.
    private static List<ScenarioFile> FilesFor(Mutant mutant, IReadOnlyList<ScenarioFile> files) =>
    [
        .. files.Where(file => file.Rows.Any(row => LineTree.Flatten(row.Lines).Any(line => line.Checks.Contains(mutant.Requirement))))
            .Select(file => file with { Rows = [.. file.Rows.Select(row => row with { Seeds = 1 })] }),
    ];
}
