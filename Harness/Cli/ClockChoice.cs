using Harness.Drivers;
using Harness.Drivers.Contract;
using Harness.Engine;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary><c>--clock</c> with what depends on it.</summary>
internal static class ClockChoice
{
    /// <summary>The clock that was asked for, else the virtual one where the client can follow it.</summary>
    public static RunClock Of(RunOptions options, IDriverSource driver) => options.Clock switch
    {
        RunOptions.VirtualClock => RunClock.Virtual,
        RunOptions.RealClock => RunClock.Real,
        _ => CanFollow(driver) ? RunClock.Virtual : RunClock.Real,
    };

    /// <summary>The clock as reports write it.</summary>
    public static string WordOf(RunClock clock) => clock == RunClock.Real ? RunOptions.RealClock : RunOptions.VirtualClock;

    /// <summary>Longest protocol time of a run under the real clock.</summary>
    public static TimeSpan MaxRealTime(RunOptions options) =>
        Durations.TryParse(options.MaxRealTime ?? RunOptions.DefaultMaxRealTime, out var most) ? most : TimeSpan.Zero;

    /// <summary>What is wrong with the options by themselves; null when nothing is.</summary>
    public static string? Mistake(RunOptions options) =>
        options.Clock is { } word && word is not (RunOptions.VirtualClock or RunOptions.RealClock)
            ? $"there is no clock '{word}'" + (Suggestion.Nearest(word, [RunOptions.VirtualClock, RunOptions.RealClock]) is { } near ? $"; did you mean '{near}'?" : " (there are virtual and real)")
        : MaxRealTime(options) <= TimeSpan.Zero
            ? $"--max-real-time {options.MaxRealTime} is no duration: write 45s or 2m"
        : null;

    /// <summary>What does not go with this client and its clock; null when everything does.</summary>
    public static string? Mistake(RunOptions options, IDriverSource driver)
    {
        var clock = Of(options, driver);
        return clock == RunClock.Virtual && !CanFollow(driver) ? $"--clock virtual does not work with {driver.Name}, which cannot follow it: use --clock real"
            : clock == RunClock.Virtual && options.MaxRealTime is not null ? "--max-real-time is for the real clock: use it with --clock real"
            : clock == RunClock.Real && options.Repeat > 1 ? "--repeat is for the virtual clock: under the real one no two runs are the same to the byte"
            : clock == RunClock.Real && options.Snapshots is not null ? "--snapshots is for the virtual clock: under the real one transcripts are not compared"
            : null;
    }

    private static bool CanFollow(IDriverSource driver) => driver.Capabilities.Contains(DriverContract.Clock);
}
