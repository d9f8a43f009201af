using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;

namespace FakeDialStack.Rest;

/// <summary>Minting and revoking user tokens, by the backend (section H).</summary>
internal static class UserSessions
{
    /// <summary><c>POST /v1/user_sessions</c>.</summary>
    public static RestResult Mint(RestCall call)
    {
        var fields = new BodyFields(call.Body);
        var userId = fields.RequiredText("user");
        var asked = fields.OptionalWhole("ttl_seconds");
        if (asked <= 0)
        {
            fields.Refuse("ttl_seconds", "must be positive");
        }

        if (fields.Wrong is { } wrong)
        {
            return RestResult.Refused(wrong);
        }

        var settings = call.Account.Settings;
        if (asked > settings.TokenTtlMax.TotalSeconds)
        {
            return RestResult.Refused(RestError.Impossible("ttl_seconds", $"is above the maximum of {settings.TokenTtlMax.TotalSeconds:0}"));
        }

        return call.Account.FindUser(new UserId(userId)) is { } user
            ? RestResult.Created(Write(user, call.Host.Tokens.Mint(user, asked is { } ttl ? TimeSpan.FromSeconds(ttl) : settings.TokenTtlDefault)))
            : RestResult.Refused(RestError.NotFound("user"));
    }

    /// <summary><c>POST /v1/users/{id}/revoke_sessions</c>: tokens minted before are dead at once, sockets as CF-30 says.</summary>
    public static RestResult Revoke(RestCall call)
    {
        if (call.Account.FindUser(new UserId(call.Id)) is not { } user)
        {
            return RestResult.Refused(RestError.NotFound("user"));
        }

        call.Host.Tokens.Revoke(user);
        call.Host.RevokeSessions(user);
        return RestResult.Ok(new JsonObject
        {
            ["user"] = user.Id.Value,
            ["sessions_revoked_at"] = WireTime.Write(user.SessionsRevokedAt!.Value),
        });
    }

    private static JsonObject Write(User user, MintedToken minted) => new()
    {
        ["user"] = user.Id.Value,
        ["account"] = user.Account.Id.Value,
        ["client_secret"] = minted.Token,
        ["expires_at"] = WireTime.Write(minted.ExpiresAt),
    };
}
