using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Scenarios;

namespace Harness.Engine.Matching;

/// <summary>Compares a value with a template.</summary>
internal sealed partial class Matcher
{
    private readonly Names _names;
    private readonly OperatorMatcher _operators;

    /// <param name="names">What <c>$name</c> stands for.</param>
    /// <param name="isNewCredentials">Whether the ICE credentials of an SDP were not used before by this client.</param>
    public Matcher(Names names, Func<SdpFacts, bool> isNewCredentials)
    {
        _names = names;
        _operators = new OperatorMatcher(this, isNewCredentials);
    }

    /// <summary>Compares the fields of an entry with the <c>with</c> of a line.</summary>
    public Fit Compare(MapTemplate? with, JsonObject fields)
    {
        var fit = new Fit();
        if (with is not null)
        {
            Members("", with, fields, fit);
        }

        return fit;
    }

    /// <summary>Compares one value, adding to what is known already.</summary>
    public void Compare(string path, Template template, JsonNode? value, Fit fit)
    {
        switch (template)
        {
            case LiteralTemplate literal:
                Literal(path, literal.Value, value, fit);
                break;
            case InsertTemplate insert:
                Insert(path, insert.Name, value, fit);
                break;
            case InterpolatedTemplate text:
                Interpolated(path, text, value, fit);
                break;
            case KindTemplate kind:
                Kind(path, kind.Kind, value, fit);
                break;
            case MapTemplate map when value is JsonObject members:
                Members(path, map, members, fit);
                break;
            case ListTemplate list when value is JsonArray items:
                List(path, list, items, fit);
                break;
            case OperatorsTemplate operators:
                foreach (var one in operators.Operators)
                {
                    _operators.Compare(path, one, value, fit);
                }

                break;
            default:
                fit.Miss(path, TemplateText.Of(template), value);
                break;
        }
    }

    private void Members(string path, MapTemplate map, JsonObject members, Fit fit)
    {
        foreach (var (name, template) in map.Members)
        {
            Compare(path.Length == 0 ? name : $"{path}.{name}", template, members[name], fit);
        }
    }

    private void List(string path, ListTemplate list, JsonArray items, Fit fit)
    {
        if (list.Items.Count != items.Count)
        {
            fit.Miss(path, $"{list.Items.Count} items: {TemplateText.Of(list)}", items);
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            Compare($"{path}[{i}]", list.Items[i], items[i], fit);
        }
    }

    private static void Literal(string path, object? wanted, JsonNode? value, Fit fit)
    {
        if (SameLiteral(wanted, value))
        {
            fit.Matched++;
        }
        else
        {
            fit.Miss(path, TemplateText.Of(wanted), value);
        }
    }

    private static bool SameLiteral(object? wanted, JsonNode? value) => (wanted, value?.GetValueKind()) switch
    {
        (null, null or JsonValueKind.Null) => true,
        (string text, JsonValueKind.String) => string.Equals(text, value!.GetValue<string>(), StringComparison.Ordinal),
        (bool flag, JsonValueKind.True or JsonValueKind.False) => flag == value!.GetValue<bool>(),
        (long or int or double, JsonValueKind.Number) =>
            Convert.ToDouble(wanted, CultureInfo.InvariantCulture) == double.Parse(value!.ToJsonString(), CultureInfo.InvariantCulture),
        _ => false,
    };

    private void Insert(string path, string name, JsonNode? value, Fit fit)
    {
        if (!_names.TryGet(name, out var wanted))
        {
            fit.Unknown ??= name;
            return;
        }

        if (JsonNode.DeepEquals(wanted, value))
        {
            fit.Matched++;
        }
        else
        {
            fit.Miss(path, $"${name}, which is {TemplateText.Of((object?)wanted)}", value);
        }
    }

    private void Interpolated(string path, InterpolatedTemplate template, JsonNode? value, Fit fit)
    {
        if (new TemplateBuilder(_names).TryBuild(template, out var wanted, out var unknown))
        {
            Literal(path, wanted!.GetValue<string>(), value, fit);
        }
        else
        {
            fit.Unknown ??= unknown;
        }
    }

    private static void Kind(string path, ValueKind kind, JsonNode? value, Fit fit)
    {
        var found = value?.GetValueKind() ?? JsonValueKind.Null;
        var met = kind switch
        {
            ValueKind.Any => found != JsonValueKind.Null,
            ValueKind.Text => found == JsonValueKind.String,
            ValueKind.Number => found == JsonValueKind.Number,
            ValueKind.Bool => found is JsonValueKind.True or JsonValueKind.False,
            ValueKind.Timestamp => found == JsonValueKind.String && IsTimestamp(value!.GetValue<string>()),
            _ => found == JsonValueKind.Null,
        };
        if (met)
        {
            fit.Matched++;
        }
        else
        {
            fit.Miss(path, TemplateText.Of(kind), value);
        }
    }

    private static bool IsTimestamp(string text) =>
        Rfc3339.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339 { get; }

    /// <summary>Compares one value for itself.</summary>
    public Fit Inner(string path, Template template, JsonNode? value)
    {
        var inner = new Fit();
        Compare(path, template, value, inner);
        return inner;
    }
}
