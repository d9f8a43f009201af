using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>What one run is made from.</summary>
/// <param name="Scenario">The scenario, for one row.</param>
/// <param name="Seed">Where all chance comes from.</param>
/// <param name="Profile">The server's edition unless the scenario names one.</param>
/// <param name="Orders">Choices of a race, in turn; what is not told takes the first lane.</param>
internal sealed record RunPlan(Scenario Scenario, int Seed, string Profile, IReadOnlyList<int> Orders);
