using Harness.Scenarios.Reading;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Linting;

/// <summary>
/// What holds anyway is written out, and looks as if it mattered. Flags of users may be written: a scenario about a flag that
/// is off shows it.
/// </summary>
internal sealed class WrittenDefault : AdviceRule
{
    private static readonly (string Key, string Value)[] s_lines = [("optional", "false"), ("signed", "false"), ("fragments", "1")];
    private static readonly (string Key, string Value)[] s_clients = [("token_provider", "true")];
    private static readonly (string Key, string Value)[] s_backend = [("webhooks", "false")];
    private static readonly (string Key, string Value)[] s_file = [("seeds", "1")];

    public override string Name => "written-default";

    public override IEnumerable<Advice> Look(Sheet sheet) =>
    [
        .. In(sheet.Root, s_file),
        .. Clients(sheet).SelectMany(client => In(client, s_clients)),
        .. In(sheet.Find("given", "backend")?.Value, s_backend),
        .. sheet.LineMaps.SelectMany(line => In(line, s_lines)),
        .. sheet.LineMaps.Where(IsExpectation).SelectMany(line => In(line, [("times", "1")])),
        .. sheet.LineMaps.Select(static line => line.Find("with")).Where(static with => with?.Value is YamlMap { Entries.Count: 0 })
            .Select(with => Say(with!.Key.At, "'with' is empty, which is the same as none", "leave it out")),
    ];

    private static IEnumerable<YamlNode> Clients(Sheet sheet) =>
        (sheet.Find("given", "clients")?.Value as YamlMap)?.Entries.Select(static entry => entry.Value) ?? [];

    private IEnumerable<Advice> In(YamlNode? node, (string Key, string Value)[] defaults) =>
        from entry in (node as YamlMap)?.Entries ?? []
        where entry.Value is YamlScalar scalar && defaults.Contains((entry.Key.Text, scalar.Text))
        select Say(entry.Key.At, $"'{entry.Key.Text}: {((YamlScalar)entry.Value).Text}' holds anyway", "leave it out");

    // A rule without 'times' works for ever.
    private static bool IsExpectation(YamlMap line) => ArrowReader.IsArrow(line.Entries[0].Key.Text);
}
