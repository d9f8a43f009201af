using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace Harness.Transcripts;

/// <summary>Entries as messages of the catalogue.</summary>
internal static class CatalogueEntry
{
    /// <summary>Direction and shape of a message; null for what is none of the catalogue.</summary>
    public static (Direction Direction, MessageShape Shape)? ShapeOf(TranscriptEntry entry)
    {
        if (entry.Kind != EntryKind.Message)
        {
            return null;
        }

        var direction = entry.From == "server" ? Direction.ServerToClient : Direction.ClientToServer;
        return MessageCatalogue.Find(direction, entry.Name) is { } shape ? (direction, shape) : null;
    }

    /// <summary>The message as it was on the wire.</summary>
    public static JsonObject MessageOf(TranscriptEntry entry)
    {
        var message = new JsonObject { ["type"] = entry.Name };
        foreach (var (name, value) in entry.Fields)
        {
            message[name] = value?.DeepClone();
        }

        return message;
    }
}
