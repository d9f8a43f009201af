using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Engine.Playing;

/// <summary>How clients outside this process reach the fake.</summary>
/// <param name="Bind">The address that it listens on.</param>
/// <param name="Host">The name or address under which clients are told to find it.</param>
/// <param name="Certificate">For TLS; null for plain text.</param>
public sealed record NetworkReach(IPAddress Bind, string Host, X509Certificate2? Certificate)
{
    /// <summary>This machine only, in plain text.</summary>
    public static NetworkReach Loopback { get; } = new(IPAddress.Loopback, "127.0.0.1", null);

    /// <summary>The scheme of HTTP.</summary>
    public string Scheme => Certificate is null ? "http" : "https";
}
