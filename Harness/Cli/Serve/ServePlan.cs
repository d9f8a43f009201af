using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Harness.Cli.Serve;

/// <summary>What <c>conformance serve</c> is going to do, once its options are understood.</summary>
/// <param name="Options">As they were given.</param>
/// <param name="Address">To listen on.</param>
/// <param name="Token">Of the control API; null for none.</param>
/// <param name="Webhook">Where webhooks go; null for nowhere.</param>
/// <param name="Certificate">For https; null for http only.</param>
internal sealed record ServePlan(ServeOptions Options, IPAddress Address, string? Token, Uri? Webhook, X509Certificate2? Certificate)
{
    private const int TokenLength = 32;

    /// <summary>Only this machine can reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>The port for https, if there is a certificate.</summary>
    public int HttpsPort => Options.HttpsPort ?? ServeOptions.DefaultHttpsPort;

    /// <summary>What people type: the address, or the name of this machine where it listens on all.</summary>
    public string Host => Address.Equals(IPAddress.Loopback) ? "localhost"
        : Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName()
        : Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Address}]" : Address.ToString();

    /// <summary>Reads the options; null, with a mistake for people, when something is wrong with them.</summary>
    public static ServePlan? Make(ServeOptions options, TimeProvider time, out string mistake)
    {
        mistake = Mistake(options);
        if (mistake.Length > 0)
        {
            return null;
        }

        var address = options.Bind == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.Bind);
        var token = options.ControlToken ?? (IPAddress.IsLoopback(address) ? null : RandomNumberGenerator.GetHexString(TokenLength, lowercase: true));
        var certificate = options.NoHttps ? null : DevelopmentCertificate.Find(time);
        if (certificate is null && options.HttpsPort is not null)
        {
            mistake = $"--https-port {options.HttpsPort}: there is no development certificate; {DevelopmentCertificate.Remedy}, or leave --https-port out";
            return null;
        }

        return new ServePlan(options, address, token, options.Webhook is null ? null : new Uri(options.Webhook), certificate);
    }

    private static string Mistake(ServeOptions options)
    {
        if (options.Bind != "localhost" && !IPAddress.TryParse(options.Bind, out _))
        {
            return $"--bind {options.Bind} is no IP address; 127.0.0.1 is this machine only, 0.0.0.0 all of its networks";
        }

        if (options.Port is < 0 or > IPEndPoint.MaxPort || options.HttpsPort is < 0 or > IPEndPoint.MaxPort)
        {
            return $"ports are from 0 (any free one) to {IPEndPoint.MaxPort}";
        }

        if (options.NoHttps && options.HttpsPort is not null)
        {
            return "--no-https and --https-port cannot both be meant";
        }

        if (options.ControlToken is { Length: < 8 })
        {
            return "--control-token is too short to be a secret: at least 8 characters";
        }

        if (options.Webhook is { } url && !(Uri.TryCreate(url, UriKind.Absolute, out var webhook) && webhook.Scheme is "http" or "https"))
        {
            return $"--webhook {url} is no http or https URL";
        }

        return options.Profile is { } profile && ServerProfiles.All.All(p => p.Name != profile)
            ? $"there is no profile '{profile}'; there are: {string.Join(", ", ServerProfiles.All.Select(static p => p.Name))}"
            : "";
    }
}
