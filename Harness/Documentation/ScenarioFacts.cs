using FakeDialStack.Protocol;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>What pages ask of a scenario.</summary>
internal static class ScenarioFacts
{
    /// <summary>The requirements that its runs decided, in the order of the file.</summary>
    public static IReadOnlyList<string> Decided(PassedScenario scenario) =>
    [
        .. scenario.Runs.SelectMany(passed => passed.Run.Checks).Where(check => check.Verdict != Verdict.Skip).Select(check => check.Requirement).OfType<string>()
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The messages of its own lines, not of its beginnings, in the order in which they first came; valid ones of the catalogue.</summary>
    public static IReadOnlyList<(Direction Direction, MessageShape Shape)> Messages(PassedScenario scenario) =>
    [
        .. scenario.Runs.SelectMany(passed => passed.Run.Transcript.Where(entry => entry.Number >= passed.Run.BeginningEntries))
            .Select(CatalogueEntry.ShapeOf).OfType<(Direction, MessageShape)>().DistinctBy(message => (message.Item1, message.Item2.Type)),
    ];

    /// <summary>Direction and shape of the message that a line names; null where it names none.</summary>
    public static (Direction Direction, MessageShape Shape)? ShapeOf(Scenario scenario, Line line)
    {
        var clients = scenario.Given.Clients.Select(client => client.Name).ToList();
        var (direction, name) = line switch
        {
            ExpectationLine { To: "server" } sent when clients.Contains(sent.From) => (Direction.ClientToServer, sent.Name),
            ExpectationLine { From: "server" } sent when clients.Contains(sent.To) => (Direction.ServerToClient, sent.Name),
            InjectionLine injected when clients.Contains(injected.To) => (Direction.ServerToClient, injected.Name),
            _ => default,
        };
        return name is not null && MessageCatalogue.Find(direction, name) is { } shape ? (direction, shape) : null;
    }
}
