using FakeDialStack.Flow;

namespace Fixtures.ReferenceClient;

/// <summary>What a <see cref="Softphone"/> is built from.</summary>
public sealed record SoftphoneOptions
{
    /// <summary>The only clock that the client reads.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Counts what leaves and reaches the loop; its loop is the one that all of the client lives on.</summary>
    public required IFlow Flow { get; init; }

    /// <summary>Where all chance comes from: jitter, ICE credentials, <c>Sec-WebSocket-Key</c>.</summary>
    public int Seed { get; init; }

    /// <summary>Opens the streams under REST requests and upgrades.</summary>
    public required IDialer Dialer { get; init; }

    /// <summary>Base of the REST API, for example <c>https://api.example.com</c>.</summary>
    public required Uri RestBase { get; init; }

    /// <summary>Address of the signalling socket; null derives it from <see cref="RestBase"/> (B.1).</summary>
    public Uri? SignallingUrl { get; init; }

    /// <summary>The peer label under which the flow counts this client.</summary>
    public required string Lane { get; init; }

    /// <summary>The user token at hand; null asks <see cref="TokenProvider"/> at the first connect.</summary>
    public string? Token { get; init; }

    /// <summary>Asks the app's backend for a new user token. Called on the loop. Null: there is nobody to ask (REFRESH-13).</summary>
    public Func<CancellationToken, Task<string>>? TokenProvider { get; init; }

    /// <summary>What outlives a restart.</summary>
    public SoftphoneStorage Storage { get; init; } = new();

    /// <summary>How it behaves; anything but the default makes a mutant of it.</summary>
    public SoftphoneRules Rules { get; init; } = SoftphoneRules.Reference;
}
