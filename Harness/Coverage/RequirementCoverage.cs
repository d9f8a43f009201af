using Fixtures.Mutants;
using Harness.Engine;
using Harness.Scenarios;

namespace Harness.Coverage;

/// <summary>A check that decides a requirement, by the name that waivers and reports use.</summary>
/// <param name="Scenario"><c>area/name</c>.</param>
/// <param name="Label">Label of the line.</param>
/// <param name="At">The line.</param>
internal sealed record DecidingCheck(string Scenario, string Label, SourcePosition At);

/// <summary>A mutant of a requirement.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="KilledBy">The checks that failed it; null where it was not played.</param>
internal sealed record MutantCoverage(Mutant Mutant, IReadOnlyList<DecidingCheck>? KilledBy);

/// <summary>How far a requirement is covered (rule 10: a line decides it, and a mutant of it is failed by that check).</summary>
internal enum CoverageState
{
    /// <summary>A check decides it, and a mutant of it was killed, or is declared where mutants were not played.</summary>
    Covered,

    /// <summary>A check decides it, but no mutant shows that the check would notice.</summary>
    Unproven,

    /// <summary>A scenario announces it, but no check that was reached decides it.</summary>
    Announced,

    /// <summary>No scenario speaks of it.</summary>
    Open,
}

/// <summary>What scenarios and mutants there are for a requirement.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Checks">The checks that decided it, in the order of the suite.</param>
/// <param name="Announced">Scenarios that name it under <c>covers</c>.</param>
/// <param name="Mutants">Its mutants.</param>
internal sealed record RequirementCoverage(
    Requirement Requirement, IReadOnlyList<DecidingCheck> Checks, IReadOnlyList<string> Announced, IReadOnlyList<MutantCoverage> Mutants)
{
    /// <summary>How far it is covered.</summary>
    public CoverageState State =>
        Checks.Count == 0 ? Announced.Count > 0 ? CoverageState.Announced : CoverageState.Open
        : Mutants.Any(mutant => mutant.KilledBy is not { Count: 0 }) ? CoverageState.Covered
        : CoverageState.Unproven;

    /// <summary>The scenarios of its checks, each once.</summary>
    public IEnumerable<string> Scenarios => Checks.Select(check => check.Scenario).Distinct(StringComparer.Ordinal);

    /// <summary>All requirements, from runs of a client that is right.</summary>
    /// <param name="requirements">In their order.</param>
    /// <param name="runs">All that passed.</param>
    /// <param name="mutants">All there are.</param>
    /// <param name="killed">What failed a mutant; null where mutants were not played.</param>
    public static IReadOnlyList<RequirementCoverage> Of(
        IEnumerable<Requirement> requirements, IReadOnlyList<RunResult> runs, IReadOnlyList<Mutant> mutants, Func<Mutant, IReadOnlyList<DecidingCheck>>? killed)
    {
        var checks = ChecksIn(runs).ToLookup(pair => pair.Requirement, pair => pair.Check, StringComparer.Ordinal);
        var announced = runs.Select(run => run.Scenario).SelectMany(scenario => scenario.Covers.Select(id => (id, scenario.Id))).Distinct()
            .ToLookup(pair => pair.id, pair => pair.Id, StringComparer.Ordinal);
        return
        [
            .. requirements.Select(requirement => new RequirementCoverage(
                requirement,
                [.. checks[requirement.Id].DistinctBy(check => (check.Scenario, check.Label))],
                [.. announced[requirement.Id]],
                [.. mutants.Where(mutant => mutant.Requirement == requirement.Id).Select(mutant => new MutantCoverage(mutant, killed?.Invoke(mutant)))])),
        ];
    }

    private static IEnumerable<(string Requirement, DecidingCheck Check)> ChecksIn(IReadOnlyList<RunResult> runs) =>
        from run in runs
        from check in run.Checks
        where check is { Requirement: not null, At: not null, Verdict: not Verdict.Skip }
        select (check.Requirement, new DecidingCheck(run.Scenario.Id, check.Label, check.At!));
}
