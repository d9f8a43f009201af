using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Harness.Engine.Playing;

/// <summary>How clients outside this process reach the fake.</summary>
/// <param name="Bind">The address that it listens on.</param>
/// <param name="Host">The name or address under which clients are told to find it.</param>
/// <param name="Certificate">For TLS, with its key; null for plain text.</param>
public sealed record NetworkReach(IPAddress Bind, string Host, X509Certificate2? Certificate)
{
    /// <summary>Certificates between <see cref="Certificate"/> and the root that devices trust.</summary>
    public X509Certificate2Collection Intermediates { get; init; } = [];

    /// <summary>This machine only, in plain text.</summary>
    public static NetworkReach Loopback { get; } = new(IPAddress.Loopback, "127.0.0.1", null);

    /// <summary>The scheme of HTTP.</summary>
    public string Scheme => Certificate is null ? "http" : "https";

    /// <summary>HTTP/1.1, which upgrades to WebSocket need here, and TLS where there is a certificate.</summary>
    internal void Secure(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1;
        if (Certificate is not null)
        {
            listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = (Certificate, Intermediates));
        }
    }
}
