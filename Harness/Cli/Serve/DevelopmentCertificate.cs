using System.Security.Cryptography.X509Certificates;

namespace Harness.Cli.Serve;

/// <summary>The certificate that <c>dotnet dev-certs https</c> makes, as Kestrel finds it: by its mark, in the user's own store.</summary>
internal static class DevelopmentCertificate
{
    /// <summary>How to make one.</summary>
    public const string Remedy = "make one with 'dotnet dev-certs https' ('--trust' makes browsers accept it)";

    // ASP.NET Core puts this extension into its development certificates and into no others.
    private const string Mark = "1.3.6.1.4.1.311.84.1.1";

    /// <summary>The newest one that is good now and has its key; null when there is none.</summary>
    public static X509Certificate2? Find(TimeProvider time)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        var now = time.GetLocalNow().DateTime;
        return store.Certificates
            .Where(c => c.HasPrivateKey && c.NotBefore <= now && now < c.NotAfter && c.Extensions.Any(static e => e.Oid?.Value == Mark))
            .MaxBy(static c => c.NotAfter);
    }
}
