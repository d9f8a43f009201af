using Harness.Drivers.Contract;
using Harness.Engine;
using Harness.Scenarios;

namespace Harness.Drivers.Remote;

/// <summary>Reads who a driver says it is.</summary>
internal static class DriverHello
{
    /// <summary>What is wrong with the answer to <c>hello</c>, in words for its author; empty when nothing is.</summary>
    public static IEnumerable<string> Mistakes(HelloResult hello)
    {
        if (hello.Contract != DriverContract.Version)
        {
            yield return $"it speaks contract {hello.Contract}, this harness speaks {DriverContract.Version}: use a driver, or a harness, of the same contract";
        }

        if (string.IsNullOrWhiteSpace(hello.Name))
        {
            yield return "its 'name' is empty: reports need one";
        }

        foreach (var least in Vocabulary.LeastCapabilities.Except(hello.Capabilities, StringComparer.Ordinal))
        {
            yield return $"its capabilities lack '{least}', which every driver must have";
        }

        var known = Vocabulary.Capabilities.ToHashSet(StringComparer.Ordinal);
        foreach (var unknown in hello.Capabilities.Where(c => !known.Contains(c)))
        {
            yield return $"the capability '{unknown}' does not exist" + (Suggestion.Nearest(unknown, known) is { } near ? $"; did you mean '{near}'?" : "");
        }

        if (hello.SilentMediaPatience is <= 0)
        {
            yield return "'silent_media_patience' must be more than 0 seconds";
        }
    }

    /// <summary>Says hello and refuses a driver with which nothing can be played.</summary>
    /// <exception cref="HarnessException">It did not answer, or not properly.</exception>
    public static async Task<HelloResult> MeetAsync(DriverConnection connection, CancellationToken cancellationToken)
    {
        var hello = await connection.HelloAsync(cancellationToken).ConfigureAwait(false);
        var mistakes = Mistakes(hello).ToList();
        return mistakes.Count == 0 ? hello : throw connection.Broke($"cannot be used: {string.Join("; ", mistakes)}");
    }
}
