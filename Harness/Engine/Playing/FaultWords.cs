using FakeDialStack.Control;
using Harness.Scenarios;

namespace Harness.Engine.Playing;

/// <summary>The words for faults of the network.</summary>
internal static class FaultWords
{
    public static NetworkFault Of(FaultLine line) => line.Verb switch
    {
        "drops" => NetworkFault.Drop,
        "cuts" => NetworkFault.Cut,
        "stalls" => NetworkFault.Stall,
        "restores" => NetworkFault.Restore,
        "delays" => NetworkFault.Delay,
        "corrupts" => NetworkFault.Corrupt,
        "half-opens" => NetworkFault.HalfOpen,
        "blocks" => NetworkFault.Block,
        _ => throw new HarnessException($"{line.At}: the network cannot do '{line.Verb}'"),
    };
}
