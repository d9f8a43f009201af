using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace Harness.Coverage;

/// <summary>Members of messages, those of the objects in them included.</summary>
internal static class MessageParts
{
    /// <summary>The members with those of the objects in them: <c>users[].status</c>.</summary>
    public static IEnumerable<(string Name, FieldShape Field)> All(IReadOnlyList<FieldShape> fields) => fields.SelectMany(field =>
        (field.Members ?? []).Select(member => ($"{field.Name}[].{member.Name}", member)).Prepend((field.Name, field)));

    /// <summary>What a message carries: <c>call_id</c>, <c>reason=busy</c>, <c>users[].status</c>. What is null is not carried.</summary>
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
