using FakeDialStack.Accounts;

namespace FakeDialStack.Sessions;

/// <summary>An upgrade as it arrived.</summary>
/// <param name="IsUpgrade">It asks for WebSocket over HTTP/1.1.</param>
/// <param name="Version">Sec-WebSocket-Version.</param>
/// <param name="Key">Sec-WebSocket-Key.</param>
/// <param name="Subprotocols">What Sec-WebSocket-Protocol offers, in order.</param>
/// <param name="UserAgent">User-Agent.</param>
internal sealed record UpgradeRequest(bool IsUpgrade, string Version, string Key, IReadOnlyList<string> Subprotocols, string UserAgent);

/// <summary>Whether an upgrade is accepted: 101, or the HTTP status that refuses it and why.</summary>
internal sealed record UpgradeVerdict(int Status, string? Reason = null)
{
    public bool IsAccepted => Status == 101;
}

/// <summary>The rules of B.1. A credential in the URL or a header is neither needed nor looked at: authentication is the first message.</summary>
internal static class UpgradeRules
{
    public const string Subprotocol = "dialstack.webrtc.v1";

    public static UpgradeVerdict Judge(UpgradeRequest request, AccountSettings settings)
    {
        if (settings.RequireUserAgent && string.IsNullOrWhiteSpace(request.UserAgent))
        {
            return new UpgradeVerdict(403, "a User-Agent is required");
        }

        if (!request.IsUpgrade)
        {
            return new UpgradeVerdict(400, "this is a WebSocket endpoint");
        }

        if (request.Version != "13")
        {
            return new UpgradeVerdict(426, "WebSocket version 13 is spoken here");
        }

        if (!IsKey(request.Key))
        {
            return new UpgradeVerdict(400, "Sec-WebSocket-Key is not 16 bytes in base64");
        }

        return request.Subprotocols.Contains(Subprotocol)
            ? new UpgradeVerdict(101)
            : new UpgradeVerdict(400, $"the subprotocol {Subprotocol} is required");
    }

    private static bool IsKey(string key)
    {
        var bytes = new byte[24];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var length) && length == 16;
    }
}
