using System.Text.Json.Nodes;

namespace Harness.Engine.Matching;

/// <summary>
/// What <c>$name</c> stands for: things given (looked up when asked, so that a token is the newest) and things captured.
/// Immutable: captures of a tentative match are thrown away with it.
/// </summary>
internal sealed class Names
{
    private readonly Func<string, JsonNode?> _given;
    private readonly Dictionary<string, JsonNode?> _captured;

    public Names(Func<string, JsonNode?> given)
        : this(given, new(StringComparer.Ordinal))
    {
    }

    private Names(Func<string, JsonNode?> given, Dictionary<string, JsonNode?> captured)
    {
        _given = given;
        _captured = captured;
    }

    /// <summary>False when nothing of that name is known yet.</summary>
    public bool TryGet(string name, out JsonNode? value)
    {
        if (_captured.TryGetValue(name, out value))
        {
            return true;
        }

        value = _given(name);
        return value is not null;
    }

    public Names With(IEnumerable<KeyValuePair<string, JsonNode?>> captures)
    {
        Dictionary<string, JsonNode?>? copy = null;
        foreach (var (name, value) in captures)
        {
            copy ??= new(_captured, StringComparer.Ordinal);
            copy[name] = value;
        }

        return copy is null ? this : new Names(_given, copy);
    }
}
