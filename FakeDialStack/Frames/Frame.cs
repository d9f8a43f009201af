using System.Text;
using FakeDialStack.Flow;

namespace FakeDialStack.Frames;

/// <summary>RFC 6455 §5.2.</summary>
public enum OpCode
{
    /// <summary>A further fragment of a message.</summary>
    Continuation = 0,

    /// <summary>A text message, or its first fragment.</summary>
    Text = 1,

    /// <summary>A binary message, or its first fragment. This protocol has none.</summary>
    Binary = 2,

    /// <summary>The closing handshake.</summary>
    Close = 8,

    /// <summary>Are you there?</summary>
    Ping = 9,

    /// <summary>I am.</summary>
    Pong = 10,
}

/// <summary>One WebSocket frame, unmasked.</summary>
/// <param name="OpCode">What it is.</param>
/// <param name="Payload">Its bytes after unmasking.</param>
/// <param name="Fin">False on every fragment but the last.</param>
/// <param name="Rsv">The three reserved bits, 0–7; anything but 0 is a protocol error here (no extension is negotiated).</param>
public sealed record Frame(OpCode OpCode, ReadOnlyMemory<byte> Payload, bool Fin = true, int Rsv = 0)
{
    /// <summary>The payload read as UTF-8.</summary>
    public string PayloadText => Encoding.UTF8.GetString(Payload.Span);

    /// <summary>What it counts as.</summary>
    public FrameKind Kind => OpCode switch
    {
        OpCode.Ping => FrameKind.Ping,
        OpCode.Pong => FrameKind.Pong,
        _ => Fin ? FrameKind.Message : FrameKind.Fragment,
    };

    /// <summary>A whole text message.</summary>
    public static Frame Text(string text) => new(OpCode.Text, Encoding.UTF8.GetBytes(text));

    /// <summary>A ping with an optional payload of at most 125 bytes.</summary>
    public static Frame Ping(string payload = "") => new(OpCode.Ping, Encoding.UTF8.GetBytes(payload));

    /// <summary>The pong that answers a ping: same payload.</summary>
    public static Frame Pong(ReadOnlyMemory<byte> payload) => new(OpCode.Pong, payload);

    /// <summary>A close frame. RFC 6455 §5.5.1.</summary>
    public static Frame Close(int code, string reason = "")
    {
        var bytes = new byte[2 + Encoding.UTF8.GetByteCount(reason)];
        bytes[0] = (byte)(code >> 8);
        bytes[1] = (byte)code;
        Encoding.UTF8.GetBytes(reason, bytes.AsSpan(2));
        return new Frame(OpCode.Close, bytes);
    }

    /// <summary>The code of a close frame; 1005 when it carries none.</summary>
    public int CloseCode => Payload.Length >= 2 ? (Payload.Span[0] << 8) | Payload.Span[1] : 1005;

    /// <summary>The reason of a close frame.</summary>
    public string CloseReason => Payload.Length > 2 ? Encoding.UTF8.GetString(Payload.Span[2..]) : "";
}
