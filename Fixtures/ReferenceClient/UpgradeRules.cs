namespace Fixtures.ReferenceClient;

/// <summary>What the client writes into HTTP requests (B.1, B.2).</summary>
public sealed record UpgradeRules
{
    /// <summary>The subprotocol of this protocol's only version.</summary>
    public const string Subprotocol = "dialstack.webrtc.v1";

    /// <summary>The client's <c>User-Agent</c>: a product and its platform (CONN-04).</summary>
    public const string UserAgent = "reference-softphone/1.0 (dotnet)";

    /// <summary>Query of the upgrade, question mark included, from the token; none (CONN-05).</summary>
    public Func<string?, string> Query { get; init; } = static _ => "";

    /// <summary>Headers of the upgrade besides those of RFC 6455, from the token (CONN-02, CONN-04, CONN-05).</summary>
    public Func<string?, IEnumerable<(string Name, string Value)>> Headers { get; init; } =
        static _ => [("Sec-WebSocket-Protocol", Subprotocol), ("User-Agent", UserAgent)];

    /// <summary>Whether the subprotocol that the server chose is one that was offered (CONN-03).</summary>
    public Func<string?, bool> TakesSubprotocol { get; init; } = static chosen => chosen == Subprotocol;

    /// <summary>Headers of a REST request, from the token (REST-01).</summary>
    public Func<string, IEnumerable<(string Name, string Value)>> RestHeaders { get; init; } =
        static token => [("Authorization", "Bearer " + token), ("User-Agent", UserAgent)];
}
