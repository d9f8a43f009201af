using Harness.Coverage;
using Harness.Scenarios;

namespace Harness.Documentation;

/// <summary>All that pages are made from.</summary>
/// <param name="Scenarios">Those that passed, in the order of the suite.</param>
/// <param name="LeftOut">Scenarios that were not played, and why.</param>
/// <param name="Coverage">Of every requirement.</param>
/// <param name="SuiteFolder">How pages at the top of the folder name the folder above the suite, e.g. <c>../..</c>; null where there is no way that holds elsewhere.</param>
internal sealed record SuiteFacts(
    IReadOnlyList<PassedScenario> Scenarios,
    IReadOnlyList<(string Id, string Why)> LeftOut,
    IReadOnlyList<RequirementCoverage> Coverage,
    string? SuiteFolder)
{
    /// <summary>The requirement with this id, or null.</summary>
    public Requirement? Requirement(string id) => Coverage.FirstOrDefault(row => row.Requirement.Id == id)?.Requirement;
}

/// <summary>Turns a suite that passed into pages.</summary>
internal static class SuitePages
{
    /// <summary>The page that everything starts from.</summary>
    public const string Index = "index.md";

    /// <summary>Requirements, with what decides them.</summary>
    public const string Requirements = "requirements.md";

    /// <summary>Codes of the <c>error</c> message.</summary>
    public const string Errors = "errors.md";

    /// <summary>How scenarios begin that begin somewhere.</summary>
    public const string Beginnings = "beginnings.md";

    /// <summary>The list of messages.</summary>
    public const string Messages = "messages/index.md";

    /// <summary>Where the page of a message is.</summary>
    public static string OfMessage(string type) => $"messages/{type}.md";

    /// <summary>Where the page of a scenario is.</summary>
    public static string OfScenario(string id) => $"scenarios/{id}.md";

    /// <summary>Where the page of an area is.</summary>
    public static string OfArea(string area) => area.Length > 0 ? $"scenarios/{area}/index.md" : "scenarios/index.md";

    /// <summary>The anchor of a requirement.</summary>
    public static string OfRequirement(string id) => $"{Requirements}#{RequirementsPage.Anchor(id)}";

    /// <summary>All pages, in the order in which somebody would read them.</summary>
    public static IReadOnlyList<Page> Of(SuiteFacts facts)
    {
        var uses = new MessageUses(facts.Scenarios);
        return
        [
            IndexPage.Of(facts),
            .. facts.Scenarios.GroupBy(scenario => scenario.Area).SelectMany(area => AreaPage.Of(facts, area.Key, [.. area]).Concat(area.Select(one => ScenarioPage.Of(facts, one)))),
            BeginningsPage.Of(facts),
            MessagePages.List(uses),
            .. MessagePages.All(facts, uses),
            ErrorsPage.Of(facts),
            RequirementsPage.Of(facts),
        ];
    }
}
