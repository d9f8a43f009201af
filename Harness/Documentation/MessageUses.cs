using FakeDialStack.Protocol;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>Where messages occur in a suite that passed.</summary>
internal sealed class MessageUses
{
    private readonly Dictionary<(Direction, string), HashSet<string>> _named = [];
    private readonly Dictionary<(Direction, string), HashSet<string>> _decided = [];
    private readonly Dictionary<(Direction, string), HashSet<string>> _seen = [];
    private readonly Dictionary<(Direction, string), (PassedRun Run, TranscriptEntry Entry)> _examples = [];

    public MessageUses(IReadOnlyList<PassedScenario> scenarios)
    {
        foreach (var scenario in scenarios)
        {
            foreach (var passed in scenario.Runs)
            {
                Lines(scenario, passed.Run.Scenario);
                Entries(scenario, passed);
            }
        }
    }

    /// <summary>Scenarios with a line of their own about it, in the order of the suite.</summary>
    public IReadOnlyCollection<string> Named(Direction direction, string type) => _named.GetValueOrDefault((direction, type)) ?? [];

    /// <summary>Requirements that such lines decide.</summary>
    public IReadOnlyCollection<string> Decided(Direction direction, string type) => _decided.GetValueOrDefault((direction, type)) ?? [];

    /// <summary>Scenarios in which it came at all.</summary>
    public IReadOnlyCollection<string> Seen(Direction direction, string type) => _seen.GetValueOrDefault((direction, type)) ?? [];

    /// <summary>The first one; one that was not injected where there is one.</summary>
    public (PassedRun Run, TranscriptEntry Entry)? Example(Direction direction, string type) =>
        _examples.TryGetValue((direction, type), out var example) ? example : null;

    private void Lines(PassedScenario scenario, Scenario row)
    {
        foreach (var line in LineTree.Flatten(row.Lines))
        {
            if (ScenarioFacts.ShapeOf(row, line) is var (direction, shape))
            {
                Add(_named, (direction, shape.Type), [scenario.Id]);
                Add(_decided, (direction, shape.Type), line.Checks);
            }
        }
    }

    private void Entries(PassedScenario scenario, PassedRun passed)
    {
        foreach (var entry in passed.Run.Transcript)
        {
            if (CatalogueEntry.ShapeOf(entry) is not var (direction, shape))
            {
                continue;
            }

            var key = (direction, shape.Type);
            Add(_seen, key, [scenario.Id]);
            var isBetter = !_examples.TryGetValue(key, out var known) || (known.Entry.Injected && !entry.Injected);
            if (isBetter && MessageCatalogue.Validate(direction, CatalogueEntry.MessageOf(entry)) is null)
            {
                _examples[key] = (passed, entry);
            }
        }
    }

    private static void Add(Dictionary<(Direction, string), HashSet<string>> to, (Direction, string) key, IEnumerable<string> values) =>
        (to.TryGetValue(key, out var set) ? set : to[key] = []).UnionWith(values);
}
