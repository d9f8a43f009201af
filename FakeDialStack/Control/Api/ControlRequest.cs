using System.Text.Json.Nodes;
using FakeDialStack.Accounts;

namespace FakeDialStack.Control.Api;

/// <summary>One request to the control API, on the loop.</summary>
/// <param name="Desk">What it can act on.</param>
/// <param name="Values">What stands for the names in the path.</param>
/// <param name="Body">Fits its route.</param>
internal sealed record ControlRequest(ControlDesk Desk, IReadOnlyDictionary<string, string> Values, JsonObject Body)
{
    /// <summary>A member that must be there.</summary>
    public string Text(string name) => (string)Body[name]!;

    /// <summary>A member, or null.</summary>
    public string? OptionalText(string name) => (string?)Body[name];

    /// <summary>A time in words, or null.</summary>
    /// <exception cref="ControlRefusal">It is no time.</exception>
    public TimeSpan? OptionalTime(string name)
    {
        if (OptionalText(name) is not { } text)
        {
            return null;
        }

        return LimitText.TryRead(text, out var time) && time > TimeSpan.Zero
            ? time
            : throw ControlRefusal.BadMember($"'{name}' cannot be '{text}'.", "Write a time such as 500ms, 30s, 5m or 24h.");
    }
}
