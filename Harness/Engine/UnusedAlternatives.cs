using Harness.Scenarios;

namespace Harness.Engine;

/// <summary>Finds alternatives of a file that no row, seed or order ever took: mistakes of its author (rule 11).</summary>
internal sealed class UnusedAlternatives
{
    private readonly HashSet<SourcePosition> _taken = [];
    private readonly HashSet<SourcePosition> _left = [];

    /// <summary>Takes note of the runs; with the last of a file the mistakes come out, on the last run.</summary>
    public IReadOnlyList<RunResult> Check(IReadOnlyList<RunResult> results, bool isLastOfFile)
    {
        foreach (var result in results)
        {
            _taken.UnionWith(result.Alternatives.Taken);
            _left.UnionWith(result.Alternatives.Left);
        }

        if (!isLastOfFile)
        {
            return results;
        }

        var mistakes = _left.Except(_taken)
            .OrderBy(static at => at.Line)
            .Select(static at => $"{at}: no run ever took this alternative")
            .ToList();
        _taken.Clear();
        _left.Clear();
        return mistakes.Count == 0 || results.Count == 0 || results[^1].Verdict != Verdict.Pass
            ? results
            : [.. results.SkipLast(1), results[^1] with { Verdict = Verdict.Error, Reason = mistakes[0], AuthorMistakes = mistakes }];
    }
}
