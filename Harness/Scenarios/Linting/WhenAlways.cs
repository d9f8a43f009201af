using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Linting;

/// <summary>A <c>when</c> that holds in every row chooses nothing.</summary>
internal sealed class WhenAlways : AdviceRule
{
    public override string Name => "when-always";

    public override IEnumerable<Advice> Look(Sheet sheet)
    {
        if (sheet.Find("examples")?.Value is not YamlList { Items: var items })
        {
            return [];
        }

        var rows = items.OfType<YamlMap>().ToList();
        return from line in sheet.LineMaps
               let when = line.Find("when")
               where when?.Value is YamlMap { Entries.Count: > 0 } conditions && rows.TrueForAll(row => conditions.Entries.All(condition => Holds(condition, row)))
               select Say(when.Key.At, "this 'when' holds in every row", "leave it out");
    }

    private static bool Holds(YamlEntry condition, YamlMap row) =>
        row.Find(condition.Key.Text)?.Value is YamlScalar cell && Sheet.TextsIn(condition.Value).Contains(cell.Text);
}
