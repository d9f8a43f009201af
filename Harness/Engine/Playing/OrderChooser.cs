namespace Harness.Engine.Playing;

/// <summary>
/// Chooses, wherever a race leaves a choice, which lane delivers next: first as told, then always the first lane.
/// What it saw tells which other orders there are.
/// </summary>
internal sealed class OrderChooser(IReadOnlyList<int> told)
{
    private readonly List<(int Chosen, int Count)> _choices = [];
    private readonly List<string> _delivered = [];

    /// <summary>Lanes in the order in which their frames were delivered; empty without a race.</summary>
    public IReadOnlyList<string> Delivered => _delivered;

    /// <summary>Picks one of the lanes that have a frame at the door.</summary>
    public int Choose(IReadOnlyList<string> lanes)
    {
        var chosen = 0;
        if (lanes.Count > 1)
        {
            // Under the real clock a frame may be at the door later than it was last time.
            chosen = _choices.Count < told.Count ? Math.Min(told[_choices.Count], lanes.Count - 1) : 0;
            _choices.Add((chosen, lanes.Count));
        }

        _delivered.Add(lanes[chosen]);
        return chosen;
    }

    /// <summary>Orders that part from this one at a choice that was not told.</summary>
    public IEnumerable<IReadOnlyList<int>> Siblings()
    {
        for (var i = told.Count; i < _choices.Count; i++)
        {
            for (var other = _choices[i].Chosen + 1; other < _choices[i].Count; other++)
            {
                yield return [.. _choices.Take(i).Select(static c => c.Chosen), other];
            }
        }
    }
}
