namespace Harness.Drivers;

/// <summary>A driver of this process serves any number of runs at once.</summary>
internal sealed class InProcessSession(IClientDriver driver) : IDriverSession
{
    public IDrivenClient Create(ClientSetup setup) => driver.Create(setup);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
