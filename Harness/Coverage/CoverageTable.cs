using Harness.Reports;

namespace Harness.Coverage;

/// <summary>Writes it for people: a line for each requirement, then what of the catalogue is missing, then the counts.</summary>
internal static class CoverageTable
{
    /// <summary>Writes it.</summary>
    public static void Write(Terminal terminal, CoverageFacts facts)
    {
        var wide = facts.Requirements.Select(row => row.Requirement.Id.Length).DefaultIfEmpty(0).Max();
        foreach (var row in facts.Requirements)
        {
            Requirement(terminal, row, wide);
        }

        foreach (var group in facts.Catalogue)
        {
            Names(terminal, group.Name, "never exercised", group.Missing);
            Names(terminal, group.Name, "only ever injected", group.OnlyInjected);
        }

        Summary(terminal, facts);
    }

    private static void Requirement(Terminal terminal, RequirementCoverage row, int wide)
    {
        var indent = new string(' ', wide + 20);
        terminal.Line(
            new Span(row.Requirement.Id.PadRight(wide + 2)),
            new Span(row.Requirement.Level.PadRight(8)),
            new Span(row.State.ToString().ToLowerInvariant().PadRight(10), ToneOf(row.State)),
            new Span(Where(row)));
        foreach (var one in row.Mutants)
        {
            var killed = one.KilledBy switch
            {
                null => "",
                [] => "  survives",
                var checks => "  killed by " + string.Join(", ", checks.Select(check => $"{check.Scenario} {check.Label}")),
            };
            terminal.Line(new Span(indent), new Span($"mutant {one.Mutant.Name}", Tone.Quiet), new Span(killed, one.KilledBy is [] ? Tone.Bad : Tone.Quiet));
        }
    }

    private static string Where(RequirementCoverage row) => row.State switch
    {
        CoverageState.Open => "",
        CoverageState.Announced => "announced by " + string.Join(", ", row.Announced),
        _ => string.Join(", ", row.Checks.GroupBy(check => check.Scenario).Select(same => same.Count() == 1 ? same.Key : $"{same.Key} ({same.Count()} checks)")),
    };

    private static void Names(Terminal terminal, string what, string why, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line($"{what} {why}:", Tone.Strong);
        foreach (var name in names)
        {
            terminal.Line("  " + name);
        }
    }

    private static void Summary(Terminal terminal, CoverageFacts facts)
    {
        terminal.Line();
        var states = string.Join(", ", Enum.GetValues<CoverageState>().Select(state => $"{facts.Requirements.Count(row => row.State == state)} {state.ToString().ToLowerInvariant()}"));
        terminal.Line($"{facts.Requirements.Count} requirements: {states}");
        var mutants = facts.Requirements.SelectMany(row => row.Mutants).ToList();
        var survivors = mutants.Count(one => one.KilledBy is { Count: 0 });
        var played = mutants.Any(one => one.KilledBy is not null);
        terminal.Line($"{mutants.Count} mutants: " + (played ? $"{mutants.Count - survivors} killed, {survivors} survive" : "declared, not played (--mutants plays them)"));
        foreach (var group in facts.Catalogue)
        {
            terminal.Line($"{group.Name}: {group.Exercised} of {group.All.Count} exercised" + (group.OnlyInjected.Count > 0 ? $", {group.OnlyInjected.Count} of them only ever injected" : ""));
        }

        terminal.Line($"played: {facts.Scenarios} scenarios, {facts.Runs} runs of the reference client");
    }

    private static Tone ToneOf(CoverageState state) => state switch
    {
        CoverageState.Covered => Tone.Good,
        CoverageState.Open => Tone.Quiet,
        _ => Tone.Odd,
    };
}
