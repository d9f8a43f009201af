using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace Harness.Documentation.Export;

/// <summary>Names that tell both directions of a type apart.</summary>
internal static class MessageNames
{
    /// <summary>All messages of the catalogue, the client's first.</summary>
    public static IEnumerable<(Direction Direction, MessageShape Shape)> All =>
        MessageCatalogue.ClientToServer.Select(shape => (Direction.ClientToServer, shape)).Concat(MessageCatalogue.ServerToClient.Select(shape => (Direction.ServerToClient, shape)));

    /// <summary><c>client.call.create</c>, <c>server.call.ended</c>.</summary>
    public static string Of(Direction direction, MessageShape shape) => (direction == Direction.ClientToServer ? "client." : "server.") + shape.Type;

    /// <summary><c>sendCallCreate</c>, <c>receiveCallEnded</c>: seen from the client.</summary>
    public static string OperationOf(Direction direction, MessageShape shape) =>
        (direction == Direction.ClientToServer ? "send" : "receive") + string.Concat(shape.Type.Split('.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>A message made of the examples of its members: the required ones, or all of them.</summary>
    public static JsonObject Example(MessageShape shape, bool whole)
    {
        var example = new JsonObject { ["type"] = shape.Type };
        foreach (var field in shape.Fields.Where(field => whole || field.Required))
        {
            example[field.Name] = JsonNode.Parse(field.Example);
        }

        return example;
    }
}
