using System.Text.Json.Nodes;

namespace FakeDialStack.Rest;

/// <summary><c>GET /v1/me/directory</c>: the other users of the account, which is where clients get their watch list (section F).</summary>
internal static class PeopleDirectory
{
    /// <summary>One page.</summary>
    public static RestResult List(RestCall call) => ListPage.Of(
        call,
        [.. call.Account.Users.Where(u => u != call.Caller.User)],
        u => new JsonObject { ["user"] = u.Id.Value, ["display_name"] = u.Name ?? u.Email ?? u.Id.Value });
}
