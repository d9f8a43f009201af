using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace FakeDialStack.Control.Api;

/// <summary>The account, its users and their tokens.</summary>
internal static class PeopleRoutes
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(30);

    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", "/account", "The account, with its platform key and webhook secrets.", Account) { Answer = "id, platform_key, webhooks" },
        new("GET", "/users", "The users of the account.", r => Views.List(r.Desk.Account.Users, u => Views.Of(u, r.Desk))) { Answer = "a list of users; `user` is the short name that other paths take" },
        new("POST", "/users/{user}/tokens", "Mints a user token.", Mint)
        {
            Body = [new("ttl", FieldType.Time, "How long it lives; a day when not given, at most 30d.") { Example = "24h" }],
            Status = 201,
            Answer = "token, expires_at",
        },
        new("POST", "/users/{user}/expire", "Lets the user's tokens expire now; open sessions end with `auth_expired`.", Expire) { Answer = "sessions: how many ended" },
        new("POST", "/users/{user}/revoke", "Revokes the user's tokens and sessions, as a backend does; the switch `revoke` says when sessions fall.", Revoke) { Answer = "sessions: how many are revoked" },
    ];

    private static JsonObject Account(ControlRequest request)
    {
        var account = request.Desk.Account;
        return new JsonObject
        {
            ["id"] = account.Id.Value,
            ["platform_key"] = account.PlatformKey,
            ["webhooks"] = Views.List(account.WebhookEndpoints, e => new JsonObject { ["id"] = e.Id, ["url"] = e.Url.OriginalString, ["secret"] = e.Secret }),
        };
    }

    private static JsonObject Mint(ControlRequest request)
    {
        var user = request.Desk.User(request.Values["user"]);
        var ttl = request.OptionalTime("ttl") ?? s_day;
        if (ttl < TimeSpan.FromSeconds(1) || ttl > s_longest)
        {
            throw ControlRefusal.BadMember($"'ttl' cannot be '{request.OptionalText("ttl")}'.", "Tokens live from 1s to 30d.");
        }

        var minted = request.Desk.Platform.Tokens.Mint(user, ttl);
        return new JsonObject { ["user"] = UserHandles.Of(user), ["token"] = minted.Token, ["expires_at"] = WireTime.Write(minted.ExpiresAt) };
    }

    private static JsonObject Expire(ControlRequest request)
    {
        var desk = request.Desk;
        var user = desk.User(request.Values["user"]);
        desk.Feed.Note("fault", "control", "server", "tokens expire", new JsonObject { ["user"] = UserHandles.Of(user) });
        desk.Platform.Tokens.Expire(user);
        var sessions = desk.SessionsOf(user);
        foreach (var session in sessions)
        {
            session.Expire(desk.Platform.Time.GetUtcNow());
        }

        return new JsonObject { ["sessions"] = sessions.Count };
    }

    private static JsonObject Revoke(ControlRequest request)
    {
        var desk = request.Desk;
        var user = desk.User(request.Values["user"]);
        var sessions = desk.SessionsOf(user).Count;
        desk.Feed.Note("fault", "control", "server", "tokens revoked", new JsonObject { ["user"] = UserHandles.Of(user) });
        desk.Platform.Tokens.Revoke(user);
        desk.Platform.RevokeSessions(user);
        return new JsonObject { ["sessions"] = sessions };
    }
}
