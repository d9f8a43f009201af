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

    /// <summary>Messages and facts of sockets that a verb of the server applies to.</summary>
    public static List<string> Known(Verb verb)
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

        if (Vocabulary.SettingTargets.All(t => t.Name != target))
        {
            string[] known = [.. context.Parties.Users, .. Vocabulary.SettingTargets.Select(t => t.Name)];
            context.Bag.AddUnknown(at, $"'sets' applies to a user, to 'switches' or to 'limits', not to '{target}'", target, known);
            return null;
        }

        return context.Read.Map(with, "with") is { } settings ? Settings(settings, target == "switches") : null;
    }

    private MapTemplate Settings(YamlMap settings, bool switches)
    {
        var members = new List<KeyValuePair<string, Template>>();
        foreach (var entry in settings.Entries)
        {
            if ((switches ? SwitchWord(entry) : LimitText(entry)) is { } value)
            {
                members.Add(KeyValuePair.Create(entry.Key.Text, (Template)new LiteralTemplate(entry.Value.At, value)));
            }
        }

        return new MapTemplate(settings.At, members);
    }

    private string? SwitchWord(YamlEntry entry)
    {
        if (ServerReader.Switch(entry.Key.Text) is { } known)
        {
            return _server.Word(known, entry.Value);
        }

        context.Bag.AddUnknown(entry.Key.At, $"unknown switch '{entry.Key.Text}'", entry.Key.Text, ServerReader.Names);
        return null;
    }

    // As the platform reads it: a time in one unit, or a plain number.
    private string? LimitText(YamlEntry entry)
    {
        if (ServerReader.Limit(entry.Key.Text) is not { } known)
        {
            context.Bag.AddUnknown(entry.Key.At, $"unknown limit '{entry.Key.Text}'", entry.Key.Text, AccountSettings.Limits.Select(l => l.ShortName));
            return null;
        }

        var unit = known.Unit == LimitUnit.Count ? "" : "s";
        return _server.Amount(known, entry.Key.Text, entry.Value) is { } amount ? amount.ToString("0.###", CultureInfo.InvariantCulture) + unit : null;
    }
}
