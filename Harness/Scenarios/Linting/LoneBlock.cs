namespace Harness.Scenarios.Linting;

/// <summary>A block of order with a single line in it orders nothing. (A race of one action still has frames to order.)</summary>
internal sealed class LoneBlock : AdviceRule
{
    public override string Name => "lone-block";

    public override IEnumerable<Advice> Look(Sheet sheet) =>
        from line in sheet.LineMaps
        let head = line.Entries[0]
        where head.Key.Text is "any order" or "in order" && head.Value is Yaml.YamlList { Items.Count: 1 }
        select Say(head.Key.At, $"'{head.Key.Text}' holds a single line, which is in order whatever comes", "write the line without the block; its modifiers go to the line");
}
