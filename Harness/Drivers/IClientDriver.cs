using System.Text.Json.Nodes;
using FakeDialStack.Flow;

namespace Harness.Drivers;

/// <summary>The thin adapter between the harness and an implementation of a client.</summary>
public interface IClientDriver
{
    /// <summary>Name of the implementation, for reports.</summary>
    string Name { get; }

    /// <summary>Actions and events that it knows, in the words of the scenario language.</summary>
    IReadOnlyList<string> Capabilities { get; }

    /// <summary>Makes a client. On the loop.</summary>
    IDrivenClient Create(ClientSetup setup);
}

/// <summary>One client under the control of the harness. All members on the loop.</summary>
public interface IDrivenClient : IAsyncDisposable
{
    /// <summary>Presses a button; returns at once, what follows comes as events.</summary>
    /// <exception cref="ArgumentException">The client has no such button.</exception>
    void Act(string action, JsonObject args);
}

/// <summary>What a client is made with.</summary>
public sealed record ClientSetup
{
    /// <summary>Name of its lane; also the first label of the host names that it is given.</summary>
    public required string Lane { get; init; }

    /// <summary>Base of the REST API.</summary>
    public required Uri RestBase { get; init; }

    /// <summary>The token it starts with.</summary>
    public required string Token { get; init; }

    /// <summary>Asks the app for a new token; null when the app cannot get one.</summary>
    public Func<CancellationToken, Task<string>>? TokenProvider { get; init; }

    /// <summary>What the client tells its app.</summary>
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
