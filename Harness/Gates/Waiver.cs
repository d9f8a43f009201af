using Harness.Reports;
using Harness.Scenarios;

namespace Harness.Gates;

/// <summary>One entry of a known-failing list: what a client is known to get wrong, until when, and how.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Scenario">A scenario (<c>area/name</c>), or one run of it (<c>area/name[row]</c>).</param>
/// <param name="Check">One check of it, as <see cref="CheckNames"/> writes it; null for all.</param>
/// <param name="Reason">Why it is waived.</param>
/// <param name="Link">Where it is being mended, or null.</param>
/// <param name="Expires">The last day on which it counts.</param>
/// <param name="Expects">The failure that it stands for; of several, any. Compared by <see cref="FailureMask"/>.</param>
internal sealed record Waiver(SourcePosition At, string Scenario, string? Check, string Reason, string? Link, DateOnly Expires, IReadOnlyList<string> Expects)
{
    /// <summary>
    /// False where the check belongs to no line of the scenario (an unexpected frame, a line of a beginning): it is there only where it
    /// goes wrong, so that it passes where it is missing.
    /// </summary>
    public bool IsOfLine { get; init; } = true;

    /// <summary>True when it is about this run.</summary>
    public bool IsAbout(string scenario, ReportedRun run) => Scenario == scenario || Scenario == run.Id;

    /// <summary>True when it is about this scenario, or a run of it.</summary>
    public bool IsAbout(string scenario) => Scenario == scenario || Scenario.StartsWith(scenario + "[", StringComparison.Ordinal);

    /// <summary>True when it is about this check of its run.</summary>
    public bool IsAbout(ReportedCheck check) => Check is null || Check == check.Name();

    /// <summary>True when this is the failure that it stands for.</summary>
    public bool Expected(ReportedCheck check) => Expects.Any(expected => FailureMask.Fits(expected, check.Message ?? ""));

    /// <summary>What it is about, for people.</summary>
    public string Subject => Check is null ? Scenario : $"{Scenario} {Check}";

    /// <summary>Reason, link and date in one sentence.</summary>
    public string Words => $"known failing until {Expires:yyyy-MM-dd}: {Reason}{(Link is null ? "" : $" ({Link})")}, {At}";
}
