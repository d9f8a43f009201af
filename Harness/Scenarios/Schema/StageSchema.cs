using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FakeDialStack.Protocol;
using Harness.Scenarios.Reading;
using static Harness.Scenarios.Schema.Part;

namespace Harness.Scenarios.Schema;

/// <summary>Clock, network, rules of the server and of the stub backend.</summary>
internal static class StageSchema
{
    public static IEnumerable<KeyValuePair<string, JsonObject>> Heads()
    {
        var faults = string.Join('|', Vocabulary.FaultVerbs.Select(v => v.Name));
        yield return KeyValuePair.Create("clock", About(Duration(), "That much time passes."));
        yield return KeyValuePair.Create("network", About(OrColumn(Pattern($"^({faults}) {Name}$")), $"A fault: {faults.Replace("|", ", ", StringComparison.Ordinal)}."));
        yield return KeyValuePair.Create("server", About(OrColumn(Server()), "From here on the server does something else."));
        yield return KeyValuePair.Create("backend", About(OrColumn(OneOf([.. Backend()])), "From here on the stub backend does something else."));
    }

    public static IEnumerable<JsonObject> Rules()
    {
        yield return When(Required("clock"), LineSchema.Only("clock", LineGrammar.For(LineKind.Clock)));
        foreach (var verb in Vocabulary.FaultVerbs)
        {
            var then = LineSchema.Only("network", [.. verb.Modifiers, .. LineGrammar.Everywhere]);
            then["properties"] = new JsonObject { ["for"] = Duration() };
            yield return Verb("network", verb, then);
        }

        foreach (var verb in Vocabulary.RuleVerbs)
        {
            yield return Verb("server", verb, LineSchema.Only("server", [.. verb.Modifiers, .. LineGrammar.Everywhere]));
            yield return Verb("backend", verb, LineSchema.Only("backend", [.. verb.Modifiers.Intersect(Vocabulary.BackendModifiers), .. LineGrammar.Everywhere]));
        }

        foreach (var (target, settings) in new[] { ("switches", Map(SettingSchema.Switches().ToDictionary())), ("limits", SettingSchema.Limits()) })
        {
            yield return When(
                Head("server", $"^sets {target}$"),
                new JsonObject { ["properties"] = new JsonObject { ["with"] = settings } });
        }
    }

    private static JsonObject Verb(string head, Verb verb, JsonObject then)
    {
        // What a verb cannot do without.
        var required = verb.Name switch { "delays" => "by", "sets" => "with", _ => null };
        return When(Head(head, $"^{verb.Name} "), required is null ? then : AllOf(Required(required), then));
    }

    private static JsonObject Head(string head, string pattern) =>
        new() { ["required"] = Array([head]), ["properties"] = new JsonObject { [head] = new JsonObject { ["pattern"] = pattern } } };

    private static JsonObject Server()
    {
        var messages = Vocabulary.RuleVerbs.Where(v => v.Name != "sets").SelectMany(v => RuleTargets.Known(v).Select(t => $"{v.Name} {t}"));
        var calls = MessageCatalogue.Endpoints.Select(e => Regex.Replace(e, @"\{\w+\}", "[^/?]+"));
        return AnyOf(
            OneOf([.. messages]),
            Pattern($"^(ignores|delays|answers|refuses) ({string.Join('|', calls)})$"),
            Pattern($"^sets ({string.Join('|', Vocabulary.SettingTargets.Select(t => t.Name))}|{Name})$"));
    }

    private static IEnumerable<string> Backend() =>
        Vocabulary.RuleVerbs.Where(v => v.Name is not ("sets" or "closes before")).SelectMany(v => Vocabulary.BackendTargets.Select(t => $"{v.Name} {t.Name}"));
}
