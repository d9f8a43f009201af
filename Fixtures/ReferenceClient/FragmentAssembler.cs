using System.Text;
using FakeDialStack.Frames;

namespace Fixtures.ReferenceClient;

/// <summary>Puts the fragments of a text message together before anything reads it (CONN-07, RFC 6455 §5.4).</summary>
/// <param name="reassembles">False takes every fragment for a message of its own.</param>
internal sealed class FragmentAssembler(bool reassembles)
{
    private readonly List<byte> _gathered = [];
    private bool _isBinary;

    /// <summary>The whole text when this was its last fragment; null before, and for binary messages.</summary>
    public string? Take(Frame frame)
    {
        if (!reassembles)
        {
            return frame.PayloadText;
        }

        if (frame.OpCode != OpCode.Continuation)
        {
            _gathered.Clear();
            _isBinary = frame.OpCode == OpCode.Binary;
        }

        _gathered.AddRange(frame.Payload.Span);
        return frame.Fin && !_isBinary ? Encoding.UTF8.GetString(_gathered.ToArray()) : null;
    }
}
