using System.Text.Json;
using System.Text.Json.Nodes;

namespace FakeDialStack.Rest;

/// <summary>Reads members of a body and remembers the first that does not fit; unknown members are ignored.</summary>
internal sealed class BodyFields(JsonObject body, string prefix = "")
{
    /// <summary>The first mistake; null when there is none.</summary>
    public RestError? Wrong { get; private set; }

    /// <summary>True when the member is there, null included. Omitted means unchanged (section H).</summary>
    public bool Has(string name) => body.ContainsKey(name);

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name)
    {
        if (OptionalText(name) is { Length: > 0 } text)
        {
            return text;
        }

        Refuse(name, "is required");
        return "";
    }

    /// <summary>A text, or null.</summary>
    public string? OptionalText(string name) => Read<string>(name, JsonValueKind.String, "must be a string");

    /// <summary>True or false, or null when it is not there.</summary>
    public bool? OptionalFlag(string name) => body[name]?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => RefuseFlag(name),
    };

    /// <summary>A whole number, or null.</summary>
    public long? OptionalWhole(string name)
    {
        if (body[name] is not { } value)
        {
            return null;
        }

        if (value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<long>(out var whole))
        {
            return whole;
        }

        Refuse(name, "must be a whole number");
        return null;
    }

    /// <summary>An object, or null.</summary>
    public JsonObject? OptionalObject(string name)
    {
        if (body[name] is null or JsonObject)
        {
            return (JsonObject?)body[name];
        }

        Refuse(name, "must be an object");
        return null;
    }

    /// <summary>A list of texts, or null.</summary>
    public IReadOnlyList<string>? OptionalTexts(string name)
    {
        if (body[name] is not { } value)
        {
            return null;
        }

        if (value is JsonArray list && list.All(e => e?.GetValueKind() == JsonValueKind.String))
        {
            return [.. list.Select(e => e!.GetValue<string>())];
        }

        Refuse(name, "must be a list of strings");
        return null;
    }

    /// <summary>Notes a mistake, unless one was noted before.</summary>
    public void Refuse(string name, string text) => Wrong ??= RestError.Malformed(prefix + name, text);

    private bool? RefuseFlag(string name)
    {
        Refuse(name, "must be true or false");
        return null;
    }

    private T? Read<T>(string name, JsonValueKind kind, string otherwise)
        where T : class
    {
        if (body[name] is not { } value)
        {
            return null;
        }

        if (value.GetValueKind() == kind)
        {
            return value.GetValue<T>();
        }

        Refuse(name, otherwise);
        return null;
    }
}
