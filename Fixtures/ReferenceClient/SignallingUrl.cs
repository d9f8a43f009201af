namespace Fixtures.ReferenceClient;

/// <summary>Derives the address of the signalling socket from the REST base (B.1, CF-01).</summary>
public static class SignallingUrl
{
    /// <summary>The path that every signalling address ends with.</summary>
    public const string Path = "/v1/webrtc";

    /// <summary>
    /// <c>http</c> becomes <c>ws</c>, <c>https</c> becomes <c>wss</c>, a leading <c>api.</c> label becomes <c>webrtc.</c>;
    /// port and path prefix stay.
    /// </summary>
    public static Uri Derive(Uri restBase)
    {
        const string Api = "api.";
        var host = restBase.Host.StartsWith(Api, StringComparison.OrdinalIgnoreCase)
            ? "webrtc." + restBase.Host[Api.Length..]
            : restBase.Host;
        var prefix = restBase.AbsolutePath.TrimEnd('/');
        var path = prefix.EndsWith(Path, StringComparison.Ordinal) ? prefix : prefix + Path;
        var isSecure = restBase.Scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
        var port = restBase.IsDefaultPort ? -1 : restBase.Port;
        return new UriBuilder(isSecure ? "wss" : "ws", host, port, path).Uri;
    }
}
