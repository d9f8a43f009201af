namespace Harness.Scenarios;

/// <summary>A place in a scenario file. Lines and columns count from 1.</summary>
public sealed record SourcePosition(string File, int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}:{Column}";
}
