using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fixtures.ReferenceClient;

/// <summary>Reads the arguments of an action.</summary>
internal sealed class ActionArguments(string action, JsonObject members)
{
    public string? Text(string name) => members[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonValue value => value.ToJsonString(),
        _ => throw new ArgumentException($"{action}: '{name}' must be a text"),
    };

    public string Required(string name) => Text(name) ?? throw new ArgumentException($"{action}: '{name}' is missing");

    public string? CallId => Text("call_id");

    /// <summary>A number of seconds, or a text such as <c>500ms</c>, <c>3s</c>, <c>1h30m</c>, <c>-5m</c>.</summary>
    public TimeSpan Duration(string name)
    {
        var text = Text(name) ?? "0";
        var negative = text.StartsWith('-');
        var rest = negative ? text.AsSpan(1) : text.AsSpan();
        var sum = TimeSpan.Zero;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept("0123456789.");
            digits = digits < 0 ? rest.Length : digits;
            if (!double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                throw new ArgumentException($"{action}: '{text}' is no duration");
            }

            rest = rest[digits..];
            var letters = rest.IndexOfAny("0123456789.");
            var unit = letters < 0 ? rest : rest[..letters];
            rest = rest[unit.Length..];
            sum += TimeSpan.FromSeconds(number * Seconds(unit));
        }

        return negative ? -sum : sum;
    }

    private double Seconds(ReadOnlySpan<char> unit) => unit switch
    {
        "" or "s" => 1,
        "ms" => 0.001,
        "m" => 60,
        "h" => 3600,
        "d" => 86400,
        _ => throw new ArgumentException($"{action}: '{unit}' is no unit of time"),
    };
}
