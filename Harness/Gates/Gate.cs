using Harness.Reports;

namespace Harness.Gates;

/// <summary>What stands between the verdicts of the engine and those of a report: the requirement set first, then the waivers.</summary>
/// <param name="set">Decides what is scored; null where everything is.</param>
/// <param name="known">The known-failing list; null for none.</param>
/// <param name="checks">The checks that the lines of a scenario can make.</param>
internal sealed class Gate(RequirementSet? set, KnownFailing? known, Func<string, IReadOnlySet<string>> checks)
{
    /// <summary>Lets everything through as it is.</summary>
    public static Gate Open { get; } = new(null, null, static _ => new HashSet<string>());

    /// <summary>The same gate, with nothing judged yet.</summary>
    public Gate Afresh() => new(set, known?.Afresh(), checks);

    /// <summary>The name of the requirement set, or null.</summary>
    public string? Set => set?.Name;

    /// <summary>What must be changed in the known-failing list, each with its place.</summary>
    public IReadOnlyList<string> Stale => known?.Stale ?? [];

    /// <summary>Why a scenario is not played; null when it is.</summary>
    public string? WhyLeftOut(string scenario) => set?.WhyLeftOut(scenario);

    /// <summary>The scenario with the verdicts that count.</summary>
    public ReportedScenario Apply(ReportedScenario scenario)
    {
        if (set is not null)
        {
            var mine = checks(scenario.Id);
            scenario = scenario with { Runs = [.. scenario.Runs.Select(run => set.Score(run, scenario.Id, mine))] };
        }

        return known?.Apply(scenario) ?? scenario;
    }
}
