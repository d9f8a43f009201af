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

    /// <summary>Who is tested, and how it is reached.</summary>
    public ClientWanted Wanted { get; init; } = new();

    /// <summary>Who is tested.</summary>
    public string Client => Wanted.Client;

    /// <summary>Which clock.</summary>
    public string Clock { get; init; } = VirtualClock;

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

    /// <summary>How many runs at once; null for one for each core.</summary>
    public int? Parallel { get; init; }

    /// <summary>The only clock so far.</summary>
    public const string VirtualClock = "virtual";
}
