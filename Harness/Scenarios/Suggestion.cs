namespace Harness.Scenarios;

/// <summary>Guesses which known name somebody meant.</summary>
public static class Suggestion
{
    /// <summary>The known name with the fewest edits from <paramref name="given"/>; null when none is near enough.</summary>
    public static string? Nearest(string given, IEnumerable<string> known)
    {
        string? best = null;
        var fewest = Math.Max(1, given.Length / 3) + 1;
        foreach (var name in known)
        {
            var edits = Edits(given, name);
            if (edits < fewest)
            {
                (best, fewest) = (name, edits);
            }
        }

        return best;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours; case counts for nothing.</summary>
    private static int Edits(string from, string to)
    {
        var (a, b) = (from.ToLowerInvariant(), to.ToLowerInvariant());
        int[] before = [], above = [.. Enumerable.Range(0, b.Length + 1)];
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replaced, Math.Min(above[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above) = (above, row);
        }

        return above[b.Length];
    }
}
