using System.Text.Json.Nodes;

namespace FakeDialStack.Control.Api;

/// <summary>Everything that the control API can do.</summary>
internal static class ControlRoutes
{
    /// <summary>What all of its paths begin with.</summary>
    public const string Prefix = "/control";

    /// <summary>The stream of events: the one route that is no question with an answer.</summary>
    public const string Events = "/events";

    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", "/state", "Users, sessions, calls and far ends at a glance.", State) { Answer = "account, users, sessions, calls, far_ends, dial_pad, new_connections" },
        .. PeopleRoutes.All,
        .. NetworkRoutes.All,
        .. CallRoutes.All,
        .. SettingRoutes.All,
        new("GET", "/transcript", $"What has happened, as far as it is remembered ({Live.LiveFeed.Remembered} entries).", r => Views.List(r.Desk.Feed.Memory, e => e.Write())) { Answer = "a list of entries: `number`, `at` (ms), `kind`, `from`, `to`, `name`, `details`, `fields`, `marks`, `injected`" },
        new("GET", "/openapi.json", "This description.", static _ => OpenApiDocument.Write(All!)) { Answer = "OpenAPI 3.1" },
    ];

    private static JsonObject State(ControlRequest request)
    {
        var desk = request.Desk;
        return new JsonObject
        {
            ["account"] = desk.Account.Id.Value,
            ["users"] = Views.List(desk.Account.Users, u => Views.Of(u, desk)),
            ["sessions"] = Views.List(desk.Sessions, s => Views.Of(s, desk)),
            ["calls"] = Views.List(desk.Calls, Views.Of),
            ["far_ends"] = Views.List(desk.FarEnds, Views.Of),
            ["dial_pad"] = desk.HasDialPad,
            ["new_connections"] = desk.Platform.Blocked ? "blocked" : "allowed",
        };
    }
}
