namespace Harness.Scenarios.Reading;

/// <summary>Who takes part, by name.</summary>
internal sealed class Parties(Given given)
{
    public Given Given { get; } = given;

    public bool UnderTest => Given.Backend.UnderTest;

    public IEnumerable<string> Clients => Given.Clients.Select(c => c.Name);

    public IEnumerable<string> Users => Given.Users.Select(u => u.Name);

    public IEnumerable<string> FarEnds => Given.FarEnds.Select(f => f.Name);

    /// <summary>All that may stand at an end of an arrow.</summary>
    public IEnumerable<string> Arrows => ["app", "server", "backend", .. Vocabulary.PushServices, .. Clients, .. FarEnds];

    public bool IsClient(string name) => Clients.Contains(name);

    public bool IsUser(string name) => Users.Contains(name);

    public bool IsFarEnd(string name) => FarEnds.Contains(name);

    /// <summary>The direction between two parties; null when nothing ever goes that way.</summary>
    public Lane? LaneOf(string from, string to) => (Role(from), Role(to)) switch
    {
        ("app", "client") => Lane.AppToClient,
        ("client", "app") => Lane.ClientToApp,
        ("client", "server") => Lane.ClientToServer,
        ("server", "client") => Lane.ServerToClient,
        ("far end", "server") => Lane.FarEndToServer,
        ("server", "far end") => Lane.ServerToFarEnd,
        ("server", "backend") => Lane.ServerToBackend,
        ("backend", "server") => Lane.BackendToServer,
        ("backend", "client") => Lane.BackendToClient,
        ("backend", "push service") => Lane.BackendToPushService,
        _ => null,
    };

    /// <summary>What kind of party a name is; null for a name that nothing declares.</summary>
    public string? Role(string name) => name switch
    {
        "app" or "server" or "backend" => name,
        _ when Vocabulary.PushServices.Contains(name) => "push service",
        _ when IsClient(name) => "client",
        _ when IsFarEnd(name) => "far end",
        _ => null,
    };
}

/// <summary>One direction between two kinds of parties.</summary>
internal enum Lane
{
    AppToClient,
    ClientToApp,
    ClientToServer,
    ServerToClient,
    FarEndToServer,
    ServerToFarEnd,
    ServerToBackend,
    BackendToServer,
    BackendToClient,
    BackendToPushService,
}
