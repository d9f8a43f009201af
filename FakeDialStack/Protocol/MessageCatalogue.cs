using System.Text.Json.Nodes;

namespace FakeDialStack.Protocol;

/// <summary>
/// Every message of the protocol and its members (section D), the webhook events (I.2) and the REST calls (section H), for
/// the scenario language, its schema, and the check of every frame in both directions.
/// </summary>
public static class MessageCatalogue
{
    private static readonly IReadOnlyList<(Type Record, MessageShape Shape)> s_client = ShapeReader.Read(WireMetadata.Plain.ClientMessage);
    private static readonly IReadOnlyList<(Type Record, MessageShape Shape)> s_server = ShapeReader.Read(WireMetadata.Plain.ServerMessage);
    private static readonly Dictionary<Type, string> s_types = s_client.Concat(s_server).ToDictionary(m => m.Record, m => m.Shape.Type);

    /// <summary>Section D.1.</summary>
    public static IReadOnlyList<MessageShape> ClientToServer { get; } = [.. s_client.Select(m => m.Shape)];

    /// <summary>Section D.2.</summary>
    public static IReadOnlyList<MessageShape> ServerToClient { get; } = [.. s_server.Select(m => m.Shape)];

    /// <summary>Types of webhook events (I.2).</summary>
    public static IReadOnlyList<string> WebhookEvents { get; } =
    [
        "call.initiated", "call.incoming", "call.ringing", "call.mobile_push_wakeup", "call.answered", "call.end", "call.transfer",
        "call.emergency",
    ];

    /// <summary>Method and path of the REST calls that the fake serves (section H); <c>{id}</c> stands for an id.</summary>
    public static IReadOnlyList<string> Endpoints { get; } =
    [
        "POST /v1/user_sessions",
        "POST /v1/users",
        "GET /v1/users",
        "GET /v1/users/{id}",
        "POST /v1/users/{id}",
        "DELETE /v1/users/{id}",
        "POST /v1/users/{id}/revoke_sessions",
        "GET /v1/webrtc/ice-servers",
        "GET /v1/me/directory",
        "POST /v1/webhook_endpoints",
        "GET /v1/webhook_endpoints",
        "DELETE /v1/webhook_endpoints/{id}",
    ];

    /// <summary>The message of this type, or null.</summary>
    public static MessageShape? Find(Direction direction, string type) =>
        (direction == Direction.ClientToServer ? ClientToServer : ServerToClient).FirstOrDefault(m => m.Type == type);

    /// <summary>Why this is no valid message in this direction; null when it is one. Unknown members are fine (CF-22).</summary>
    public static string? Validate(Direction direction, JsonObject message)
    {
        try
        {
            return WireReader.Check(direction, message.ToJsonString());
        }
        catch (Exception thrown) when (WireReader.IsBadInput(thrown))
        {
            return thrown.Message;
        }
    }

    /// <summary>The discriminator of a message.</summary>
    internal static string TypeOf(object message) => s_types[message.GetType()];

    /// <summary>The record of a message type, or null.</summary>
    internal static Type? RecordOf(Direction direction, string type)
    {
        foreach (var (record, shape) in direction == Direction.ClientToServer ? s_client : s_server)
        {
            if (shape.Type == type)
            {
                return record;
            }
        }

        return null;
    }
}
