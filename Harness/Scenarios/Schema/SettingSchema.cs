using System.Globalization;
using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using static Harness.Scenarios.Schema.Part;

namespace Harness.Scenarios.Schema;

/// <summary>Switches and limits of the server.</summary>
internal static class SettingSchema
{
    public static IEnumerable<KeyValuePair<string, JsonObject>> Switches() =>
        AccountSettings.Switches.Select(s => KeyValuePair.Create(s.Name, About(OrColumn(Values(s)), $"{s.Doc} Default: {s.Default}. ({s.Source})")));

    public static JsonObject Limits()
    {
        var limits = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var limit in AccountSettings.Limits)
        {
            limits[limit.ShortName] = Limit(limit);
            limits[limit.Name] = Limit(limit);
        }

        return Map(limits);
    }

    private static JsonObject Values(SwitchInfo known)
    {
        var values = Array(known.Values);

        // YAML reads these words as something else than text, unless they are quoted.
        if (known.Values.Contains("on"))
        {
            values.Add(true);
            values.Add(false);
        }

        if (known.Values.Contains("null"))
        {
            values.Add((JsonNode?)null);
        }

        return new JsonObject { ["enum"] = values };
    }

    private static JsonObject Limit(LimitInfo limit)
    {
        var number = new JsonObject { ["type"] = "number", ["minimum"] = 0 };
        var schema = limit.Unit == LimitUnit.Count ? OrColumn(number) : AnyOf(number, Pattern($"^{Time}$"), Ref("column"));
        var (unit, ordinary) = limit.Unit switch
        {
            LimitUnit.Seconds => (" s", limit.Default),
            LimitUnit.Milliseconds => (" ms", limit.Default),
            _ => ("", limit.Default),
        };
        return About(schema, string.Create(CultureInfo.InvariantCulture, $"{limit.Doc} Default: {ordinary}{unit}. ({limit.Source})"));
    }
}
