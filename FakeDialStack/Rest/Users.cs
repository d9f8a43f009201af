using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using Microsoft.AspNetCore.WebUtilities;

namespace FakeDialStack.Rest;

/// <summary>The user resource, for the backend (section H).</summary>
internal static class Users
{
    /// <summary><c>POST /v1/users</c>.</summary>
    public static RestResult Create(RestCall call)
    {
        var change = UserChange.Read(call.Body);
        if (change.Wrong is { } wrong)
        {
            return RestResult.Refused(wrong);
        }

        var user = call.Account.CreateUser();
        change.Apply(user);
        return RestResult.Created(Write(user));
    }

    /// <summary><c>GET /v1/users</c>: all, or those whose name or mail address contains the text of <c>search</c>.</summary>
    public static RestResult List(RestCall call)
    {
        var search = QueryHelpers.ParseQuery(call.Request.Query).TryGetValue("search", out var asked) ? asked[0] ?? "" : "";
        return ListPage.Of(call, [.. call.Account.Users.Where(u => Fits(u.Name, search) || Fits(u.Email, search))], Write);
    }

    /// <summary><c>GET /v1/users/{id}</c>.</summary>
    public static RestResult Read(RestCall call) => Find(call) is { } user ? RestResult.Ok(Write(user)) : NotFound;

    /// <summary><c>POST /v1/users/{id}</c>: what is omitted stays as it is.</summary>
    public static RestResult Update(RestCall call)
    {
        if (Find(call) is not { } user)
        {
            return NotFound;
        }

        var change = UserChange.Read(call.Body);
        if (change.Wrong is { } wrong)
        {
            return RestResult.Refused(wrong);
        }

        change.Apply(user);
        user.Touch();
        call.Host.UserChanged(user);
        return RestResult.Ok(Write(user));
    }

    /// <summary><c>DELETE /v1/users/{id}</c>.</summary>
    public static RestResult Delete(RestCall call)
    {
        if (Find(call) is not { } user)
        {
            return NotFound;
        }

        call.Host.Tokens.Revoke(user);
        call.Host.RevokeSessions(user);
        call.Account.RemoveUser(user.Id);
        return RestResult.NoContent;
    }

    private static RestResult NotFound { get; } = RestResult.Refused(RestError.NotFound("user"));

    private static User? Find(RestCall call) => call.Account.FindUser(new UserId(call.Id));

    private static bool Fits(string? text, string search) =>
        search.Length == 0 || text?.Contains(search, StringComparison.OrdinalIgnoreCase) == true;

    private static JsonObject Write(User user)
    {
        var config = new JsonObject { ["mobile_push_wakeup"] = user.MobilePushWakeup };
        if (user.FindMeFollowMe is { } steps)
        {
            config["find_me_follow_me"] = steps.DeepClone();
        }

        return new JsonObject
        {
            ["id"] = user.Id.Value,
            ["name"] = user.Name,
            ["email"] = user.Email,
            ["config"] = config,
            ["do_not_disturb"] = user.DoNotDisturb,
            ["created_at"] = WireTime.Write(user.CreatedAt),
            ["updated_at"] = WireTime.Write(user.UpdatedAt),
        };
    }
}
