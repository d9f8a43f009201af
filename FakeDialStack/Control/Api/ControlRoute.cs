using System.Text.Json.Nodes;

namespace FakeDialStack.Control.Api;

/// <summary>One thing that the control API can do. Routes, documentation and the reading of bodies all come from this.</summary>
/// <param name="Method">GET, POST or DELETE.</param>
/// <param name="Path">Below <c>/control</c>; <c>{name}</c> stands for one segment.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Handle">Runs on the loop. Null as its result: nothing to say (204).</param>
internal sealed record ControlRoute(string Method, string Path, string Summary, Func<ControlRequest, JsonNode?> Handle)
{
    /// <summary>Members of the body.</summary>
    public IReadOnlyList<ControlField> Body { get; init; } = [];

    /// <summary>Members of the body have names that only the handler knows.</summary>
    public bool TakesAnyMember { get; init; }

    /// <summary>Status of a good answer with a body.</summary>
    public int Status { get; init; } = 200;

    /// <summary>What the answer holds; empty when there is none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>The names in the path.</summary>
    public IEnumerable<string> Parameters => Path.Split('/').Where(s => s.StartsWith('{')).Select(s => s[1..^1]);

    /// <summary>Reads the body, with everything that is wrong with it in one error.</summary>
    /// <exception cref="ControlRefusal">It does not fit.</exception>
    public JsonObject ReadBody(string text)
    {
        var body = text.Length == 0 ? [] : ControlJson.ReadObject(text) ?? throw ControlRefusal.BadMember("The body is no JSON object.", $"Send {Example()} with Content-Type: application/json.");
        var mistakes = Body.Select(f => f.Mistake(body[f.Name])).OfType<string>().ToList();
        if (!TakesAnyMember)
        {
            mistakes.AddRange(body.Where(m => Body.All(f => f.Name != m.Key)).Select(m => $"there is no member '{m.Key}'"));
        }

        return mistakes.Count == 0 ? body : throw ControlRefusal.BadMember($"The body does not fit: {string.Join("; ", mistakes)}.", Remedy());
    }

    private string Remedy() => Body.Count == 0
        ? "Send no body."
        : $"It takes {string.Join(", ", Body.Select(f => f.Name + (f.Required ? "" : " (optional)") + (f.Words.Count > 0 ? $": one of {string.Join(", ", f.Words)}" : "")))}.";

    private string Example() => new JsonObject(Body.Where(f => f.Required || f.Example is not null)
        .Select(f => KeyValuePair.Create(f.Name, (JsonNode?)JsonValue.Create(f.Example ?? "…")))).ToJsonString(ControlJson.Plain);
}
