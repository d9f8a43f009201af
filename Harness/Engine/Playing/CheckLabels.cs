using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>
/// The labels of checks: the line's own, or <c>requirement</c>, <c>requirement-2</c> … in the order of the file. They depend on
/// the file alone and not on what happened: a waiver must find the check again.
/// </summary>
internal sealed class CheckLabels
{
    private readonly Dictionary<(Line Line, string Requirement), string> _labels = new(ByReference.Instance);

    public CheckLabels(IEnumerable<Line> lines)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in LineTree.Flatten(lines))
        {
            foreach (var id in line.Checks)
            {
                _labels[(line, id)] = line.Label ?? Next(counts, id);
            }
        }
    }

    /// <summary>The label of the check that this line makes of this requirement.</summary>
    public string Of(Line line, string requirement) => _labels[(line, requirement)];

    private static string Next(Dictionary<string, int> counts, string id)
    {
        var count = counts[id] = counts.GetValueOrDefault(id) + 1;
        return count == 1 ? "requirement" : $"requirement-{count}";
    }

    private sealed class ByReference : IEqualityComparer<(Line Line, string Requirement)>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals((Line Line, string Requirement) x, (Line Line, string Requirement) y) =>
            ReferenceEquals(x.Line, y.Line) && string.Equals(x.Requirement, y.Requirement, StringComparison.Ordinal);

        public int GetHashCode((Line Line, string Requirement) obj) =>
            HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Line), obj.Requirement.GetHashCode(StringComparison.Ordinal));
    }
}
