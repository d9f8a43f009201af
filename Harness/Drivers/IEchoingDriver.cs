namespace Harness.Drivers;

/// <summary>A driver in another process: how long something takes to get there and back is measured under the real clock.</summary>
internal interface IEchoingDriver
{
    /// <summary>Comes back as soon as the driver has answered. Called on the loop of any run, several at once.</summary>
    Task EchoAsync(CancellationToken cancellationToken);
}
