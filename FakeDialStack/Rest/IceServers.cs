using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace FakeDialStack.Rest;

/// <summary><c>GET /v1/webrtc/ice-servers</c>: servers on loopback, with credentials that live for <c>ice_ttl_s</c> (CF-35).</summary>
internal static class IceServers
{
    /// <summary>A new set of credentials for each request.</summary>
    public static RestResult List(RestCall call)
    {
        var expires = call.Host.Time.GetUtcNow() + call.Account.Settings.IceTtl;
        // The usual shape of credentials that a relay can check by itself: expiry and user, and a keyed hash of them.
        var username = $"{expires.ToUnixTimeSeconds()}:{call.Caller.User!.Id}";
        var key = Encoding.UTF8.GetBytes(call.Account.PlatformKey);
        var credential = Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(username)));
        return RestResult.Ok(new JsonObject
        {
            ["ice_servers"] = new JsonArray(
                new JsonObject { ["urls"] = new JsonArray("stun:127.0.0.1:3478") },
                new JsonObject
                {
                    ["urls"] = new JsonArray("turn:127.0.0.1:3478?transport=udp"),
                    ["username"] = username,
                    ["credential"] = credential,
                }),
            ["expires_at"] = WireTime.Write(expires),
        });
    }
}
