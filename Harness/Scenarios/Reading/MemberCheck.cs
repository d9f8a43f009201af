using System.Text.RegularExpressions;
using FakeDialStack.Protocol;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Checks the members of a <c>with</c> against the catalogue and the vocabulary.</summary>
internal sealed partial class MemberCheck(LineContext context)
{
    /// <summary>Members of a webhook's envelope (I.1).</summary>
    public static IReadOnlyList<string> Envelope { get; } = ["id", "type", "created_at", "account_id", "data"];

    public void Check(Arrowed arrow, LineKind kind, TemplateUse use, YamlNode? with)
    {
        var name = arrow.Name.Text;
        if (kind == LineKind.Action)
        {
            Required(arrow, with as YamlMap);
        }

        if (with is not YamlMap map)
        {
            return;
        }

        switch (kind)
        {
            case LineKind.Action when arrow.Lane == Lane.AppToClient:
                Words(map, Vocabulary.Actions, name, "action");
                break;
            case LineKind.Event:
                Words(map, Vocabulary.Events, name, "event");
                break;
            case LineKind.Action when arrow.Lane == Lane.BackendToClient:
                Words(map, Vocabulary.Actions, name, "action");
                break;
            case LineKind.Action or LineKind.Pstn:
                Pstn(map, name);
                break;
            case LineKind.Webhook or LineKind.WebhookInjection:
                Keys(map, Envelope, $"webhook '{name}'");
                break;
            case LineKind.Frame or LineKind.Upgrade or LineKind.Injection:
                Frame(arrow, map, use);
                break;
            default:
                // Bodies of requests are the REST API's: their members are not listed in the catalogue.
                break;
        }
    }

    /// <summary>Checks members of a message, as a rule answers with it.</summary>
    public void Message(YamlMap map, MessageShape shape, TemplateUse use) => Fields(map, shape.Fields, $"message '{shape.Type}'", use);

    private void Required(Arrowed arrow, YamlMap? with)
    {
        var word = arrow.Lane is Lane.AppToClient or Lane.BackendToClient ? Vocabulary.Actions.FirstOrDefault(a => a.Name == arrow.Name.Text) : null;
        foreach (var argument in word?.Arguments.Where(a => a.Required && with?.Find(a.Name) is null) ?? [])
        {
            context.Bag.Add(arrow.Name.At, $"'{word!.Name}' wants '{argument.Name}' under 'with'");
        }

        if (arrow.Lane == Lane.FarEndToServer && arrow.Name.Text == "INVITE" && with?.Find("to") is null)
        {
            context.Bag.Add(arrow.Name.At, "INVITE wants 'to' under 'with': a user or a number");
        }
    }

    private void Words(YamlMap map, IReadOnlyList<Word> table, string name, string kind)
    {
        if (table.FirstOrDefault(w => w.Name == name) is { } word)
        {
            Keys(map, [.. word.Arguments.Select(a => a.Name)], $"{kind} '{name}'");
            foreach (var argument in word.Arguments.Where(a => a.Values is not null))
            {
                Choice(map.Find(argument.Name)?.Value, argument.Name, argument.Values!);
            }
        }
    }

    private void Pstn(YamlMap map, string name)
    {
        if (Vocabulary.PstnSignals.FirstOrDefault(s => s.Name == name) is not { } signal)
        {
            return;
        }

        Keys(map, [.. signal.Members, .. Vocabulary.PstnMembers], $"signal '{name}'");
        if (name == "INVITE" && map.Find("to")?.Value is YamlScalar { Value: string to } node
            && !to.Contains('$', StringComparison.Ordinal) && !Address().IsMatch(to) && !context.Parties.IsUser(to))
        {
            context.Bag.AddUnknown(node.At, $"'{to}' is neither a user nor a number", to, context.Parties.Users);
        }
    }

    private void Frame(Arrowed arrow, YamlMap map, TemplateUse use)
    {
        var name = arrow.Name.Text;
        if (Vocabulary.SocketNames.FirstOrDefault(s => s.Name == name) is { } socket)
        {
            Keys(map, socket.Members, name);
            return;
        }

        var direction = arrow.Lane == Lane.ClientToServer ? Direction.ClientToServer : Direction.ServerToClient;
        if (MessageCatalogue.Find(direction, name) is { } shape)
        {
            Message(map, shape, use);
        }
    }

    private void Fields(YamlMap map, IReadOnlyList<FieldShape> fields, string where, TemplateUse use)
    {
        Keys(map, [.. fields.Select(f => f.Name)], where);
        foreach (var entry in map.Entries)
        {
            if (fields.FirstOrDefault(f => f.Name == entry.Key.Text) is { } field)
            {
                Value(entry.Value, field, use);
            }
        }
    }

    private void Value(YamlNode node, FieldShape field, TemplateUse use)
    {
        if (node is YamlScalar { Value: string text } && text.StartsWith('$'))
        {
            return;
        }

        if (node is YamlMap map && map.Entries.Any(e => TemplateReader.IsOperator(e.Key.Text)))
        {
            return;
        }

        if (!IsKind(node, field))
        {
            context.Bag.Add(node.At, $"'{field.Name}' is {Name(field.Kind)}, not {NodeReader.Kind(node)}");
        }
        else if (use == TemplateUse.Match && field.Values is { } values)
        {
            Choice(node, field.Name, values);
        }
        else if (node is YamlList list && field.Members is { } members)
        {
            foreach (var item in list.Items.OfType<YamlMap>().Where(m => !m.Entries.Any(e => TemplateReader.IsOperator(e.Key.Text))))
            {
                Fields(item, members, $"an entry of '{field.Name}'", use);
            }
        }
    }

    private void Choice(YamlNode? node, string name, IReadOnlyList<string> values)
    {
        if (node is YamlScalar { Value: string word } && !word.StartsWith('$') && !values.Contains(word))
        {
            context.Bag.AddUnknown(node.At, $"'{name}' is one of {string.Join(", ", values)}, not '{word}'", word, values);
        }
    }

    private static bool IsKind(YamlNode node, FieldShape field) => node is YamlScalar { Value: null }
        ? field.Nullable || !field.Required
        : field.Kind switch
        {
            FieldKind.String or FieldKind.Sdp => node is YamlScalar { Value: string },
            FieldKind.Number => node is YamlScalar { Value: long or double },
            FieldKind.Bool => node is YamlScalar { Value: bool },
            FieldKind.StringList or FieldKind.ObjectList => node is YamlList,
            _ => node is YamlMap,
        };

    private static string Name(FieldKind kind) => kind switch
    {
        FieldKind.String or FieldKind.Sdp => "text",
        FieldKind.Number => "a number",
        FieldKind.Bool => "true or false",
        FieldKind.StringList => "a list of texts",
        FieldKind.ObjectList => "a list of maps",
        _ => "a map",
    };

    private void Keys(YamlMap map, IReadOnlyCollection<string> known, string where)
    {
        foreach (var key in map.Entries.Select(e => e.Key).Where(k => !known.Contains(k.Text) && !TemplateReader.IsOperator(k.Text)))
        {
            context.Bag.AddUnknown(key.At, $"{where} has no member '{key.Text}'", key.Text, known);
        }
    }

    [GeneratedRegex(@"^(\+?[0-9*#]+|user_\w+)$")]
    private static partial Regex Address();
}
