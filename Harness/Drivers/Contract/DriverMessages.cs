using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Harness.Drivers.Contract;

// The messages of docs/driver-contract.md. Members that are required here are required there.

/// <summary>Who asks.</summary>
internal sealed record HarnessName(string Name, string Version);

/// <summary><c>hello</c>.</summary>
internal sealed record HelloParams(int Contract, HarnessName Harness);

/// <summary>The answer to <c>hello</c>.</summary>
internal sealed record HelloResult(int Contract, string Name, string Version, IReadOnlyList<string> Capabilities)
{
    /// <summary>Seconds.</summary>
    public double? SilentMediaPatience { get; init; }
}

/// <summary><c>client.create</c>.</summary>
internal sealed record CreateParams(
    string Client,
    string Lane,
    string RestBase,
    string SignallingUrl,
    string Token,
    bool TokenProvider,
    string Storage,
    int Seed,
    IReadOnlyDictionary<string, string> Options)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClockStart? Clock { get; init; }
}

/// <summary>What the client's clock shows; milliseconds since 1970.</summary>
internal sealed record ClockStart(double Now);

/// <summary><c>client.dispose</c>.</summary>
internal sealed record DisposeParams(string Client);

/// <summary><c>act</c>.</summary>
internal sealed record ActParams(string Client, string Action, JsonObject Args);

/// <summary><c>clock.settle</c>.</summary>
internal sealed record SettleParams(double Now, IReadOnlyDictionary<string, SettleSocket> Sockets, IReadOnlyDictionary<string, int> Answered);

/// <summary>What of a socket may be handed over to the client by now.</summary>
internal sealed record SettleSocket(int Sent, bool Ended);

/// <summary><c>clock.advance</c>.</summary>
internal sealed record AdvanceParams(double To);

/// <summary>The answer to everything but <c>hello</c>.</summary>
internal sealed record DriverReply
{
    /// <summary>Under the virtual clock.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DriverState? State { get; init; }
}

/// <summary>Where the clients of the driver stand; counts since the scenario began.</summary>
internal sealed record DriverState(double? Next, IReadOnlyDictionary<string, StateSocket> Sockets, IReadOnlyDictionary<string, int> Open);

/// <summary>One socket, as its client sees it.</summary>
internal sealed record StateSocket(int Sent, bool Ending, bool Ended);

/// <summary><c>event</c>.</summary>
internal sealed record EventParams(string Client, string Event)
{
    public JsonObject? Args { get; init; }
}

/// <summary><c>token</c>.</summary>
internal sealed record TokenParams(string Client);

/// <summary>The answer to <c>token</c>.</summary>
internal sealed record TokenResult(string Token);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(HelloParams)), JsonSerializable(typeof(HelloResult))]
[JsonSerializable(typeof(CreateParams)), JsonSerializable(typeof(DisposeParams))]
[JsonSerializable(typeof(ActParams)), JsonSerializable(typeof(SettleParams)), JsonSerializable(typeof(AdvanceParams))]
[JsonSerializable(typeof(DriverReply)), JsonSerializable(typeof(EventParams))]
[JsonSerializable(typeof(TokenParams)), JsonSerializable(typeof(TokenResult))]
internal sealed partial class DriverJson : JsonSerializerContext;
