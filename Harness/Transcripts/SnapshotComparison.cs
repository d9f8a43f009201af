namespace Harness.Transcripts;

/// <summary>How a run compares with its snapshot.</summary>
public enum SnapshotState
{
    /// <summary>Not compared: another client's run, a further seed, or nothing was played.</summary>
    None,

    /// <summary>As verified.</summary>
    Same,

    /// <summary>Different from what was verified.</summary>
    Drift,

    /// <summary>Nothing was verified yet.</summary>
    New,
}

/// <summary>How one section compares.</summary>
/// <param name="Label">Which run.</param>
/// <param name="State">How.</param>
/// <param name="Diff">What changed; empty unless it drifted.</param>
public sealed record SectionComparison(string Label, SnapshotState State, IReadOnlyList<DiffLine> Diff);

/// <summary>How a scenario compares with its snapshot file.</summary>
/// <param name="VerifiedPath">The file that was, or would be, compared against.</param>
/// <param name="Sections">One per run given, in that order.</param>
/// <param name="Orphans">Labels of verified sections that no run belongs to.</param>
/// <param name="Note">Why the received file could not be written; null when all went well.</param>
public sealed record SnapshotComparison(string VerifiedPath, IReadOnlyList<SectionComparison> Sections, IReadOnlyList<string> Orphans, string? Note);
