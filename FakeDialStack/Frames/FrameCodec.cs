using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FakeDialStack.Frames;

/// <summary>Reads and writes single frames. RFC 6455 §5.</summary>
internal static class FrameCodec
{
    /// <summary>Writes the frame as it goes on the wire; a client masks, a server does not.</summary>
    public static byte[] Encode(Frame frame, bool mask)
    {
        var length = frame.Payload.Length;
        var extended = length < 126 ? 0 : length <= ushort.MaxValue ? 2 : 8;
        var bytes = new byte[2 + extended + (mask ? 4 : 0) + length];
        bytes[0] = (byte)((frame.Fin ? 0x80 : 0) | (frame.Rsv << 4) | (int)frame.OpCode);
        bytes[1] = (byte)((mask ? 0x80 : 0) | (extended == 0 ? length : extended == 2 ? 126 : 127));
        if (extended == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)length);
        }
        else if (extended == 8)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(2), (ulong)length);
        }

        var body = bytes.AsSpan(2 + extended + (mask ? 4 : 0));
        frame.Payload.Span.CopyTo(body);
        if (mask)
        {
            var key = bytes.AsSpan(2 + extended, 4);
            RandomNumberGenerator.Fill(key);
            Mask(body, key);
        }

        return bytes;
    }

    /// <summary>Reads one frame; null at a clean end of the stream.</summary>
    /// <exception cref="FrameException">The bytes are no frame that this end may receive.</exception>
    public static async Task<Frame?> ReadAsync(Stream stream, bool masked, int maxPayload, CancellationToken cancellationToken)
    {
        var head = new byte[2];
        var got = await stream.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (got == 0)
        {
            return null;
        }

        if (got < 2)
        {
            throw new EndOfStreamException("The stream ended inside a frame header.");
        }

        var length = await ReadLengthAsync(stream, head[1] & 0x7F, cancellationToken).ConfigureAwait(false);
        if (length > (ulong)maxPayload)
        {
            throw new FrameException(1009, $"a frame of {length} bytes is above the limit of {maxPayload}");
        }

        var isMasked = (head[1] & 0x80) != 0;
        var key = new byte[4];
        if (isMasked)
        {
            await stream.ReadExactlyAsync(key, cancellationToken).ConfigureAwait(false);
        }

        var payload = new byte[(int)length];
        await stream.ReadExactlyAsync(payload, cancellationToken).ConfigureAwait(false);
        if (isMasked != masked)
        {
            throw new FrameException(1002, masked ? "a client frame was not masked" : "a server frame was masked");
        }

        Mask(payload, key);
        return new Frame((OpCode)(head[0] & 0x0F), payload, (head[0] & 0x80) != 0, (head[0] >> 4) & 7);
    }

    private static async Task<ulong> ReadLengthAsync(Stream stream, int marker, CancellationToken cancellationToken)
    {
        if (marker < 126)
        {
            return (ulong)marker;
        }

        var bytes = new byte[marker == 126 ? 2 : 8];
        await stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return marker == 126 ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private static void Mask(Span<byte> body, ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < body.Length; i++)
        {
            body[i] ^= key[i & 3];
        }
    }
}

/// <summary>Bytes that break RFC 6455, with the close code that says so.</summary>
public sealed class FrameException(int closeCode, string message) : IOException(message)
{
    /// <summary>1002 protocol error, 1009 too big.</summary>
    public int CloseCode { get; } = closeCode;
}
