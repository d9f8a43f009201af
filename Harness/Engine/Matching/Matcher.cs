using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Scenarios;

namespace Harness.Engine.Matching;

/// <summary>Compares a value with a template.</summary>
/// <param name="names">What <c>$name</c> stands for.</param>
/// <param name="isNewCredentials">Whether the ICE credentials of an SDP were not used before by this client.</param>
internal sealed partial class Matcher(Names names, Func<SdpFacts, bool> isNewCredentials)
{
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

    private void Compare(string path, Template template, JsonNode? value, Fit fit)
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
                    Operator(path, one, value, fit);
                }

                break;
            default:
                Miss(fit, path, TemplateText.Of(template), value);
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
            Miss(fit, path, $"{list.Items.Count} items: {TemplateText.Of(list)}", items);
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
            Miss(fit, path, TemplateText.Of(wanted), value);
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
        if (!names.TryGet(name, out var wanted))
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
            Miss(fit, path, $"${name}, which is {TemplateText.Of((object?)wanted)}", value);
        }
    }

    private void Interpolated(string path, InterpolatedTemplate template, JsonNode? value, Fit fit)
    {
        if (new TemplateBuilder(names).TryBuild(template, out var wanted, out var unknown))
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
            Miss(fit, path, TemplateText.Of(kind), value);
        }
    }

    private void Operator(string path, Operator one, JsonNode? value, Fit fit)
    {
        switch (one)
        {
            case CaptureOperator capture:
                fit.Captures.Add(new(capture.Name, value?.DeepClone()));
                if (value is null)
                {
                    Miss(fit, path, "something to call $" + capture.Name, value);
                }

                break;
            case IdOperator id:
                Test(path, Text(value) is { } text && text.Length > id.Prefix.Length + 1 && text.StartsWith(id.Prefix + "_", StringComparison.Ordinal), TemplateText.Of(one), value, fit);
                break;
            case RegexOperator regex:
                Test(path, Text(value) is { } subject && Regex.IsMatch(subject, regex.Pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), TemplateText.Of(one), value, fit);
                break;
            case NotOperator not:
                Not(path, not, value, fit);
                break;
            case OneOfOperator oneOf:
                OneOf(path, oneOf, value, fit);
                break;
            case SetOperator set:
                Set(path, set, value, fit);
                break;
            case AbsentOrOperator absentOr:
                if (value is not null)
                {
                    Compare(path, absentOr.Inner, value, fit);
                }

                break;
            case SdpOperator sdp:
                Sdp(path, sdp, value, fit);
                break;
            default:
                throw new InvalidOperationException($"No rule for {one}.");
        }
    }

    private void Not(string path, NotOperator not, JsonNode? value, Fit fit)
    {
        var inner = Inner(path, not.Inner, value);
        if (inner.Unknown is not null)
        {
            fit.Unknown ??= inner.Unknown;
            return;
        }

        Test(path, !inner.IsMet, TemplateText.Of(not), value, fit);
    }

    private void OneOf(string path, OneOfOperator oneOf, JsonNode? value, Fit fit)
    {
        string? unknown = null;
        foreach (var inner in oneOf.Items.Select(item => Inner(path, item, value)))
        {
            if (inner.IsMet)
            {
                fit.Matched++;
                fit.Captures.AddRange(inner.Captures);
                return;
            }

            unknown ??= inner.Unknown;
        }

        fit.Unknown ??= unknown;
        if (unknown is null)
        {
            Miss(fit, path, TemplateText.Of(oneOf), value);
        }
    }

    private void Set(string path, SetOperator set, JsonNode? value, Fit fit)
    {
        if (value is not JsonArray items || items.Count != set.Items.Count)
        {
            Miss(fit, path, TemplateText.Of(set), value);
            return;
        }

        // Items may fit several of the wanted ones, so the first that fits is not always the right one.
        var holders = new int[items.Count];
        Array.Fill(holders, -1);
        for (var wanted = 0; wanted < set.Items.Count; wanted++)
        {
            if (!TryHold(wanted, path, set, items, holders, []))
            {
                fit.Unknown ??= items.Select(item => Inner(path, set.Items[wanted], item).Unknown).FirstOrDefault(static u => u is not null);
                Miss(fit, path, TemplateText.Of(set), value);
                return;
            }
        }

        for (var i = 0; i < items.Count; i++)
        {
            fit.Captures.AddRange(Inner(path, set.Items[holders[i]], items[i]).Captures);
        }

        fit.Matched++;
    }

    private bool TryHold(int wanted, string path, SetOperator set, JsonArray items, int[] holders, HashSet<int> tried)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (Inner(path, set.Items[wanted], items[i]).IsMet
                && tried.Add(i)
                && (holders[i] < 0 || TryHold(holders[i], path, set, items, holders, tried)))
            {
                holders[i] = wanted;
                return true;
            }
        }

        return false;
    }

    private void Sdp(string path, SdpOperator wanted, JsonNode? value, Fit fit)
    {
        if (Text(value) is not { } text || SdpFacts.TryRead(text) is not { } facts)
        {
            Miss(fit, path, "a session description", value);
            return;
        }

        void Check(bool met, string what, string got)
        {
            if (met)
            {
                fit.Matched++;
            }
            else
            {
                fit.Mismatches.Add(new Mismatch(path, what, got));
            }
        }

        if (wanted.Offer)
        {
            Check(facts.OfferProblem is null, "a usable offer", facts.OfferProblem ?? "");
        }

        if (wanted.Audio is { } audio)
        {
            Check(facts.Direction == audio, $"audio {audio}", $"audio {facts.Direction ?? "missing"}");
        }

        foreach (var codec in wanted.Codecs)
        {
            Check(facts.Codecs.Contains(codec, StringComparer.OrdinalIgnoreCase), $"codec {codec}", string.Join(", ", facts.Codecs));
        }

        if (wanted.Candidates is { } candidates)
        {
            Check(facts.Candidates >= candidates, $"at least {candidates} candidate(s)", $"{facts.Candidates}");
        }

        if (wanted.NewCredentials)
        {
            Check(isNewCredentials(facts), "ICE credentials that this client has not used before", $"ufrag {facts.Ufrag}, used before");
        }
    }

    private static bool IsTimestamp(string text) =>
        Rfc3339.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339 { get; }

    private Fit Inner(string path, Template template, JsonNode? value)
    {
        var inner = new Fit();
        Compare(path, template, value, inner);
        return inner;
    }

    private static void Test(string path, bool met, string wanted, JsonNode? value, Fit fit)
    {
        if (met)
        {
            fit.Matched++;
        }
        else
        {
            Miss(fit, path, wanted, value);
        }
    }

    private static void Miss(Fit fit, string path, string wanted, JsonNode? got) =>
        fit.Mismatches.Add(new Mismatch(path, wanted, got is null ? "nothing" : TemplateText.Of(got)));

    private static string? Text(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
