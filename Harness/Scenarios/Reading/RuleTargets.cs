using System.Globalization;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using Harness.Scenarios.Yaml;

namespace Harness.Scenarios.Reading;

/// <summary>Checks what a rule applies to, and its <c>with</c>.</summary>
internal sealed class RuleTargets(LineContext context)
{
    private static readonly string[] s_sockets = ["ws.open", "ws.ping", "ws.pong"];

    private readonly ArrowNames _names = new(context);
    private readonly ServerReader _server = new(context.Read);

    /// <summary>The <c>with</c> of the rule, or null.</summary>
    public MapTemplate? Check(YamlEntry head, string party, Verb verb, string target, Modifiers modifiers)
    {
        var at = head.Value.At;
        if (verb.Name == "sets")
        {
            return Sets(at, party, target, modifiers);
        }

        if (party == "backend")
        {
            Backend(at, verb, target);
        }
        else
        {
            Server(at, verb, target);
        }

        return modifiers.With(TemplateUse.Give);
    }

    private void Backend(SourcePosition at, Verb verb, string target)
    {
        var targets = Vocabulary.BackendTargets.Select(t => t.Name).ToList();
        if (!targets.Contains(target))
        {
            context.Bag.AddUnknown(at, $"a rule of the backend applies to {string.Join(" or ", targets)}, not to '{target}'", target, targets);
        }

        if (verb.Name == "closes before")
        {
            context.Bag.Add(at, "the backend has no socket to close");
        }
    }

    private void Server(SourcePosition at, Verb verb, string target)
    {
        if (ArrowNames.IsHttp(target))
        {
            _names.Http(new YamlScalar(at, target, Plain: true));
            if (verb.Name == "closes before")
            {
                context.Bag.Add(at, "'closes before' applies to what the server sends over a socket");
            }

            return;
        }

        var known = Known(verb);
        if (known.Contains(target))
        {
            return;
        }

        var elsewhere = Known(Vocabulary.RuleVerbs[0]).Contains(target);
        context.Bag.AddUnknown(at, elsewhere ? $"'{verb.Name}' cannot apply to '{target}'" : $"unknown message '{target}'", target, elsewhere ? [] : known);
    }

    private static List<string> Known(Verb verb)
    {
        var client = MessageCatalogue.ClientToServer.Select(m => m.Type);
        var server = MessageCatalogue.ServerToClient.Select(m => m.Type);
        return verb.Name switch
        {
            "closes before" => [.. server],
            "answers" => [.. client],
            "refuses" => [.. client, "ws.open"],
            _ => [.. client.Concat(server).Distinct(StringComparer.Ordinal), .. s_sockets],
        };
    }

    private MapTemplate? Sets(SourcePosition at, string party, string target, Modifiers modifiers)
    {
        if (party == "backend")
        {
            context.Bag.Add(at, "'sets' is for the server; the backend has nothing to set");
            return null;
        }

        if (modifiers["with"] is not { } with)
        {
            context.Bag.Add(at, $"'sets {target}' wants 'with'");
            return null;
        }

        if (context.Parties.IsUser(target))
        {
            if (context.Read.Map(with, "with") is { } members)
            {
                context.Read.OnlyKeys(members, Vocabulary.UserMembers, $"user '{target}'");
            }

            return modifiers.With(TemplateUse.Give);
        }

        return Setting(at, target, with);
    }

    private MapTemplate? Setting(SourcePosition at, string target, YamlNode with)
    {
        var (known, limit) = (ServerReader.Switch(target), ServerReader.Limit(target));
        if (known is null && limit is null)
        {
            context.Bag.AddUnknown(at, $"'{target}' is neither a user nor a switch nor a limit", target, [.. context.Parties.Users, .. ServerReader.Names, .. AccountSettings.Limits.Select(l => l.ShortName)]);
            return null;
        }

        if (context.Read.Map(with, "with") is not { } map)
        {
            return null;
        }

        context.Read.OnlyKeys(map, ["value"], $"'sets {target}'");
        if (map.Find("value")?.Value is not { } value)
        {
            context.Bag.Add(map.At, $"'sets {target}' wants with: {{ value: … }}");
            return null;
        }

        return known is not null ? One(value, _server.Word(known, value)) : One(value, Written(limit!, _server.Amount(limit!, target, value)));
    }

    private static string? Written(LimitInfo limit, double? amount) =>
        amount?.ToString("R", CultureInfo.InvariantCulture) + (amount is null || limit.Unit == LimitUnit.Count ? "" : "s");

    private static MapTemplate? One(YamlNode node, string? value) => string.IsNullOrEmpty(value)
        ? null
        : new MapTemplate(node.At, [KeyValuePair.Create("value", (Template)new LiteralTemplate(node.At, value))]);
}
