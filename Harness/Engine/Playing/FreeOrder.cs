using Harness.Engine.Matching;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>An entry that a line may take.</summary>
internal sealed record Found(TranscriptEntry Entry, Fit Fit);

/// <summary>
/// Shares entries out among lines that may come in any order. Lines may overlap, so who comes first does not simply take:
/// an entry that finds all its lines taken may move an earlier one to another line that fits it too. Entries are looked at
/// in the order of the record and no further than needed, so that a longer record gives the same result.
/// </summary>
internal sealed class FreeOrder
{
    private readonly List<Slot> _slots;
    private readonly Func<ExpectationLine, TranscriptEntry, Names, Fit?> _fit;
    private readonly Names _before;
    private Names _names;

    private FreeOrder(IReadOnlyList<ExpectationLine> lines, Func<ExpectationLine, TranscriptEntry, Names, Fit?> fit, Names names)
    {
        _slots = lines.SelectMany(static l => Enumerable.Range(0, l.Times).Select(_ => new Slot(l))).ToList();
        _fit = fit;
        _before = _names = names;
    }

    /// <summary>What each line gets, in the order of the record; a line may get less than it wants.</summary>
    /// <param name="lines">All of them must be satisfied.</param>
    /// <param name="entries">In the order of the record.</param>
    /// <param name="fit">How an entry fits a line; null when it is none of its candidates.</param>
    /// <param name="names">What is known before.</param>
    public static IReadOnlyDictionary<ExpectationLine, List<Found>> Assign(
        IReadOnlyList<ExpectationLine> lines,
        IEnumerable<TranscriptEntry> entries,
        Func<ExpectationLine, TranscriptEntry, Names, Fit?> fit,
        Names names)
    {
        var order = new FreeOrder(lines, fit, names);
        order.PlaceAll(entries);
        var assigned = new Dictionary<ExpectationLine, List<Found>>(ReferenceEqualityComparer.Instance);
        foreach (var slot in order._slots.Where(static s => s.Found is not null).OrderBy(static s => s.Found!.Entry.Number))
        {
            assigned.TryAdd(slot.Line, []);
            assigned[slot.Line].Add(slot.Found!);
        }

        return assigned;
    }

    private void PlaceAll(IEnumerable<TranscriptEntry> entries)
    {
        var left = new List<TranscriptEntry>();
        foreach (var entry in entries.TakeWhile(_ => _slots.Exists(static s => s.Found is null)))
        {
            left.Add(entry);
            // What a new capture makes judgeable may have come before it.
            for (var placed = entry; placed is not null;)
            {
                var known = _names;
                if (!TryPlace(placed, []))
                {
                    break;
                }

                left.Remove(placed);
                Capture();
                placed = ReferenceEquals(known, _names) ? null : left.Find(e => _slots.Exists(s => s.Found is null && FitOf(s.Line, e) is not null));
            }
        }
    }

    private bool TryPlace(TranscriptEntry entry, HashSet<Slot> tried)
    {
        var fitting = _slots.Select(s => (Slot: s, Fit: FitOf(s.Line, entry))).Where(static s => s.Fit is not null).ToList();
        var chosen = fitting.Find(static s => s.Slot.Found is null);
        if (chosen.Slot is null)
        {
            chosen = fitting.Find(s => tried.Add(s.Slot) && TryPlace(s.Slot.Found!.Entry, tried));
        }

        if (chosen.Slot is null)
        {
            return false;
        }

        chosen.Slot.Found = new Found(entry, chosen.Fit!);
        return true;
    }

    private Fit? FitOf(ExpectationLine line, TranscriptEntry entry) => _fit(line, entry, _names) is { IsMet: true } fit ? fit : null;

    private void Capture() => _names = _before.With(
        _slots.Select(static s => s.Found).OfType<Found>().OrderBy(static f => f.Entry.Number).SelectMany(static f => f.Fit.Captures));

    private sealed class Slot(ExpectationLine line)
    {
        public ExpectationLine Line { get; } = line;

        public Found? Found { get; set; }
    }
}
