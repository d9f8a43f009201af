using Fixtures.ReferenceClient;
using Harness.Scenarios;
using Harness.Scenarios.Linting;
using Harness.Scenarios.Reading;
using Harness.Scenarios.Yaml;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>The examples of the guide are played, and together they show the whole language.</summary>
public sealed class GuidePlayTests
{
    private static readonly IReadOnlyList<GuideExample> s_all = GuideExample.AllOf(File.ReadAllText(Repository.In("docs", "scenario-language.md")));

    private static readonly HashSet<string> s_clients =
        [.. s_all.SelectMany(static e => e.Read().Rows).SelectMany(static r => r.Given.Clients).Select(static c => c.Name)];

    // The fake transfers no calls yet, and keeps no emergency addresses.
    private static readonly string[] s_notServed = ["transfer", "consult", "complete", "cancel transfer", "select address", "network changed"];

    private static IEnumerable<TestCaseData> Examples() => s_all.Select(static e => new TestCaseData(e).SetArgDisplayNames(e.Title));

    private static IEnumerable<Line> Played { get; } =
        [.. s_all.Where(static e => e.IsPlayed).SelectMany(static e => e.Read().Rows).SelectMany(static r => LineTree.Flatten(r.Lines))];

    private static IEnumerable<YamlNode> PlayedNodes { get; } =
        [.. s_all.Where(static e => e.IsPlayed).Select(static e => YamlReader.Read("guide", e.Text, new DiagnosticBag())!)];

    [TestCaseSource(nameof(Examples))]
    public async Task An_example_shows_what_the_guide_says(object given)
    {
        var example = (GuideExample)given;
        var runs = await example.PlayAsync();

        Assert.That(runs.Select(static r => r.Verdict), Is.All.EqualTo(example.Shows), string.Join("; ", runs.Select(static r => r.Reason)));
        Assert.That(runs.Select(static r => r.Reason), Has.All.Contains(example.Reason));
    }

    // One shows all that may be given, whether or not its one line needs it.
    [Test]
    public void Its_examples_need_no_advice() =>
        Assert.That(s_all.Where(static e => e.Title != "Everything that can be given").SelectMany(static e => Advise(e.Text)), Is.Empty);

    [Test]
    public void Every_kind_of_line_is_played()
    {
        var heads = Keys().ToHashSet(StringComparer.Ordinal);

        Assert.That(LineGrammar.PlainHeads.Concat(LineGrammar.BlockHeads).Where(head => !heads.Contains(head)), Is.Empty);
        Assert.That(Lanes().Distinct(), Is.EquivalentTo(new[]
        {
            "app -> client", "client -> app", "client -> server", "client -> server by HTTP", "server -> client", "server => client", "far end -> server",
            "server -> far end", "server -> backend", "backend -> server", "backend -> client",
        }));
    }

    [Test]
    public void Every_modifier_is_played()
    {
        var keys = Keys().ToHashSet(StringComparer.Ordinal);

        // Injected webhooks, which alone are tampered with, want a backend under test.
        Assert.That(LineGrammar.Modifiers.Select(static m => m.Name).Where(name => name != "tampering" && !keys.Contains(name)), Is.Empty);
        Assert.That(Played.OfType<ExpectationLine>().Select(static l => l.Never).OfType<NeverWindow>().Select(static w => (w.For is not null, w.ToTheEnd, w.Until is not null)).Distinct().Count(), Is.EqualTo(3));
    }

    [Test]
    public void Every_matcher_is_played()
    {
        var words = Keys().Concat(PlayedNodes.SelectMany(Sheet.TextsIn)).ToHashSet(StringComparer.Ordinal);

        Assert.That(TemplateReader.Kinds.Select(static k => "$" + k).Concat(OperatorReader.Names).Concat(OperatorReader.SdpKeys).Where(word => !words.Contains(word)), Is.Empty);
    }

    [Test]
    public void Every_verb_beginning_and_socket_fact_is_played()
    {
        var names = Played.OfType<ExpectationLine>().Select(static l => l.Name).Concat(Played.OfType<InjectionLine>().Select(static l => l.Name)).ToList();
        var beginnings = s_all.Where(static e => e.IsPlayed).SelectMany(static e => e.Read().Rows).SelectMany(static r => r.Given.Clients).Select(static c => c.Is).ToList();

        Assert.That(Missing(Vocabulary.FaultVerbs.Select(static v => v.Name), Played.OfType<FaultLine>().Select(static l => l.Verb)), Is.Empty);
        Assert.That(Missing(Vocabulary.RuleVerbs.Select(static v => v.Name), Played.OfType<RuleLine>().Select(static l => l.Verb)), Is.Empty);
        Assert.That(Missing(Vocabulary.SocketNames.Select(static s => s.Name), names), Is.Empty);
        Assert.That(Missing(Vocabulary.Beginnings.Select(static b => b.Name), beginnings.OfType<string>()), Is.Empty);
    }

    [Test]
    public void Every_action_and_event_of_the_reference_client_is_played()
    {
        var served = Softphone.Capabilities.Except(s_notServed, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

        Assert.That(Missing(Vocabulary.Actions.Select(static a => a.Name).Where(served.Contains), Played.OfType<ActionLine>().Select(static l => l.Name)), Is.Empty);
        Assert.That(Missing(Vocabulary.Events.Select(static e => e.Name).Where(served.Contains), Played.OfType<ExpectationLine>().Where(static l => l.To == "app").Select(static l => l.Name)), Is.Empty);
    }

    private static IEnumerable<string> Missing(IEnumerable<string> wanted, IEnumerable<string> there) => wanted.Except(there, StringComparer.Ordinal);

    private static IEnumerable<string> Keys() => PlayedNodes.SelectMany(KeysIn);

    private static IEnumerable<string> KeysIn(YamlNode node) => node switch
    {
        YamlList list => list.Items.SelectMany(KeysIn),
        YamlMap map => map.Entries.SelectMany(static entry => KeysIn(entry.Value).Prepend(entry.Key.Text)),
        _ => [],
    };

    private static IEnumerable<string> Lanes() => Played.Select(static line => line switch
    {
        ActionLine l => $"{Role(l.From)} -> {Role(l.To)}",
        InjectionLine l => $"server => {Role(l.To)}",
        ExpectationLine l => $"{Role(l.From)} -> {Role(l.To)}{(s_clients.Contains(l.From) && l.Name.Contains(" /", StringComparison.Ordinal) ? " by HTTP" : "")}",
        _ => null,
    }).OfType<string>();

    private static string Role(string party) => party switch
    {
        "app" or "server" or "backend" => party,
        _ when s_clients.Contains(party) => "client",
        _ => "far end",
    };

    private static IReadOnlyList<string> Advise(string text)
    {
        var folder = Directory.CreateTempSubdirectory("guide").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "it.yaml"), text);
            var loaded = ScenarioLoader.Load(["it.yaml"], new LoaderContext(Repository.In("Scenarios"), folder));
            return [.. Adviser.On(loaded.Files).Select(static a => a.ToString())];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
