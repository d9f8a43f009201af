using FakeDialStack;
using FakeDialStack.Protocol;
using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Coverage;

/// <summary>One kind of things in the catalogue, and which of them no run ever exercised.</summary>
/// <param name="Name">What they are, in the plural.</param>
/// <param name="All">Their names, in the order of the catalogue.</param>
/// <param name="Missing">Those that never came.</param>
/// <param name="OnlyInjected">Those that came only because a scenario made the server send them.</param>
internal sealed record CoverageGroup(string Name, IReadOnlyList<string> All, IReadOnlyList<string> Missing, IReadOnlyList<string> OnlyInjected)
{
    /// <summary>How many came.</summary>
    public int Exercised => All.Count - Missing.Count;
}

/// <summary>What of the catalogue the runs of a suite exercised: messages, their members and words, error codes, steps of the state machines.</summary>
internal sealed class CatalogueCoverage
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _injected = new(StringComparer.Ordinal);

    private CatalogueCoverage(IEnumerable<RunResult> runs)
    {
        foreach (var run in runs)
        {
            run.Transcript.ToList().ForEach(Take);
            _seen.UnionWith(run.Moves.Select(move => NameOf(new StateStep(move.Machine, move.From, move.Input, move.To))));
        }
    }

    /// <summary>The groups, in the order in which they are shown.</summary>
    public static IReadOnlyList<CoverageGroup> Of(IEnumerable<RunResult> runs)
    {
        var coverage = new CatalogueCoverage(runs);
        return
        [
            coverage.Group("messages", Messages().Select(message => NameOf(message.Direction, message.Shape))),
            coverage.Group("fields", Fields().Select(field => field.Name)),
            coverage.Group("values", Fields().SelectMany(field => (field.Field.Values ?? []).Select(word => $"{field.Name}={word}"))),
            coverage.Group("error codes", ErrorCode.All.Select(NameOfCode)),
            coverage.Group("state transitions", StateTables.Steps.Select(NameOf)),
        ];
    }

    private static IEnumerable<(Direction Direction, MessageShape Shape)> Messages() =>
        MessageCatalogue.ClientToServer.Select(shape => (Direction.ClientToServer, shape)).Concat(MessageCatalogue.ServerToClient.Select(shape => (Direction.ServerToClient, shape)));

    private static IEnumerable<(string Name, FieldShape Field)> Fields() =>
        Messages().SelectMany(message => MessageParts.All(message.Shape.Fields).Select(pair => ($"{NameOf(message.Direction, message.Shape)} {pair.Name}", pair.Field)));

    private static string NameOf(Direction direction, MessageShape shape) => (direction == Direction.ClientToServer ? "client " : "server ") + shape.Type;

    private static string NameOfCode(string code) => "error " + code;

    private static string NameOf(StateStep step) => $"{step.Machine.ToString().ToLowerInvariant()} {step.From} --{step.Input}--> {step.To}";

    private CoverageGroup Group(string name, IEnumerable<string> names)
    {
        var all = names.ToList();
        return new CoverageGroup(
            name,
            [.. all.Select(Short)],
            [.. all.Where(one => !_seen.Contains(one) && !_injected.Contains(one)).Select(Short)],
            [.. all.Where(one => !_seen.Contains(one) && _injected.Contains(one)).Select(Short)]);
    }

    private static string Short(string name) => name.StartsWith("error ", StringComparison.Ordinal) ? name["error ".Length..] : name;

    private void Take(TranscriptEntry entry)
    {
        // What is no valid message exercises nothing.
        if (CatalogueEntry.ShapeOf(entry) is not var (direction, shape) || MessageCatalogue.Validate(direction, CatalogueEntry.MessageOf(entry)) is not null)
        {
            return;
        }

        var to = entry.Injected ? _injected : _seen;
        var name = NameOf(direction, shape);
        to.Add(name);
        foreach (var part in MessageParts.Of(shape.Fields, entry.Fields))
        {
            to.Add($"{name} {part}");
        }

        if (shape.Type == "error" && entry.Fields["code"] is { } code)
        {
            to.Add(NameOfCode(code.ToString()));
        }
    }
}
