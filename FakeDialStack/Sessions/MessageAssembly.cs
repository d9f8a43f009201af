using System.Buffers;
using FakeDialStack.Frames;

namespace FakeDialStack.Sessions;

/// <summary>Puts messages together from fragments. RFC 6455 §5.4. Control frames may come between them and pass by.</summary>
internal sealed class MessageAssembly
{
    private readonly ArrayBufferWriter<byte> _parts = new();
    private OpCode? _opCode;

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">As it came.</param>
    /// <param name="maxBytes">Largest message.</param>
    /// <param name="message">The whole message with its own opcode, when the frame completes one.</param>
    /// <returns>The close code that the frame deserves, or null.</returns>
    public int? Take(Frame frame, int maxBytes, out Frame? message)
    {
        message = null;
        if (frame.OpCode >= OpCode.Close)
        {
            message = frame;
            return null;
        }

        if (frame.OpCode == OpCode.Continuation == _opCode is null)
        {
            // A continuation of nothing, or a new message inside another.
            return CloseCodes.BrokenFraming;
        }

        if (_parts.WrittenCount + frame.Payload.Length > maxBytes)
        {
            return CloseCodes.TooBig;
        }

        if (frame.Fin && _opCode is null)
        {
            message = frame;
            return null;
        }

        _opCode ??= frame.OpCode;
        _parts.Write(frame.Payload.Span);
        if (frame.Fin)
        {
            message = new Frame(_opCode.Value, _parts.WrittenSpan.ToArray());
            _parts.Clear();
            _opCode = null;
        }

        return null;
    }
}
