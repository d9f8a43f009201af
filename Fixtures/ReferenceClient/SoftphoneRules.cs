namespace Fixtures.ReferenceClient;

/// <summary>
/// Everything about the client that a mutant may change: small values and policies, grouped by what they govern.
/// <see cref="Reference"/> is the correct client; each mutant changes one thing of it.
/// </summary>
public sealed record SoftphoneRules
{
    /// <summary>The rules of a client that meets the requirements.</summary>
    public static SoftphoneRules Reference { get; } = new();

    /// <summary>The opening handshake and the REST requests.</summary>
    public UpgradeRules Upgrade { get; init; } = new();

    /// <summary>Frames.</summary>
    public WireRules Wire { get; init; } = new();

    /// <summary>Connecting, reconnecting, disconnecting.</summary>
    public ConnectionRules Connection { get; init; } = new();

    /// <summary>The first message and its reply.</summary>
    public AuthRules Auth { get; init; } = new();

    /// <summary>New tokens on a live socket.</summary>
    public RefreshRules Refresh { get; init; } = new();

    /// <summary>Errors from the server.</summary>
    public ErrorRules Errors { get; init; } = new();

    /// <summary>Outbound calls before the answer.</summary>
    public DialRules Dial { get; init; } = new();

    /// <summary>Inbound calls before the answer.</summary>
    public InboundRules Inbound { get; init; } = new();

    /// <summary>Calls that are up, and how they end.</summary>
    public CallRules Calls { get; init; } = new();

    /// <summary>Calls across a lost socket.</summary>
    public RestoreRules Restore { get; init; } = new();

    /// <summary>Waking up by a push.</summary>
    public PushRules Push { get; init; } = new();
}
