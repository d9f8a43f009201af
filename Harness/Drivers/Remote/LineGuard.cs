using System.Text;
using Harness.Drivers.Contract;

namespace Harness.Drivers.Remote;

/// <summary>
/// What a driver writes to stdout, on its way to the JSON-RPC reader: remembers the line under way, so that a line which is no
/// message can be shown to people, and ends a line that never ends.
/// </summary>
internal sealed class LineGuard(Stream inner) : Stream
{
    private const int Shown = 200;

    private readonly Lock _gate = new();
    private readonly List<byte> _line = [];
    private string? _foreign;
    private long _length;

    /// <summary>The first line that cannot be a message, or null.</summary>
    public string? ForeignLine
    {
        get
        {
            lock (_gate)
            {
                return _foreign;
            }
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Watch(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Watch(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (var b in bytes)
            {
                if (b == '\n')
                {
                    Finish();
                }
                else if (++_length > DriverContract.LongestMessage)
                {
                    _foreign ??= Text() + "…";
                    throw new IOException($"a line of more than {DriverContract.LongestMessage} bytes");
                }
                else if (_line.Count < Shown)
                {
                    _line.Add(b);
                }
            }
        }
    }

    private void Finish()
    {
        var text = Text();
        if (text.Length > 0 && !LooksLikeMessage(text))
        {
            _foreign ??= text;
        }

        _line.Clear();
        _length = 0;
    }

    // { "jsonrpc" … } or a batch of them; what people print looks otherwise: { a: 1 }, [info].
    private static bool LooksLikeMessage(string text) => text[0] switch
    {
        '{' => text[1..].TrimStart().StartsWith('"'),
        '[' => text[1..].TrimStart().StartsWith('{'),
        _ => false,
    };

    private string Text() => Encoding.UTF8.GetString([.. _line]).Trim();
}
