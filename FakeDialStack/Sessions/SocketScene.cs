using FakeDialStack.Control;
using FakeDialStack.Flow;

namespace FakeDialStack.Sessions;

/// <summary>What every socket of one fake has in common.</summary>
internal sealed record SocketScene(TimeProvider Time, IFlow Flow, RuleBook Rules, Door Door, Action<FakeEvent> Raise)
{
    public Loop Loop => Flow.Loop;
}
