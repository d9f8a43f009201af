namespace Harness.Cli.Serve;

/// <summary>What was asked of <c>conformance serve</c>.</summary>
internal sealed record ServeOptions
{
    public const int DefaultPort = 8080;
    public const int DefaultHttpsPort = 8443;
    public const string DefaultBind = "127.0.0.1";

    /// <summary>For http and ws; 0 takes a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>For https and wss; null takes <see cref="DefaultHttpsPort"/> if there is a certificate.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>No https, also where there is a certificate.</summary>
    public bool NoHttps { get; init; }

    /// <summary>The address to listen on.</summary>
    public string Bind { get; init; } = DefaultBind;

    /// <summary>What control requests must show; null: nothing on loopback, a made one elsewhere.</summary>
    public string? ControlToken { get; init; }

    /// <summary>Where webhooks go; null for nowhere.</summary>
    public string? Webhook { get; init; }

    /// <summary>Edition of the server.</summary>
    public string? Profile { get; init; }

    /// <summary>Where ids and keys come from; null: they are new at every start.</summary>
    public int? Seed { get; init; }
}
