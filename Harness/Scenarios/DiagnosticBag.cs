namespace Harness.Scenarios;

/// <summary>Collects mistakes; what several rows of one file share is kept once.</summary>
internal sealed class DiagnosticBag
{
    private readonly HashSet<Diagnostic> _seen = [];
    private readonly List<Diagnostic> _all = [];

    public void Add(SourcePosition at, string message)
    {
        var diagnostic = new Diagnostic(at, message);
        if (_seen.Add(diagnostic))
        {
            _all.Add(diagnostic);
        }
    }

    /// <summary>Adds a mistake about a name, with the nearest of the known ones.</summary>
    public void AddUnknown(SourcePosition at, string message, string given, IEnumerable<string> known) =>
        Add(at, Suggestion.Nearest(given, known) is { } near ? $"{message}; did you mean '{near}'?" : message);

    /// <summary>All of them by file, line and column.</summary>
    public IReadOnlyList<Diagnostic> Sorted() =>
    [
        .. _all.OrderBy(d => d.At.File, StringComparer.Ordinal)
            .ThenBy(d => d.At.Line)
            .ThenBy(d => d.At.Column)
            .ThenBy(d => d.Message, StringComparer.Ordinal),
    ];
}
