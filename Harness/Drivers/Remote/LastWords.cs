namespace Harness.Drivers.Remote;

/// <summary>What a driver printed to stderr: the last lines for a message, more of them for a report. Any thread.</summary>
internal sealed class LastWords
{
    private const int MostLines = 12;
    private const int MostKept = 200;
    private const int LongestLine = 400;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly Queue<string> _all = new();
    private long _count;

    /// <summary>How many lines there have been.</summary>
    public long Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    /// <summary>Takes note of a line.</summary>
    public void Add(string line)
    {
        lock (_gate)
        {
            _count++;
            _all.Enqueue(line);
            if (_all.Count > MostKept)
            {
                _all.Dequeue();
            }
        }

        // Where it fell says more than the way there: the frames of a stack would push the error itself out.
        if (line.TrimStart().StartsWith("at ", StringComparison.Ordinal))
        {
            return;
        }

        lock (_gate)
        {
            _lines.Enqueue(line.Length > LongestLine ? line[..LongestLine] + "…" : line);
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>The lines since there had been so many; of many, the last.</summary>
    public IReadOnlyList<string> Since(long count)
    {
        lock (_gate)
        {
            return [.. _all.TakeLast((int)Math.Clamp(_count - count, 0, _all.Count))];
        }
    }

    /// <summary>As the end of a message for people.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return _lines.Count == 0 ? " It printed nothing to stderr." : $" Its last words: {string.Join(" | ", _lines)}";
        }
    }
}
