using System.Globalization;
using System.Runtime.CompilerServices;
using Harness.Engine;

namespace Harness.Cli;

/// <summary><c>--repeat-until-failure</c>: plays round after round, each with the next seed, until something fails.</summary>
/// <param name="play">Plays one round.</param>
/// <param name="most">How many rounds at most; null for as many as it takes.</param>
/// <param name="show">Shows how far it has come.</param>
/// <param name="isRed">Whether a round would make the whole run fail.</param>
internal sealed class UntilFailure(SuitePlay play, int? most, Action<string> show, Func<IReadOnlyList<RunResult>, bool> isRed)
{
    /// <summary>How many rounds were played to their end.</summary>
    public int Rounds { get; private set; }

    /// <summary>The results of the first round with a failure; of the last one played to its end where nothing failed, or somebody stopped.</summary>
    public async IAsyncEnumerable<RunResult> PlayAsync(SuiteOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<RunResult> last = [];
        while (!isRed(last) && (most is null || Rounds < most))
        {
            var round = await RoundAsync(options with { Seed = options.Seed + Rounds }, cancellationToken);
            if (round is null or [])
            {
                // Stopped, or the one run that was asked for is not in the rounds of further seeds.
                break;
            }

            last = round;
            Rounds++;
        }

        foreach (var run in last)
        {
            yield return run;
        }
    }

    private async Task<IReadOnlyList<RunResult>?> RoundAsync(SuiteOptions options, CancellationToken cancellationToken)
    {
        show(string.Create(CultureInfo.InvariantCulture, $"round {Rounds + 1}, seed {options.Seed}"));
        var round = new List<RunResult>();
        try
        {
            await foreach (var run in play(options, cancellationToken))
            {
                round.Add(run);
            }

            return round;
        }
        catch (OperationCanceledException) when (Rounds > 0)
        {
            // Stopping is how this ends where nothing fails: the rounds before count.
            return null;
        }
    }
}
