using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>What is wrong with the options of <c>conformance run</c> by themselves.</summary>
internal static class RunMistakes
{
    /// <summary>The first mistake; null when there is none.</summary>
    public static string? Of(RunOptions options) =>
        ClockChoice.Mistake(options) is { } clock ? clock
        : Profile(options.Profile) is { } profile ? profile
        : options.Repeat < 1 ? "--repeat must be 1 or more"
        : options.Parallel is < 1 ? "--parallel must be 1 or more"
        : options.Retries < 0 ? "--retries must be 0 or more"
        : options.FailOn is not (RunOptions.FailOnFail or RunOptions.FailOnWarn) ? $"--fail-on is fail or warn, not '{options.FailOn}'"
        : options.Shard is { } shard && Shard.Parse(shard) is null ? $"--shard {shard} is no part of anything: write 2/5 for the second of five"
        : options is { Durations: not null, Shard: null } ? "--durations says how to share the suite out: use it with --shard 2/5"
        : options is { UntilFailure: true, Retries: > 0 } ? "--retries and --repeat-until-failure do not go together: a retry would hide the failure that is looked for"
        : options is { UntilFailure: true, Snapshots: not null } ? "--snapshots does not go with --repeat-until-failure, which plays other seeds than those of the snapshots"
        : null;

    private static string? Profile(string? profile)
    {
        if (profile is null || ServerProfiles.All.Any(known => known.Name == profile))
        {
            return null;
        }

        var names = ServerProfiles.All.Select(static known => known.Name).ToList();
        return $"there is no profile '{profile}'" + (Suggestion.Nearest(profile, names) is { } near ? $"; did you mean '{near}'?" : $" (there are {string.Join(", ", names)})");
    }
}
