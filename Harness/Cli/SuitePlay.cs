using System.Runtime.CompilerServices;
using Harness.Engine;
using Harness.Reports;

namespace Harness.Cli;

/// <summary>Plays a suite. Results come in the order of files, rows, seeds and orders.</summary>
/// <param name="options">What to play.</param>
/// <param name="cancellationToken">Stops between runs.</param>
internal delegate IAsyncEnumerable<RunResult> SuitePlay(SuiteOptions options, CancellationToken cancellationToken);

/// <summary>Plays everything several times and merges what must be equal.</summary>
internal static class RepeatedSuite
{
    /// <summary>Plays with <paramref name="play"/>; each result stands for <paramref name="repeat"/> equal runs, or is an error.</summary>
    public static async IAsyncEnumerable<RunResult> PlayAsync(SuitePlay play, SuiteOptions options, int repeat, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // In batches: large enough to keep every core busy, small enough to see results before the end.
        foreach (var batch in options.Files.Chunk(Math.Max(1, options.Parallel) * 4))
        {
            var repetitions = new List<List<RunResult>>();
            for (var i = 0; i < repeat; i++)
            {
                var results = new List<RunResult>();
                await foreach (var run in play(options with { Files = batch }, cancellationToken))
                {
                    results.Add(run);
                }

                repetitions.Add(results);
            }

            foreach (var run in Merge(repetitions))
            {
                yield return run;
            }
        }
    }

    private static IEnumerable<RunResult> Merge(List<List<RunResult>> repetitions)
    {
        var first = repetitions[0];
        for (var i = 0; i < first.Count; i++)
        {
            // Another number of runs, as with other orders of a race, is a difference too.
            yield return repetitions.TrueForAll(runs => i < runs.Count && runs.Count == first.Count && runs[i].Id == first[i].Id)
                ? RepeatedRuns.Merge([.. repetitions.Select(runs => runs[i])])
                : first[i] with { Verdict = Verdict.Error, Reason = "not the same twice: a repetition had other runs than the first" };
        }
    }
}
