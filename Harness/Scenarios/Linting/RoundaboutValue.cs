using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Linting;

/// <summary>A value that says in two steps what the language says in one, or that fits whatever comes.</summary>
internal sealed class RoundaboutValue : AdviceRule
{
    public override string Name => "roundabout-value";

    public override IEnumerable<Advice> Look(Sheet sheet) =>
        sheet.LineMaps.Select(static line => line.Find("with")?.Value).OfType<YamlMap>().SelectMany(Walk);

    private IEnumerable<Advice> Walk(YamlNode node) => node switch
    {
        YamlList list => list.Items.SelectMany(Walk),
        YamlMap map => map.Entries.SelectMany(entry => Of(map, entry).Concat(Walk(entry.Value))),
        _ => [],
    };

    private IEnumerable<Advice> Of(YamlMap map, YamlEntry entry)
    {
        var (message, instead) = (entry.Key.Text, entry.Value) switch
        {
            ("$absent_or", YamlScalar { Text: "$any" }) when map.Entries.Count == 1 => ("this fits whatever comes", "leave the member out"),
            ("$not", YamlScalar { Text: "$absent" }) => ("'{ $not: $absent }' is anything that is there", "write $any"),
            ("$one_of", YamlList { Items: [YamlScalar only] }) => ("'$one_of' has nothing to choose from", $"write {only.Text} itself"),
            ("$not", YamlMap { Entries: [{ Key.Text: "$not" }] }) => ("'$not' of '$not' turns twice", "write the value itself"),
            _ => ("", ""),
        };
        return message.Length == 0 ? [] : [Say(entry.Key.At, message, instead)];
    }
}
