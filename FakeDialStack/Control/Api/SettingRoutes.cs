using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDialStack.Accounts;

namespace FakeDialStack.Control.Api;

/// <summary>Switches, limits, profiles and rules.</summary>
internal static class SettingRoutes
{
    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", "/settings", "Profiles, and all switches and limits with their values, ranges and meanings.", Show) { Answer = "profiles, switches, limits" },
        new("POST", "/settings", "Sets switches and limits by name; all of them or, with a mistake, none.", Set)
        {
            TakesAnyMember = true,
            Answer = "the settings as they are now",
        },
        new("POST", "/profile", "Sets all switches and limits to those of an edition of the server.", Profile)
        {
            Body = [new("profile", FieldType.Text, "Its name.") { Required = true, Words = AccountSettings.Profiles, Example = "sdk-3" }],
            Answer = "the settings as they are now",
        },
        new("GET", "/rules", "The rules in force, spent ones included.", r => Views.List(r.Desk.Platform.Control.Rules, Views.Of)) { Answer = "a list: `name`, `target`, `times`, `fired`" },
        new("POST", "/rules", "Makes the fake deviate: ignore, delay, answer, refuse, or close before a message or an HTTP request.", AddRule)
        {
            Body =
            [
                new("verb", FieldType.Text, "What the fake does.") { Required = true, Words = Views.WordsOf<RuleVerb>(), Example = "ignore" },
                new("target", FieldType.Text, "A message type, ws.open, ws.ping, ws.pong, or a request such as GET /v1/webrtc/ice-servers.") { Required = true, Example = "call.create" },
                new("times", FieldType.Whole, "How often; for ever when not given.") { Example = "1" },
                new("by", FieldType.Time, "How long, for delay.") { Example = "2s" },
                new("status", FieldType.Whole, "HTTP status of an answer or refusal.") { Example = "503" },
                new("with", FieldType.Map, "Members of the answer.") { Example = """{"code":"internal_error"}""" },
                new("then_close", FieldType.Flag, "Close the socket behind the answer.") { Example = "false" },
            ],
            Status = 201,
            Answer = "the rule",
        },
        new("DELETE", "/rules", "Takes all rules back.", ClearRules),
    ];

    private static JsonObject Show(ControlRequest request)
    {
        var settings = request.Desk.Account.Settings;
        return new JsonObject
        {
            ["profiles"] = Views.List(AccountSettings.Profiles, p => p),
            ["switches"] = Views.List(AccountSettings.Switches, s => new JsonObject
            {
                ["name"] = s.Name,
                ["value"] = settings.WordOf(s.Name),
                ["default"] = s.Default,
                ["values"] = Views.List(s.Values, v => v),
                ["doc"] = s.Doc,
            }),
            ["limits"] = Views.List(LimitTable.All, l => new JsonObject
            {
                ["name"] = l.Info.Name,
                ["value"] = l.Get(settings),
                ["default"] = l.Info.Default,
                ["least"] = l.Info.Least,
                ["most"] = l.Info.Most,
                ["doc"] = l.Info.Doc,
            }),
        };
    }

    private static JsonObject Set(ControlRequest request)
    {
        var account = request.Desk.Account;
        var settings = account.Settings;
        if (request.Body.Count == 0)
        {
            throw ControlRefusal.BadMember("The body names nothing.", "Send e.g. {\"restore\":\"destroy\",\"ping_interval_s\":5}; GET /control/settings lists the names.");
        }

        foreach (var (name, value) in request.Body)
        {
            settings = With(settings, name, value);
        }

        account.Settings = settings;
        request.Desk.Feed.Note("rule", "server", "server", string.Join(", ", request.Body.Select(m => $"{m.Key}={m.Value}")));
        return Show(request);
    }

    private static AccountSettings With(AccountSettings settings, string name, JsonNode? value)
    {
        try
        {
            return settings.With(name, value?.GetValueKind() == JsonValueKind.String ? (string)value! : value?.ToJsonString() ?? "");
        }
        catch (ArgumentException wrong)
        {
            // Its message ends with the name of the parameter.
            throw ControlRefusal.BadMember(wrong.Message.Split(" (Parameter", 2)[0], "GET /control/settings lists names, values and ranges. Nothing was set.");
        }
    }

    private static JsonObject Profile(ControlRequest request)
    {
        request.Desk.Account.Settings = AccountSettings.ForProfile(request.Text("profile"));
        request.Desk.Feed.Note("rule", "server", "server", "profile " + request.Text("profile"));
        return Show(request);
    }

    private static JsonObject AddRule(ControlRequest request)
    {
        var verb = request.Text("verb");
        var target = request.Text("target");
        var rule = new Rule($"{verb} {target}", Views.Read<RuleVerb>(verb), target)
        {
            Times = (int?)request.Body["times"],
            By = request.OptionalTime("by"),
            Status = (int?)request.Body["status"],
            With = request.Body["with"]?.DeepClone() as JsonObject,
            ThenClose = (bool?)request.Body["then_close"] ?? false,
        };
        if (rule is { Verb: RuleVerb.Delay, By: null })
        {
            throw ControlRefusal.BadMember("A delay needs its length.", "Add \"by\", e.g. \"2s\".");
        }

        if (rule.Times <= 0 || rule.Status is < 200 or > 599)
        {
            throw ControlRefusal.BadMember("'times' must be positive, and 'status' from 200 to 599.", "Leave them out to let the rule work for ever, with its own status.");
        }

        request.Desk.Platform.Control.AddRule(rule);
        request.Desk.Feed.Note("rule", "server", "server", rule.Name);
        return Views.Of(rule);
    }

    private static JsonNode? ClearRules(ControlRequest request)
    {
        request.Desk.Platform.Control.ClearRules();
        request.Desk.Feed.Note("rule", "server", "server", "no rules");
        return null;
    }
}
