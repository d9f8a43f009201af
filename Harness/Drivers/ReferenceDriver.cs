using System.Text.Json.Nodes;
using Fixtures.ReferenceClient;

namespace Harness.Drivers;

/// <summary>Drives the reference client, or a mutant of it, inside the process.</summary>
/// <param name="name">Name for reports.</param>
/// <param name="rules">How it behaves.</param>
public sealed class ReferenceDriver(string name, SoftphoneRules rules) : IClientDriver
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Capabilities => [.. Softphone.Capabilities, "clock", "user agent"];

    /// <inheritdoc/>
    public IDrivenClient Create(ClientSetup setup)
    {
        var softphone = new Softphone(new SoftphoneOptions
        {
            Time = setup.Time,
            Flow = setup.Flow,
            Seed = setup.Seed,
            Dialer = setup.Dialer,
            RestBase = setup.RestBase,
            Lane = setup.Lane,
            Token = setup.Token,
            TokenProvider = setup.TokenProvider,
            Storage = new SoftphoneStorage(),
            Rules = rules,
        });
        softphone.Told += setup.Told;
        return new Driven(softphone);
    }

    private sealed class Driven(Softphone softphone) : IDrivenClient
    {
        public void Act(string action, JsonObject args) => softphone.Act(action, args);

        public ValueTask DisposeAsync() => softphone.DisposeAsync();
    }
}
