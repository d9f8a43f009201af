namespace Harness.Drivers.Contract;

/// <summary>The driver contract (docs/driver-contract.md): its version, its methods and its limits.</summary>
internal static class DriverContract
{
    /// <summary>Raised when a driver written for the version before could be misunderstood.</summary>
    public const int Version = 1;

    public const string Hello = "hello";
    public const string Create = "client.create";
    public const string Dispose = "client.dispose";
    public const string Act = "act";
    public const string Settle = "clock.settle";
    public const string Advance = "clock.advance";

    public const string Event = "event";
    public const string Token = "token";

    /// <summary>Capability: the client follows the virtual clock.</summary>
    public const string Clock = "clock";

    /// <summary>Capability: the driver counts WebSocket pings and pongs as frames.</summary>
    public const string Pings = "pings";

    /// <summary>The longest message that a driver may send, in bytes.</summary>
    public const int LongestMessage = 4 * 1024 * 1024;

    /// <summary>The most frames of one socket, and requests of one kind at once, that are believed.</summary>
    public const int MostFrames = 1_000_000;

    /// <summary>The most events that one client may tell in one run.</summary>
    public const int MostEvents = 20_000;
}
