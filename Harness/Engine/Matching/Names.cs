using System.Text.Json.Nodes;

namespace Harness.Engine.Matching;

/// <summary>
/// What <c>$name</c> stands for: things given and things captured. Immutable: captures of a tentative match are thrown away
/// with it. A given thing may change in the course of a run (a token is the newest), so it is looked up as of an entry:
/// the same entry always compares the same, and a match never moves.
/// </summary>
internal sealed class Names
{
    private readonly Func<string, int, JsonNode?> _given;
    private readonly Dictionary<string, JsonNode?> _captured;
    private readonly int _index;

    /// <param name="given">The value of a name when the entry with this number was recorded, or null.</param>
    public Names(Func<string, int, JsonNode?> given)
        : this(given, new(StringComparer.Ordinal), int.MaxValue)
    {
    }

    private Names(Func<string, int, JsonNode?> given, Dictionary<string, JsonNode?> captured, int index)
    {
        _given = given;
        _captured = captured;
        _index = index;
    }

    /// <summary>The same names as they were when an entry was recorded.</summary>
    public Names At(int index) => new(_given, _captured, index);

    /// <summary>False when nothing of that name is known yet.</summary>
    public bool TryGet(string name, out JsonNode? value)
    {
        if (_captured.TryGetValue(name, out value))
        {
            return true;
        }

        value = _given(name, _index);
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

        return copy is null ? this : new Names(_given, copy, _index);
    }
}
