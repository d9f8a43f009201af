namespace Harness.Scenarios.Reading;

/// <summary>What every reader of lines works with, for one row of one file.</summary>
internal sealed record LineContext(NodeReader Read, Parties Parties, FileFacts File, RowFacts Row)
{
    public DiagnosticBag Bag => Read.Bag;

    public TemplateReader Templates { get; } = new(Read);
}
