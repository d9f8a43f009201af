using System.Text.Json;

namespace FakeDialStack.Protocol;

/// <summary>Holds a JSON object against the shape of a message and says, in one sentence, what does not fit.</summary>
internal static class ShapeCheck
{
    /// <summary>Null when it fits.</summary>
    public static string? Check(IReadOnlyList<FieldShape> fields, JsonElement value)
    {
        foreach (var field in fields)
        {
            if (CheckField(field, value) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    private static string? CheckField(FieldShape field, JsonElement owner)
    {
        if (!owner.TryGetProperty(field.Name, out var value))
        {
            return field.Required ? $"'{field.Name}' is missing" : null;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return field.Nullable ? null : $"'{field.Name}' must not be null";
        }

        return Fits(field.Kind, value) ? CheckContent(field, value) : $"'{field.Name}' must be {Wanted(field.Kind)}";
    }

    private static string? CheckContent(FieldShape field, JsonElement value)
    {
        if (field.Values is { } words && !words.Contains(value.GetString()))
        {
            return $"'{field.Name}' must be one of {string.Join(", ", words)}";
        }

        if (field.Members is not { } members)
        {
            return null;
        }

        var wrong = value.EnumerateArray().Select(entry => Check(members, entry)).FirstOrDefault(w => w is not null);
        return wrong is null ? null : $"in '{field.Name}', {wrong}";
    }

    private static bool Fits(FieldKind kind, JsonElement value) => kind switch
    {
        FieldKind.String or FieldKind.Sdp => value.ValueKind == JsonValueKind.String,
        FieldKind.Number => value.ValueKind == JsonValueKind.Number,
        FieldKind.Bool => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldKind.Object => value.ValueKind == JsonValueKind.Object,
        FieldKind.StringList => IsListOf(JsonValueKind.String, value),
        _ => IsListOf(JsonValueKind.Object, value),
    };

    private static bool IsListOf(JsonValueKind kind, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(e => e.ValueKind == kind);

    private static string Wanted(FieldKind kind) => kind switch
    {
        FieldKind.String => "a string",
        FieldKind.Sdp => "a session description as a string",
        FieldKind.Number => "a number",
        FieldKind.Bool => "true or false",
        FieldKind.Object => "an object",
        FieldKind.StringList => "a list of strings",
        _ => "a list of objects",
    };
}
