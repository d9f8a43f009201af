namespace Harness.Drivers.Remote;

/// <summary>The last lines that a driver printed to stderr. Any thread.</summary>
internal sealed class LastWords
{
    private const int MostLines = 12;
    private const int LongestLine = 400;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    /// <summary>Takes note of a line.</summary>
    public void Add(string line)
    {
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

    /// <summary>As the end of a message for people.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return _lines.Count == 0 ? " It printed nothing to stderr." : $" Its last words: {string.Join(" | ", _lines)}";
        }
    }
}
