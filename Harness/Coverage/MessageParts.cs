using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace Harness.Coverage;

/// <summary>Which members of the catalogue a message carries, and which of their words.</summary>
internal static class MessageParts
{
    /// <summary><c>call_id</c>, <c>reason=busy</c>, <c>users[].status</c>; what is null is not carried.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<FieldShape> fields, JsonObject message)
    {
        foreach (var field in fields)
        {
            if (message[field.Name] is not { } value)
            {
                continue;
            }

            yield return field.Name;
            if (field.Values is not null)
            {
                yield return $"{field.Name}={value}";
            }

            if (field.Members is not { } members || value is not JsonArray entries)
            {
                continue;
            }

            foreach (var inner in entries.OfType<JsonObject>().SelectMany(entry => Of(members, entry)))
            {
                yield return $"{field.Name}[].{inner}";
            }
        }
    }
}
