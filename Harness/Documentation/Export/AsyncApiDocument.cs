using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace Harness.Documentation.Export;

/// <summary>The catalogue of messages as an AsyncAPI 3.0 document.</summary>
internal static class AsyncApiDocument
{
    private const string Channel = "webrtc";
    private const string ChannelRef = "#/channels/" + Channel;

    // One sentence a line.
    private const string Description = """
        Signalling of a signed-in user's softphone: JSON text frames over one WebSocket.
        Operations are seen from the client: it sends what goes to the server and receives what comes from there.
        The first message on every socket is `authenticate`; the server answers with `authenticated`, or with an `error` and a close.
        `req_id` is the client's choice; the direct reply, or an immediate error, repeats it. Later messages about the call never carry it.
        Members that nobody knows are to be ignored; an optional one may be absent or null.
        Made from the message catalogue of a conformance harness, which was written from published sources: it is not the vendor's own document.
        Not in here: the REST API, and webhooks, which go to the customer's backend and not to the client.
        """;

    /// <summary>The document.</summary>
    public static JsonObject Make() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "DialStack softphone signalling",
            ["version"] = "1.0.0",
            ["description"] = Description,
            ["license"] = new JsonObject { ["name"] = "MIT" },
            ["tags"] = new JsonArray(new JsonObject { ["name"] = "dialstack.webrtc.v1", ["description"] = "The WebSocket subprotocol that this describes." }),
        },
        ["defaultContentType"] = "application/json",
        ["servers"] = new JsonObject
        {
            ["production"] = Server("api.dialstack.ai", "wss", "As the published pages have it. The vendor's SDK connects to `webrtc.dialstack.ai` instead."),
            ["fake"] = Server("localhost", "ws", "The fake server of the harness, on a port of its own."),
        },
        ["channels"] = new JsonObject { [Channel] = ChannelItem() },
        ["operations"] = Operations(),
        ["components"] = new JsonObject
        {
            ["messages"] = Map(MessageNames.All, message => MessageNames.Of(message.Direction, message.Shape), message => Message(message.Direction, message.Shape)),
            ["correlationIds"] = new JsonObject
            {
                ["reqId"] = new JsonObject { ["description"] = "Chosen by the client, repeated by the direct reply.", ["location"] = "$message.payload#/req_id" },
            },
        },
    };

    private static JsonObject Server(string host, string protocol, string description) => new() { ["host"] = host, ["protocol"] = protocol, ["description"] = description };

    private static JsonObject ChannelItem() => new()
    {
        ["address"] = "/v1/webrtc",
        ["title"] = "Signalling",
        ["description"] = "One WebSocket for each session of a user. The client offers the subprotocol `dialstack.webrtc.v1`, and outside browsers names itself in `User-Agent`. No credential is in the upgrade.",
        ["messages"] = Map(MessageNames.All, message => MessageNames.Of(message.Direction, message.Shape), message => Ref("#/components/messages/" + MessageNames.Of(message.Direction, message.Shape))),
        ["bindings"] = new JsonObject
        {
            ["ws"] = new JsonObject
            {
                ["method"] = "GET",
                ["headers"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("Sec-WebSocket-Protocol"),
                    ["properties"] = new JsonObject
                    {
                        ["Sec-WebSocket-Protocol"] = new JsonObject { ["type"] = "string", ["const"] = "dialstack.webrtc.v1" },
                        ["User-Agent"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
                    },
                },
                ["bindingVersion"] = "0.1.0",
            },
        },
    };

    private static JsonObject Operations() => Map(MessageNames.All, message => MessageNames.OperationOf(message.Direction, message.Shape), message =>
    {
        var operation = new JsonObject
        {
            ["action"] = message.Direction == Direction.ClientToServer ? "send" : "receive",
            ["channel"] = Ref(ChannelRef),
            ["title"] = $"{(message.Direction == Direction.ClientToServer ? "Send" : "Receive")} {message.Shape.Type}",
            ["summary"] = message.Shape.Meaning,
            ["messages"] = new JsonArray(InChannel(MessageNames.Of(message.Direction, message.Shape))),
        };
        if (message.Shape.Replies.Count > 0)
        {
            operation["reply"] = new JsonObject
            {
                ["channel"] = Ref(ChannelRef),
                ["messages"] = new JsonArray([.. message.Shape.Replies.Append("error").Select(type => (JsonNode)InChannel("server." + type))]),
            };
        }

        return operation;
    });

    private static JsonObject Message(Direction direction, MessageShape shape)
    {
        var message = new JsonObject
        {
            ["name"] = shape.Type,
            ["title"] = shape.Type,
            ["summary"] = shape.Meaning,
            ["contentType"] = "application/json",
            ["payload"] = MessageSchema.Of(shape),
            ["examples"] = Examples(shape),
        };
        if (shape.Errors.Count > 0)
        {
            message["description"] = $"May be refused with an `error` whose `code` is {string.Join(", ", shape.Errors.Select(code => $"`{code}`"))}.";
        }

        if (shape.Field("req_id") is not null)
        {
            message["correlationId"] = Ref("#/components/correlationIds/reqId");
        }

        message["x-direction"] = FieldWords.Way(direction);
        return message;
    }

    private static JsonArray Examples(MessageShape shape)
    {
        var whole = new JsonObject { ["name"] = "whole", ["summary"] = "With every member.", ["payload"] = MessageNames.Example(shape, whole: true) };
        var optional = shape.Fields.Any(field => !field.Required) && shape.Field("step") is null;
        return optional
            ? [whole, new JsonObject { ["name"] = "least", ["summary"] = "With what is required.", ["payload"] = MessageNames.Example(shape, whole: false) }]
            : [whole];
    }

    private static JsonObject InChannel(string name) => Ref($"{ChannelRef}/messages/{name}");

    private static JsonObject Ref(string target) => new() { ["$ref"] = target };

    private static JsonObject Map<T>(IEnumerable<T> items, Func<T, string> key, Func<T, JsonObject> value)
    {
        var map = new JsonObject();
        foreach (var item in items)
        {
            map[key(item)] = value(item);
        }

        return map;
    }
}
