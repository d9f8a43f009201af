using Harness.Drivers.Contract;

namespace Harness.Drivers;

/// <summary>A driver of this process serves any number of runs at once.</summary>
internal sealed class InProcessSession(IClientDriver driver) : IDriverSession
{
    /// <summary>Its clients use the loop, the flow and the network that they are given.</summary>
    public bool LivesOnLoop => driver.Capabilities.Contains(DriverContract.Clock);

    public IDrivenClient Create(ClientSetup setup) => driver.Create(setup);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
