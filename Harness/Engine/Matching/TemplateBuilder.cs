using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Scenarios;

namespace Harness.Engine.Matching;

/// <summary>Makes a value from a template: arguments of an action, members of an injection.</summary>
internal sealed partial class TemplateBuilder(Names names)
{
    /// <summary>Fills the <c>${name}</c> of a head, such as the id in a path.</summary>
    public static string Fill(string text, Names names) => Insert.Replace(
        text, match => names.TryGet(match.Groups[1].Value, out var value) ? value!.ToString() : match.Value);

    /// <summary>Builds the members of a map. Captures are left to the caller: they name what it will make up.</summary>
    /// <exception cref="HarnessException">A name is not known, or a matcher stands where a value is needed.</exception>
    public JsonObject Build(MapTemplate? map, IList<KeyValuePair<string, string>>? captures = null)
    {
        var built = new JsonObject();
        foreach (var (name, template) in map?.Members ?? [])
        {
            if (template is OperatorsTemplate { Operators: [CaptureOperator capture] })
            {
                captures?.Add(new(name, capture.Name));
                continue;
            }

            if (!TryBuild(template, out var value, out var unknown))
            {
                throw new HarnessException(unknown is null
                    ? $"{template.At}: {TemplateText.Of(template)} is not a value that can be sent"
                    : $"{template.At}: ${unknown} is not known at this point of the run");
            }

            built[name] = value;
        }

        return built;
    }

    /// <summary>Builds one value; false when a name is not known (then <paramref name="unknown"/>) or it is a matcher.</summary>
    public bool TryBuild(Template template, out JsonNode? value, out string? unknown)
    {
        value = null;
        unknown = null;
        switch (template)
        {
            case LiteralTemplate literal:
                value = literal.Value switch
                {
                    null => null,
                    string text => JsonValue.Create(text),
                    bool flag => JsonValue.Create(flag),
                    long number => JsonValue.Create(number),
                    int number => JsonValue.Create(number),
                    double number => JsonValue.Create(number),
                    var other => JsonValue.Create(other.ToString()),
                };
                return true;
            case InsertTemplate insert:
                if (names.TryGet(insert.Name, out var found))
                {
                    value = found?.DeepClone();
                    return true;
                }

                unknown = insert.Name;
                return false;
            case InterpolatedTemplate text:
                return TryInterpolate(text, out value, out unknown);
            case KindTemplate { Kind: ValueKind.Absent }:
                return true;
            case MapTemplate map:
                return TryMap(map, out value, out unknown);
            case ListTemplate list:
                return TryList(list, out value, out unknown);
            default:
                return false;
        }
    }

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex Insert { get; }

    private bool TryInterpolate(InterpolatedTemplate template, out JsonNode? value, out string? unknown)
    {
        var text = new StringBuilder();
        value = null;
        unknown = null;
        foreach (var part in template.Parts)
        {
            if (part.Name is null)
            {
                text.Append(part.Text);
            }
            else if (names.TryGet(part.Name, out var found))
            {
                text.Append(found?.ToString());
            }
            else
            {
                unknown = part.Name;
                return false;
            }
        }

        value = JsonValue.Create(text.ToString());
        return true;
    }

    private bool TryMap(MapTemplate map, out JsonNode? value, out string? unknown)
    {
        var built = new JsonObject();
        value = built;
        unknown = null;
        foreach (var (name, template) in map.Members)
        {
            if (!TryBuild(template, out var member, out unknown))
            {
                return false;
            }

            built[name] = member;
        }

        return true;
    }

    private bool TryList(ListTemplate list, out JsonNode? value, out string? unknown)
    {
        var built = new JsonArray();
        value = built;
        unknown = null;
        foreach (var template in list.Items)
        {
            if (!TryBuild(template, out var item, out unknown))
            {
                return false;
            }

            built.Add(item);
        }

        return true;
    }
}
