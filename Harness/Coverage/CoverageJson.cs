using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Coverage;

/// <summary>All that <c>conformance coverage</c> found out.</summary>
/// <param name="Scenarios">How many were played.</param>
/// <param name="Runs">In how many runs.</param>
/// <param name="Requirements">In the order of their file.</param>
/// <param name="Catalogue">What of it was exercised.</param>
internal sealed record CoverageFacts(int Scenarios, int Runs, IReadOnlyList<RequirementCoverage> Requirements, IReadOnlyList<CoverageGroup> Catalogue);

/// <summary>Writes it for programs.</summary>
internal static class CoverageJson
{
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object; ends with a newline.</summary>
    public static string Write(CoverageFacts facts) => new JsonObject
    {
        ["formatVersion"] = FormatVersion,
        ["scenarios"] = facts.Scenarios,
        ["runs"] = facts.Runs,
        ["requirements"] = new JsonArray([.. facts.Requirements.Select(Requirement)]),
        ["catalogue"] = Catalogue(facts.Catalogue),
    }.ToJsonString(s_indented) + "\n";

    // "error codes" becomes errorCodes.
    private static string MemberName(string words) => string.Concat(words.Split(' ').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static JsonObject Requirement(RequirementCoverage row) => new()
    {
        ["id"] = row.Requirement.Id,
        ["level"] = row.Requirement.Level,
        ["tier"] = row.Requirement.Tier,
        ["state"] = row.State.ToString().ToLowerInvariant(),
        ["checks"] = Checks(row.Checks),
        ["announcedBy"] = new JsonArray([.. row.Announced.Select(id => (JsonNode)id)]),
        ["mutants"] = new JsonArray([.. row.Mutants.Select(Mutant)]),
    };

    private static JsonObject Mutant(MutantCoverage one)
    {
        var mutant = new JsonObject { ["name"] = one.Mutant.Name, ["fault"] = one.Mutant.Fault };
        if (one.KilledBy is { } checks)
        {
            mutant["killedBy"] = Checks(checks);
        }

        return mutant;
    }

    private static JsonArray Checks(IEnumerable<DecidingCheck> checks) =>
        [.. checks.Select(check => new JsonObject { ["scenario"] = check.Scenario, ["label"] = check.Label, ["file"] = check.At.File, ["line"] = check.At.Line })];

    private static JsonObject Catalogue(IEnumerable<CoverageGroup> groups)
    {
        var catalogue = new JsonObject();
        foreach (var group in groups)
        {
            catalogue[MemberName(group.Name)] = new JsonObject
            {
                ["total"] = group.All.Count,
                ["exercised"] = group.Exercised,
                ["missing"] = new JsonArray([.. group.Missing.Select(name => (JsonNode)name)]),
                ["onlyInjected"] = new JsonArray([.. group.OnlyInjected.Select(name => (JsonNode)name)]),
            };
        }

        return catalogue;
    }
}
