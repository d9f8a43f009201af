namespace Harness.Cli;

/// <summary>What <c>conformance run</c> was asked for.</summary>
internal sealed record RunOptions
{
    /// <summary>The seed of the verified snapshots.</summary>
    public const int DefaultSeed = 1;

    /// <summary>Files, folders and globs; empty for the suite.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Only what fits one of these.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The one run to play, by its id; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>Who is tested, and how it is reached.</summary>
    public ClientWanted Wanted { get; init; } = new();

    /// <summary>Who is tested.</summary>
    public string Client => Wanted.Client;

    /// <summary>Which clock; null for the virtual one where the client can follow it.</summary>
    public string? Clock { get; init; }

    /// <summary>What takes longer in protocol time is not played under the real clock; null for <see cref="DefaultMaxRealTime"/>.</summary>
    public string? MaxRealTime { get; init; }

    /// <summary>An inconclusive run is no failure.</summary>
    public bool AllowInconclusive { get; init; }

    /// <summary>Where all chance comes from.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Where reports go; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Where snapshots are kept; null for beside the scenarios.</summary>
    public string? Snapshots { get; init; }

    /// <summary>Edition of the server for scenarios that name none; null for the default.</summary>
    public string? Profile { get; init; }

    /// <summary>How many times each run is played.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>How many runs at once; null for what suits the clock.</summary>
    public int? Parallel { get; init; }

    /// <summary>Plays on with other seeds until something fails.</summary>
    public bool UntilFailure { get; init; }

    /// <summary>How many times a run that did not pass is played again.</summary>
    public int Retries { get; init; }

    /// <summary>A run that passed only on a retry is no failure.</summary>
    public bool AllowFlaky { get; init; }

    /// <summary><c>fail</c> or <c>warn</c>: the mildest verdict that makes the run fail.</summary>
    public string FailOn { get; init; } = FailOnFail;

    /// <summary>The requirement set that decides what is scored: a name or a file; null for everything.</summary>
    public string? Set { get; init; }

    /// <summary>The known-failing list; null for none.</summary>
    public string? KnownFailing { get; init; }

    /// <summary><c>2/5</c>: the second of five parts; null for everything.</summary>
    public string? Shard { get; init; }

    /// <summary>A report with recorded durations, by which shards are made even; null for what scenarios take in protocol time.</summary>
    public string? Durations { get; init; }

    /// <summary>What <c>--fail-on</c> is when nobody says otherwise.</summary>
    public const string FailOnFail = "fail";

    /// <summary>Warnings are failures, too.</summary>
    public const string FailOnWarn = "warn";

    /// <summary>Play whatever changes again, until somebody ends it.</summary>
    public bool Watch { get; init; }

    /// <summary>Time jumps to the next timer.</summary>
    public const string VirtualClock = "virtual";

    /// <summary>The clock on the wall.</summary>
    public const string RealClock = "real";

    /// <summary>Longest protocol time of a run under the real clock, when nobody says otherwise.</summary>
    public const string DefaultMaxRealTime = "30s";
}
