using FakeDialStack.Flow;
using FakeDialStack.Protocol;

namespace FakeDialStack.Pstn;

/// <summary>The far ends of one account, in the order in which they were made. Loop only.</summary>
internal sealed class FarEnds(TimeProvider time, Loop loop, IdSequence ids, Action<FakeEvent> raise)
{
    private readonly List<FarEnd> _farEnds = [];

    public TimeProvider Time { get; } = time;

    public Loop Loop { get; } = loop;

    public Action<FakeEvent> Raise { get; } = raise;

    /// <summary>Who takes calls from far ends.</summary>
    public required IPstnEntry Entry { get; init; }

    public IReadOnlyList<FarEnd> All => _farEnds;

    public FarEnd Add(string name, string number, FarEndBehaviour behaviour)
    {
        if (_farEnds.Exists(f => f.Name == name))
        {
            throw new ArgumentException($"There is a far end named '{name}' already.");
        }

        var farEnd = new FarEnd(this, name, number, behaviour);
        _farEnds.Add(farEnd);
        return farEnd;
    }

    /// <summary>Who is called: the far end with this number, else the account's first; null when it has none.</summary>
    public FarEnd? ForNumber(string number) => _farEnds.Find(f => f.Number == number) ?? _farEnds.FirstOrDefault();

    public CallId NextCallId() => ids.NextCall();
}
