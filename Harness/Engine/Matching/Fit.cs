using System.Text.Json.Nodes;

namespace Harness.Engine.Matching;

/// <summary>How a value compares with what was expected.</summary>
internal sealed class Fit
{
    /// <summary>Member by member what did not fit; empty when everything did.</summary>
    public List<Mismatch> Mismatches { get; } = [];

    /// <summary>What <c>$as</c> has captured on the way.</summary>
    public List<KeyValuePair<string, JsonNode?>> Captures { get; } = [];

    /// <summary>A name that is not known yet: the line cannot be judged now.</summary>
    public string? Unknown { get; set; }

    /// <summary>Members that did fit; says which of several candidates is the nearest.</summary>
    public int Matched { get; set; }

    public bool IsMet => Mismatches.Count == 0 && Unknown is null;

    /// <summary>Notes whether a member fits.</summary>
    public void Test(string path, bool met, string wanted, JsonNode? got)
    {
        if (met)
        {
            Matched++;
        }
        else
        {
            Miss(path, wanted, got);
        }
    }

    /// <summary>Notes a member that does not fit.</summary>
    public void Miss(string path, string wanted, JsonNode? got) =>
        Mismatches.Add(new Mismatch(path, wanted, got is null ? "nothing" : TemplateText.Of(got)));
}

/// <summary>One member that did not fit.</summary>
/// <param name="Path">E.g. <c>data.user_id</c>; empty for the whole.</param>
/// <param name="Wanted">What was expected, for people.</param>
/// <param name="Got">What was there, for people.</param>
internal sealed record Mismatch(string Path, string Wanted, string Got);
