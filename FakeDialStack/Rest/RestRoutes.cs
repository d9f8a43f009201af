namespace FakeDialStack.Rest;

/// <summary>All calls of the API (section H).</summary>
internal static class RestRoutes
{
    /// <summary>In the order of the catalogue.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        new("POST", "/v1/user_sessions", Access.PlatformKey, UserSessions.Mint),
        new("POST", "/v1/users", Access.PlatformKeyWithAccount, Users.Create),
        new("GET", "/v1/users", Access.PlatformKeyWithAccount, Users.List),
        new("GET", "/v1/users/{id}", Access.PlatformKeyWithAccount, Users.Read),
        new("POST", "/v1/users/{id}", Access.PlatformKeyWithAccount, Users.Update),
        new("DELETE", "/v1/users/{id}", Access.PlatformKeyWithAccount, Users.Delete),
        new("POST", "/v1/users/{id}/revoke_sessions", Access.PlatformKey, UserSessions.Revoke),
        new("GET", "/v1/webrtc/ice-servers", Access.UserToken, IceServers.List),
        new("GET", "/v1/me/directory", Access.UserToken, PeopleDirectory.List),
        new("POST", "/v1/webhook_endpoints", Access.PlatformKeyWithAccount, WebhookEndpoints.Create),
        new("GET", "/v1/webhook_endpoints", Access.PlatformKeyWithAccount, WebhookEndpoints.List),
        new("DELETE", "/v1/webhook_endpoints/{id}", Access.PlatformKeyWithAccount, WebhookEndpoints.Delete),
    ];
}
