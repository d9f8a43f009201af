using System.Text.Json.Nodes;

namespace FakeDialStack.Control.Api;

/// <summary>A request that cannot be served: thrown by whoever finds out, written as one JSON error.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">For programs.</param>
/// <param name="message">What is wrong.</param>
/// <param name="remedy">What to do about it.</param>
internal sealed class ControlRefusal(int status, string code, string message, string remedy) : Exception(message)
{
    public int Status => status;

    /// <summary>The body.</summary>
    public JsonObject Write() => new()
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = Message, ["remedy"] = remedy },
    };

    /// <summary>400: a member of the body is missing or wrong.</summary>
    public static ControlRefusal BadMember(string message, string remedy) => new(400, "bad_request", message, remedy);

    /// <summary>404: nobody of that name.</summary>
    public static ControlRefusal Unknown(string kind, string name, IEnumerable<string> known, string listedBy)
    {
        var there = string.Join(", ", known);
        return new(404, "unknown_" + kind.Replace(' ', '_'), $"There is no {kind} '{name}'.", $"{(there.Length > 0 ? $"There are: {there}." : "There is none now.")} {listedBy} lists them.");
    }

    /// <summary>409: not as things are.</summary>
    public static ControlRefusal NotNow(string message, string remedy) => new(409, "not_now", message, remedy);
}
