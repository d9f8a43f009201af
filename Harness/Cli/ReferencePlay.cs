using Fixtures.ReferenceClient;
using Harness.Drivers;
using Harness.Engine;
using Harness.Engine.Playing;

namespace Harness.Cli;

/// <summary>Plays the suite with the reference client, as commands do that tell something about the suite and not about a client.</summary>
internal static class ReferencePlay
{
    /// <summary>All runs, in the order of the files.</summary>
    public static async Task<IReadOnlyList<RunResult>> AllAsync(SuitePlay play, SuiteFiles files, CancellationToken cancellationToken)
    {
        var results = new List<RunResult>();
        var options = new SuiteOptions
        {
            Files = files.Files,
            Driver = new ReferenceDriver(ClientChoice.Reference, SoftphoneRules.Reference),
            Reach = NetworkReach.Loopback,
            IsReference = true,
            Requirement = files.Requirements.Find,
        };
        await foreach (var result in play(options, cancellationToken))
        {
            results.Add(result);
        }

        return results;
    }

    /// <summary>Runs that were played and did not pass.</summary>
    public static IReadOnlyList<RunResult> Failed(IReadOnlyList<RunResult> runs) => [.. runs.Where(run => run.Verdict is not (Verdict.Pass or Verdict.Skip))];
}
