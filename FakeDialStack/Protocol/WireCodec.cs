using System.Text.Json;

namespace FakeDialStack.Protocol;

/// <summary>
/// Text of a frame to message and back, for both ends. Reading never throws: text that is no message, however broken, deep or
/// large, becomes a <see cref="ProtocolViolation"/> (D.0). Thread-safe.
/// </summary>
public static class WireCodec
{
    /// <summary>Reads what a client sent.</summary>
    public static WireReading Read(string text)
    {
        var (message, violation) = WireReader.Read(Direction.ClientToServer, text);
        return violation is null ? new((ClientMessage)message!) : new(violation);
    }

    /// <summary>Reads what a server sent.</summary>
    public static ServerReading ReadServer(string text)
    {
        var (message, violation) = WireReader.Read(Direction.ServerToClient, text);
        return violation is null ? new((ServerMessage)message!) : new(violation);
    }

    /// <summary>The text of a server's message.</summary>
    public static string Write(ServerMessage message) => JsonSerializer.Serialize(message, WireMetadata.Plain.ServerMessage);

    /// <summary>The text of a client's message.</summary>
    public static string Write(ClientMessage message) => JsonSerializer.Serialize(message, WireMetadata.Plain.ClientMessage);
}
