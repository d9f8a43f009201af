using System.Text.Json.Nodes;
using FakeDialStack.Flow;

namespace Harness.Drivers;

/// <summary>
/// A client inside this process: the thin adapter between the harness and a .NET implementation. With the capability
/// <c>clock</c> it lives on the loop, by the clock and behind the flow that it is given; without it, it lives as it likes,
/// reaches the fake over loopback, and plays under the real clock.
/// </summary>
public interface IClientDriver : IDriverSource
{
    /// <summary>Makes a client. On the loop.</summary>
    IDrivenClient Create(ClientSetup setup);

    // A driver of this process is its own source; who has something to let go of implements DisposeAsync and is heard.
#pragma warning disable CA1033, CA1816
    /// <inheritdoc/>
    IDriverSession IDriverSource.Open(bool isExclusive) => new InProcessSession(this);

    /// <inheritdoc/>
    ValueTask IAsyncDisposable.DisposeAsync() => ValueTask.CompletedTask;
#pragma warning restore CA1033, CA1816
}

/// <summary>One client under the control of the harness. All members on the loop, which must not be kept: whoever blocks it blocks the run, and nobody can end that.</summary>
public interface IDrivenClient : IAsyncDisposable
{
    /// <summary>Presses a button; returns at once, what follows comes as events.</summary>
    /// <exception cref="ArgumentException">The client has no such button.</exception>
    void Act(string action, JsonObject args);
}

/// <summary>What a client is made with.</summary>
public sealed record ClientSetup
{
    /// <summary>Name of its lane.</summary>
    public required string Lane { get; init; }

    /// <summary>Base of the REST API, without <c>/v1</c>. It is this client's own: the fake tells clients apart by it.</summary>
    public required Uri RestBase { get; init; }

    /// <summary>Where the client connects.</summary>
    public required Uri SignallingUrl { get; init; }

    /// <summary>The token it starts with.</summary>
    public required string Token { get; init; }

    /// <summary>Asks the app for a new token; null when the app cannot get one. Call it on the loop.</summary>
    public Func<CancellationToken, Task<string>>? TokenProvider { get; init; }

    /// <summary>What the client tells its app: event word and arguments. Call it on the loop.</summary>
    public required Action<string, JsonObject> Told { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Counts what leaves the loop.</summary>
    public required IFlow Flow { get; init; }

    /// <summary>Opens connections.</summary>
    public required IDialer Dialer { get; init; }

    /// <summary>Where its chance comes from.</summary>
    public required int Seed { get; init; }

    /// <summary>Further options of <c>given.clients</c>, as they are.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }
}
