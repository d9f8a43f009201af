namespace Harness.Scenarios.Reading;

/// <summary>What was seen while reading, with places: for checks that look at a whole file.</summary>
internal sealed class FileFacts
{
    /// <summary>Every requirement named under <c>checks</c>.</summary>
    public List<RequirementUse> Checks { get; } = [];

    /// <summary>Every requirement named under <c>covers</c>.</summary>
    public List<RequirementUse> Covers { get; } = [];
}

/// <summary>A requirement named at a place.</summary>
internal sealed record RequirementUse(SourcePosition At, string Id);

/// <summary>What only holds in one row.</summary>
internal sealed class RowFacts
{
    /// <summary>Labels in the order of the file, with the number of their line.</summary>
    public List<LabelUse> Labels { get; } = [];

    /// <summary>Labels that <c>since</c> and <c>until</c> name.</summary>
    public List<LabelUse> References { get; } = [];
}

/// <summary>A label at a place; <see cref="Line"/> counts the lines of the file, <see cref="Later"/> says on which side the label must be.</summary>
internal sealed record LabelUse(SourcePosition At, string Label, int Line, bool Later = false);
