using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FakeDialStack.Protocol;
using Harness.Scenarios.Reading;
using static Harness.Scenarios.Schema.Part;

namespace Harness.Scenarios.Schema;

/// <summary>Arrows by the pattern of their head: what goes along them, with which modifiers and members.</summary>
internal sealed record ArrowSchema(string Pattern, IReadOnlyList<ArrowCase> Cases)
{
    private const string ClientPart = $"(?!(app|server|backend)$){Name}";
    private const string FromPart = $"(?!(app|server|backend) ){Name}";

    /// <summary>All arrows. Clients and far ends look alike here; the parser tells them apart.</summary>
    public static IReadOnlyList<ArrowSchema> All { get; } =
    [
        new($"^app -> {ClientPart}$", [Case(LineKind.Action, Words(Vocabulary.Actions))]),
        new($"^{FromPart} -> app$", [Case(LineKind.Event, Words(Vocabulary.Events))]),
        new($"^{FromPart} -> server$",
        [
            Case(LineKind.Frame, Messages(MessageCatalogue.ClientToServer)),
            Case(LineKind.Frame, Sockets(s => s.ByClient && s.Name != "ws.open")),
            Case(LineKind.Upgrade, Sockets(s => s.Name == "ws.open")),
            Case(LineKind.Action, Signals(s => s.Sides == PstnSides.Both)),
            Http(LineKind.Http),
        ]),
        new($"^server -> {ClientPart}$",
        [
            Case(LineKind.Frame, Messages(MessageCatalogue.ServerToClient)),
            Case(LineKind.Frame, Sockets(s => s.ByServer)),
            Case(LineKind.Pstn, Signals(_ => true)),
        ]),
        new($"^server => {ClientPart}$",
        [
            Case(LineKind.Injection, Messages(MessageCatalogue.ServerToClient)),
            Case(LineKind.Injection, Sockets(s => s.Injectable)),
        ]),
        new("^server -> backend$", [Case(LineKind.Webhook, Webhooks())]),
        new("^server => backend$", [Case(LineKind.WebhookInjection, Webhooks())]),
        new("^backend -> server$", [Http(LineKind.Http)]),
        new($"^backend -> (?!server$){Name}$", [Case(LineKind.PushService, [new NamedMembers("push", Vocabulary.Actions.First(a => a.Name == "push").Arguments.Select(a => a.Name))])]),
    ];

    /// <summary>Everything that can go along the arrow.</summary>
    public JsonObject Names() => AnyOf([.. Cases.Select(c => c.Schema())]);

    /// <summary>Which modifiers and members belong to what.</summary>
    public static IEnumerable<JsonObject> Rules() => All.SelectMany(a => a.Cases.SelectMany(a.RulesOf));

    private IEnumerable<JsonObject> RulesOf(ArrowCase one)
    {
        var names = new JsonObject { ["propertyNames"] = AnyOf(Part.Pattern(Pattern), OneOf(LineGrammar.For(one.Kind))) };
        yield return When(Carries(one.Schema()), names);
        foreach (var group in one.Names.GroupBy(n => string.Join(' ', n.Members) + "|" + string.Join(' ', n.Required), StringComparer.Ordinal))
        {
            var with = new JsonObject { ["properties"] = new JsonObject { ["with"] = Members(group.First().Members) } };
            if (group.First().Required.Count > 0 && one.Kind == LineKind.Action)
            {
                with["required"] = Array(["with"]);
                with["properties"]!["with"]!["required"] = Array(group.First().Required);
            }

            yield return When(Carries(ArrowCase.Enum(group.Select(n => n.Name))), with);
        }
    }

    private static JsonObject Members(IReadOnlyList<string> names) =>
        names.Count == 0 ? new() { ["maxProperties"] = 0 } : new() { ["propertyNames"] = OneOf(names) };

    // Some key fits the pattern, and its value this schema.
    private JsonObject Carries(JsonObject value) =>
        Not(new JsonObject { ["patternProperties"] = new JsonObject { [Pattern] = Not(value) } });

    private static ArrowCase Case(LineKind kind, IEnumerable<NamedMembers> names) => new(kind, [.. names], null);

    private static ArrowCase Http(LineKind kind)
    {
        var calls = MessageCatalogue.Endpoints.Select(e => Regex.Replace(e, @"\{\w+\}", "[^/?]+"));
        return new ArrowCase(kind, [], $@"^({string.Join('|', calls)})(\?.*)?$");
    }

    private static IEnumerable<NamedMembers> Words(IReadOnlyList<Word> words) => words.Select(w =>
        new NamedMembers(w.Name, w.Arguments.Select(a => a.Name)) { Required = [.. w.Arguments.Where(a => a.Required).Select(a => a.Name)] });

    private static IEnumerable<NamedMembers> Messages(IReadOnlyList<MessageShape> messages) =>
        messages.Select(m => new NamedMembers(m.Type, m.Fields.Select(f => f.Name)));

    private static IEnumerable<NamedMembers> Sockets(Func<SocketName, bool> which) =>
        Vocabulary.SocketNames.Where(which).Select(s => new NamedMembers(s.Name, s.Members));

    private static IEnumerable<NamedMembers> Signals(Func<PstnSignal, bool> which) =>
        Vocabulary.PstnSignals.Where(which).Select(s => new NamedMembers(s.Name, s.Members.Concat(Vocabulary.PstnMembers)));

    private static IEnumerable<NamedMembers> Webhooks() => MessageCatalogue.WebhookEvents.Select(e => new NamedMembers(e, MemberCheck.Envelope));
}

/// <summary>Names that go along an arrow and take the same modifiers.</summary>
internal sealed record ArrowCase(LineKind Kind, IReadOnlyList<NamedMembers> Names, string? Http)
{
    public JsonObject Schema() => Http is not null ? Part.Pattern(Http) : Enum(Names.Select(n => n.Name));

    // YAML reads 200 as a number.
    public static JsonObject Enum(IEnumerable<string> names)
    {
        var values = new JsonArray();
        foreach (var name in names)
        {
            values.Add(name);
            if (int.TryParse(name, CultureInfo.InvariantCulture, out var number))
            {
                values.Add(number);
            }
        }

        return new JsonObject { ["enum"] = values };
    }
}

/// <summary>A name with the members that it may carry.</summary>
internal sealed record NamedMembers(string Name, IReadOnlyList<string> Members)
{
    public NamedMembers(string name, IEnumerable<string> members)
        : this(name, [.. members])
    {
    }

    /// <summary>Members that it must have.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];
}
