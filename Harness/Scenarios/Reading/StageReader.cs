using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Reads what sets the stage: clock, network, rules of the server and the stub backend, notes.</summary>
internal sealed class StageReader(LineContext context)
{
    private readonly RuleTargets _targets = new(context);

    public Line? Read(YamlEntry head, Modifiers modifiers) => head.Key.Text switch
    {
        "clock" => Clock(head, modifiers),
        "note" => Note(head, modifiers),
        "network" => Fault(head, modifiers),
        _ => Rule(head, modifiers),
    };

    private Line Clock(YamlEntry head, Modifiers modifiers)
    {
        modifiers.Only(LineGrammar.For(LineKind.Clock), "a clock line");
        var duration = context.Read.Duration(head.Value, "clock") ?? TimeSpan.Zero;
        return modifiers.Common(new ClockLine(head.Key.At, duration));
    }

    private NoteLine Note(YamlEntry head, Modifiers modifiers)
    {
        modifiers.Only(LineGrammar.For(LineKind.Note), "a note");
        return new NoteLine(head.Key.At) { Note = context.Read.Text(head.Value, "note") };
    }

    private Line? Fault(YamlEntry head, Modifiers modifiers)
    {
        if (Split(head, Vocabulary.FaultVerbs, "laptop") is not var (verb, client))
        {
            return null;
        }

        modifiers.Only([.. verb.Modifiers, .. LineGrammar.Everywhere], $"'network: {verb.Name}'");
        if (!context.Parties.IsClient(client))
        {
            context.Bag.AddUnknown(head.Value.At, $"unknown client '{client}'", client, context.Parties.Clients);
        }

        var line = new FaultLine(head.Key.At, verb.Name, client) { By = modifiers.Duration("by"), For = modifiers.Duration("for") };
        NeedsBy(head, verb, modifiers);
        return modifiers.Common(line);
    }

    private Line? Rule(YamlEntry head, Modifiers modifiers)
    {
        var party = head.Key.Text;
        if (party == "backend" && context.Parties.UnderTest)
        {
            context.Bag.Add(head.Key.At, "a backend under test acts on its own; only the stub takes rules");
            return null;
        }

        if (Split(head, Vocabulary.RuleVerbs, party == "server" ? "call.create" : "token") is not var (verb, target))
        {
            return null;
        }

        var allowed = party == "server" ? verb.Modifiers : verb.Modifiers.Intersect(Vocabulary.BackendModifiers);
        modifiers.Only([.. allowed, .. LineGrammar.Everywhere], $"'{party}: {verb.Name}'");
        NeedsBy(head, verb, modifiers);
        var with = _targets.Check(head, party, verb, target, modifiers);
        return modifiers.Common(new RuleLine(head.Key.At, party, verb.Name, target, with)
        {
            Times = modifiers.Count("times"),
            By = modifiers.Duration("by"),
            Status = Status(modifiers),
            Then = modifiers.Then(),
            For = Client(modifiers),
        });
    }

    private int? Status(Modifiers modifiers)
    {
        if (modifiers.Status() is not { } status)
        {
            return null;
        }

        if (int.TryParse(status, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        context.Bag.Add(modifiers["status"]!.At, $"a rule answers with one status, not with {status}");
        return null;
    }

    private string? Client(Modifiers modifiers)
    {
        if (modifiers["for"] is not { } node || context.Read.Text(node, "for") is not { } client)
        {
            return null;
        }

        if (!context.Parties.IsClient(client))
        {
            var hint = Durations.TryParse(client, out _) ? "; a rule lasts from here on, and 'for' names a client" : "";
            context.Bag.AddUnknown(node.At, $"unknown client '{client}'{hint}", client, context.Parties.Clients);
        }

        return client;
    }

    private void NeedsBy(YamlEntry head, Verb verb, Modifiers modifiers)
    {
        if (verb.Name == "delays" && modifiers["by"] is null)
        {
            context.Bag.Add(head.Value.At, "'delays' wants 'by', such as by: 3s");
        }
    }

    private (Verb Verb, string Target)? Split(YamlEntry head, IReadOnlyList<Verb> verbs, string example)
    {
        var party = head.Key.Text;
        if (context.Read.Text(head.Value, party) is not { } text)
        {
            return null;
        }

        if (verbs.FirstOrDefault(v => text == v.Name || text.StartsWith(v.Name + " ", StringComparison.Ordinal)) is not { } verb)
        {
            var word = text.Split(' ')[0];
            context.Bag.AddUnknown(head.Value.At, $"unknown verb '{word}' of {party}", word, verbs.Select(v => v.Name));
            return null;
        }

        var target = text[verb.Name.Length..].Trim();
        if (target.Length == 0)
        {
            context.Bag.Add(head.Value.At, $"'{verb.Name}' wants something behind it, such as '{verb.Name} {example}'");
            return null;
        }

        return (verb, target);
    }
}
