using System.Threading.Channels;
using FakeDialStack.Flow;

namespace FakeDialStack.Frames;

/// <summary>How a socket came to its end, seen from one end.</summary>
/// <param name="Cause">What ended it.</param>
/// <param name="Code">Close code of the peer's or our close frame; 1006 when there was none.</param>
/// <param name="Reason">Text of the close frame, or what went wrong.</param>
public sealed record SocketEnd(SocketEndCause Cause, int Code, string Reason);

/// <summary>What ended a socket.</summary>
public enum SocketEndCause
{
    /// <summary>The peer sent a close frame first.</summary>
    PeerClosed,

    /// <summary>We sent a close frame first.</summary>
    WeClosed,

    /// <summary>The stream ended or broke without a close frame.</summary>
    Lost,

    /// <summary>We dropped it without a close frame.</summary>
    WeAborted,

    /// <summary>The peer broke RFC 6455 or the size limit, and we closed for that.</summary>
    PeerBrokeProtocol,
}

/// <summary>
/// One end of a WebSocket over any stream: one reader and one writer on the pool, everything else on the loop.
/// Frames are handed over as they are, pings and fragments included; answering pings and assembling messages is the owner's.
/// Closing frames are answered by the socket itself: the end must not wait for the loop.
/// </summary>
public sealed class FrameSocket : IAsyncDisposable
{
    private static readonly TimeSpan s_closeGrace = TimeSpan.FromSeconds(2);

    private readonly Stream _stream;
    private readonly IFlow _flow;
    private readonly Side _side;
    private readonly int _maxPayload;
    private readonly Action _abortTransport;
    private readonly Channel<Frame> _outbox = Channel.CreateUnbounded<Frame>(new() { SingleReader = true });
    private readonly CancellationTokenSource _stopReading = new();
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private SocketEnd? _ourEnd;
    private Task _running = Task.CompletedTask;
    private long _unsentBytes;
    private int _unsentFrames;

    /// <summary>Wraps a stream that has finished the upgrade.</summary>
    /// <param name="stream">Both directions.</param>
    /// <param name="side">Which end this is: a client masks.</param>
    /// <param name="key">Its name in the flow.</param>
    /// <param name="flow">Where frames are counted and handed over.</param>
    /// <param name="maxPayload">Largest payload of one frame, in bytes.</param>
    /// <param name="abortTransport">Breaks the transport without ceremony (RST where there is one).</param>
    public FrameSocket(Stream stream, Side side, SocketKey key, IFlow flow, int maxPayload, Action abortTransport)
    {
        _stream = stream;
        _side = side;
        Key = key;
        _flow = flow;
        _maxPayload = maxPayload;
        _abortTransport = abortTransport;
    }

    /// <summary>Its name in the flow.</summary>
    public SocketKey Key { get; }

    /// <summary>Called on the loop for every frame but close.</summary>
    public Action<Frame> Received { get; set; } = static _ => { };

    /// <summary>Called on the loop, exactly once.</summary>
    public Action<SocketEnd> Ended { get; set; } = static _ => { };

    /// <summary>Completes when reader and writer are done with the stream.</summary>
    public Task Completed => _completed.Task;

    /// <summary>Payload bytes handed to <see cref="Send"/> that have not reached the stream.</summary>
    public long UnsentBytes => Interlocked.Read(ref _unsentBytes);

    /// <summary>Frames handed to <see cref="Send"/> that have not reached the stream.</summary>
    public int UnsentFrames => Volatile.Read(ref _unsentFrames);

    /// <summary>Starts reading and writing. Set the callbacks first, or before anything can be handed over.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Queues a frame. Loop only. Does nothing once the socket is ending.</summary>
    public void Send(Frame frame)
    {
        if (_ourEnd is not null)
        {
            return;
        }

        Interlocked.Add(ref _unsentBytes, frame.Payload.Length);
        Interlocked.Increment(ref _unsentFrames);
        if (_outbox.Writer.TryWrite(frame))
        {
            _flow.FrameSent(Key, _side, frame.Kind);
        }
    }

    /// <summary>Closes behind what is queued: close frame, then the end of the stream. Loop only.</summary>
    public void Close(int code, string reason = "")
    {
        if (BeginEnd(new SocketEnd(SocketEndCause.WeClosed, code, reason)))
        {
            _outbox.Writer.TryWrite(Frame.Close(code, reason));
            _outbox.Writer.TryComplete();
        }
    }

    /// <summary>Ends the stream behind what is queued, without a close frame. Loop only.</summary>
    public void Cut()
    {
        if (BeginEnd(new SocketEnd(SocketEndCause.WeAborted, 1006, "cut without a close frame")))
        {
            _outbox.Writer.TryComplete();
        }
    }

    /// <summary>Breaks the connection at once, as a reset does. Loop only.</summary>
    public void Abort()
    {
        if (BeginEnd(new SocketEnd(SocketEndCause.WeAborted, 1006, "aborted")))
        {
            _outbox.Writer.TryComplete();
            _abortTransport();
            Stop();
        }
    }

    /// <summary>Ends the socket if need be and waits until the stream is let go.</summary>
    public async ValueTask DisposeAsync()
    {
        Abort();
        await _running;
        _stopReading.Dispose();
    }

    private bool BeginEnd(SocketEnd end)
    {
        lock (_gate)
        {
            if (_ourEnd is not null)
            {
                return false;
            }

            _ourEnd = end;
        }

        _flow.SocketEnding(Key);
        return true;
    }

    private async Task RunAsync()
    {
        var reading = ReadAsync();
        var writing = WriteAsync();
        await Task.WhenAny(reading, writing).ConfigureAwait(false);
        if (!reading.IsCompleted)
        {
            // Everything is written. The peer gets a moment to answer the close: letting go at once would reset
            // the connection under frames that it has not read yet. RFC 6455 §7.1.1.
            var grace = _ourEnd?.Cause is SocketEndCause.WeClosed ? s_closeGrace : TimeSpan.Zero;
            await Task.WhenAny(reading, Task.Delay(grace, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
            Stop();
        }

        var seen = await reading.ConfigureAwait(false);
        if (BeginEnd(seen))
        {
            // A close frame is answered in kind; RFC 6455 §5.5.1.
            if (seen.Cause is SocketEndCause.PeerClosed or SocketEndCause.PeerBrokeProtocol)
            {
                var code = seen.Code is 1005 ? 1000 : seen.Code;
                _outbox.Writer.TryWrite(Frame.Close(code, seen.Cause is SocketEndCause.PeerClosed ? "" : seen.Reason));
            }

            _outbox.Writer.TryComplete();
        }

        await writing.ConfigureAwait(false);
        await LetGoAsync().ConfigureAwait(false);
        var end = _ourEnd!;
        _flow.SocketEnded(Key, _side, () => Ended(end));
        _completed.SetResult();
    }

    private async Task<SocketEnd> ReadAsync()
    {
        try
        {
            while (true)
            {
                var frame = await FrameCodec.ReadAsync(_stream, _side == Side.Server, _maxPayload, _stopReading.Token).ConfigureAwait(false);
                if (frame is null)
                {
                    return new SocketEnd(SocketEndCause.Lost, 1006, "the stream ended without a close frame");
                }

                if (frame.OpCode == OpCode.Close)
                {
                    return new SocketEnd(SocketEndCause.PeerClosed, frame.CloseCode, frame.CloseReason);
                }

                if (Broken(frame) is { } why)
                {
                    return new SocketEnd(SocketEndCause.PeerBrokeProtocol, 1002, why);
                }

                if (_ourEnd is null)
                {
                    _flow.FrameLanded(Key, _side, frame.Kind, () => Received(frame));
                }
            }
        }
        catch (FrameException broken)
        {
            return new SocketEnd(SocketEndCause.PeerBrokeProtocol, broken.CloseCode, broken.Message);
        }
        catch (Exception lost)
        {
            return new SocketEnd(SocketEndCause.Lost, 1006, lost.Message);
        }
    }

    private void Stop()
    {
        try
        {
            _stopReading.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The other end was faster and everything is let go already.
        }
    }

    private static string? Broken(Frame frame) =>
        frame.Rsv != 0 ? "reserved bits are set"
        : !Enum.IsDefined(frame.OpCode) ? $"unknown opcode {(int)frame.OpCode}"
        : frame.OpCode >= OpCode.Close && (!frame.Fin || frame.Payload.Length > 125) ? "a control frame is fragmented or too long"
        : null;

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var frame in _outbox.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                await _stream.WriteAsync(FrameCodec.Encode(frame, mask: _side == Side.Client), CancellationToken.None).ConfigureAwait(false);
                await _stream.FlushAsync(CancellationToken.None).ConfigureAwait(false);
                Interlocked.Add(ref _unsentBytes, -frame.Payload.Length);
                Interlocked.Decrement(ref _unsentFrames);
            }
        }
        catch (Exception)
        {
            // The peer has gone: the reader sees it too and reports it.
            _outbox.Writer.TryComplete();
        }
    }

    private async Task LetGoAsync()
    {
        try
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Already broken: there is nothing left to let go.
        }
    }
}
