using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Harness.Engine.Playing;

namespace Harness.Cli;

/// <summary><c>--bind</c>, <c>--advertise</c>, <c>--certificate</c>: how clients elsewhere reach us.</summary>
internal static class ReachOptions
{
    /// <summary>Null, with a mistake for people, when something is wrong with them.</summary>
    public static NetworkReach? Read(ClientWanted wanted, string currentDirectory, out string mistake)
    {
        mistake = "";
        var bind = IPAddress.Loopback;
        if (wanted.Bind is not null && !IPAddress.TryParse(wanted.Bind, out bind!))
        {
            mistake = $"--bind {wanted.Bind} is no IP address";
            return null;
        }

        var isEverywhere = bind.Equals(IPAddress.Any) || bind.Equals(IPAddress.IPv6Any);
        if (isEverywhere && wanted.Advertise is null)
        {
            mistake = $"--bind {wanted.Bind} listens everywhere: say with --advertise under which name or address clients find this machine";
            return null;
        }

        var host = (wanted.Advertise ?? bind.ToString()).Trim('[', ']');
        var kind = Uri.CheckHostName(host);
        if (kind == UriHostNameType.Unknown)
        {
            mistake = $"--advertise {host} is no host name";
            return null;
        }

        var reach = new NetworkReach(bind, kind == UriHostNameType.IPv6 ? $"[{host}]" : host, null);
        return wanted.Certificate is { } file ? Load(reach, Path.GetFullPath(file, currentDirectory), out mistake) : reach;
    }

    private static NetworkReach? Load(NetworkReach reach, string path, out string mistake)
    {
        mistake = "";
        try
        {
            var text = File.ReadAllText(path);
            var certificate = text.Contains("-----BEGIN", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromPem(text, text)
                : X509CertificateLoader.LoadPkcs12FromFile(path, null);
            // A key that lives in memory only is of no use to TLS on every platform.
            var usable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
            var chain = new X509Certificate2Collection();
            if (text.Contains("-----BEGIN", StringComparison.Ordinal))
            {
                chain.ImportFromPem(text);
            }

            return reach with { Certificate = usable, Intermediates = [.. chain.Skip(1)] };
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            mistake = $"--certificate {path} cannot be used: {broken.Message} (it must hold the certificate and its key, as PEM or as PKCS #12 without a password)";
            return null;
        }
    }
}
