using FakeDialStack.Flow;

namespace Fixtures.Backend;

/// <summary>What a <see cref="StubBackend"/> is built from.</summary>
public sealed record StubBackendOptions
{
    /// <summary>The clock: for its delays, and for the age of signatures.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Counts its requests; its loop is the one that the backend lives on.</summary>
    public required IFlow Flow { get; init; }

    /// <summary>Opens its connections to the REST API.</summary>
    public required IDialer Dialer { get; init; }

    /// <summary>Base of the REST API.</summary>
    public required Uri RestBase { get; init; }

    /// <summary>Where the backend itself is reached.</summary>
    public required Uri OwnBase { get; init; }

    /// <summary>The platform key of the account. It never reaches a client (HOOK-11).</summary>
    public required string PlatformKey { get; init; }

    /// <summary>The account that account-scoped requests name.</summary>
    public required string AccountId { get; init; }

    /// <summary>Life of the tokens that it mints, in whole seconds; null leaves it to the server.</summary>
    public TimeSpan? TokenTtl { get; init; }
}
