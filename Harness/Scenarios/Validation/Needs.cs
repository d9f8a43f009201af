namespace Harness.Scenarios.Validation;

/// <summary>The capabilities that a client must have: those that the file names, and those that its lines imply.</summary>
internal static class Needs
{
    public static IReadOnlyList<string> Of(Given given, IReadOnlyList<Line> lines)
    {
        var begun = given.Clients.SelectMany(c => Vocabulary.Beginnings.FirstOrDefault(b => b.Name == c.Is)?.Needs ?? []);
        return
        [
            .. given.Needs.Concat(begun).Concat(lines.SelectMany(Of))
                .Where(n => !Vocabulary.LeastCapabilities.Contains(n))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Of(Line line) => line switch
    {
        BlockLine block => block.Alternatives.SelectMany(a => a).SelectMany(Of),
        ActionLine { From: "app" } action => [action.Name],
        ActionLine { Name: "push" } => ["push"],
        // Also for an event that must not come: a client that never tells it would keep to the line for nothing.
        ExpectationLine { To: "app" } expectation => [expectation.Name],
        _ => [],
    };
}
