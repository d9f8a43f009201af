using System.Net.Security;
using System.Net.Sockets;
using FakeDialStack.Flow;
using FakeDialStack.Frames;

namespace Fixtures.ReferenceClient;

/// <summary>
/// One signalling socket of the client, from the upgrade to its end. Answers pings and puts fragments together by itself;
/// hands over whole texts. A socket is used once: a reconnect makes a new one.
/// </summary>
internal sealed class SignallingSocket
{
    private readonly ClientContext _context;
    private readonly SocketKey _key;
    private readonly FragmentAssembler _assembler;
    private readonly List<Action> _early = [];
    private FrameSocket? _frames;
    private Action<string>? _received;
    private Action<SocketEnd>? _ended;
    private Action _heard = static () => { };
    private bool _isOver;

    public SignallingSocket(ClientContext context)
    {
        _context = context;
        var key = new byte[16];
        context.Chance.NextBytes(key);
        _key = new SocketKey(context.Lane, Convert.ToBase64String(key));
        _assembler = new FragmentAssembler(context.Rules.Wire.Reassembles);
    }

    /// <summary>True from the upgrade to the end.</summary>
    public bool IsOpen => _frames is not null && !_isOver;

    /// <summary>Completes when the stream is let go; completed when there never was one.</summary>
    public Task Completed => _frames?.Completed ?? Task.CompletedTask;

    /// <summary>Asks for the upgrade; returns on the loop with an open socket.</summary>
    /// <exception cref="IOException">It was refused (<see cref="UpgradeRefusedException"/>) or nobody answered.</exception>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async Task OpenAsync(Uri url, string? token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new RequestKey(_context.Lane, "GET", url.AbsolutePath);
        _context.Flow.SocketOpening(_key);
        _frames = await OutsideRequest.RunAsync(_context.Flow, request, ct => DialAsync(url, token, ct), cancellationToken);
    }

    /// <summary>From here on what arrives is handed over; what arrived already comes first.</summary>
    public void Listen(Action heard, Action<string> received, Action<SocketEnd> ended)
    {
        _heard = heard;
        _received = received;
        _ended = ended;
        foreach (var waiting in _early.ToArray())
        {
            waiting();
        }

        _early.Clear();
    }

    public void Send(string text)
    {
        var frame = Frame.Text(_context.Rules.Wire.Text(text));
        _frames?.Send(_context.Rules.Wire.SendsBinary(text) ? frame with { OpCode = OpCode.Binary } : frame);
    }

    public void Close(int code, string reason = "") => _frames?.Close(code, reason);

    public void Abort() => _frames?.Abort();

    private async Task<FrameSocket> DialAsync(Uri url, string? token, CancellationToken cancellationToken)
    {
        Stream? stream = null;
        try
        {
            stream = await ConnectAsync(url, cancellationToken).ConfigureAwait(false);
            var rules = _context.Rules.Upgrade;
            await stream.WriteAsync(Upgrade.Request(url, _key.Id, rules, token), cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            var answer = await Upgrade.ReadAnswerAsync(stream, cancellationToken).ConfigureAwait(false);
            if (Upgrade.WhatIsWrong(answer, _key.Id, rules) is { } why)
            {
                if (answer.Status == 101)
                {
                    _context.Flow.SocketEnding(_key);
                }

                throw new UpgradeRefusedException(answer.Status, why);
            }

            return Start(stream);
        }
        catch
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            _context.Flow.SocketEnded(_key, Side.Client, static () => { });
            throw;
        }
    }

    private async Task<Stream> ConnectAsync(Uri url, CancellationToken cancellationToken)
    {
        var stream = await _context.Dialer.ConnectAsync(url, cancellationToken).ConfigureAwait(false);
        if (url.Scheme != "wss")
        {
            return stream;
        }

        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.Host }, cancellationToken)
                .ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    // Started here, on the pool: the server may speak right behind its 101. What lands waits for the loop.
    private FrameSocket Start(Stream stream)
    {
        var frames = new FrameSocket(stream, Side.Client, _key, _context.Flow, _context.Rules.Wire.LargestFrame, () => Break(stream));
        frames.Received = frame => Now(() => Take(frames, frame));
        frames.Ended = end => Now(() => Finish(end));
        frames.Start();
        return frames;
    }

    private static void Break(Stream stream)
    {
        if (stream is NetworkStream network)
        {
            network.Socket.LingerState = new LingerOption(true, 0);
        }

        stream.Dispose();
    }

    private void Now(Action work)
    {
        if (_received is null)
        {
            _early.Add(work);
        }
        else
        {
            work();
        }
    }

    private void Take(FrameSocket frames, Frame frame)
    {
        _heard();
        switch (frame.OpCode)
        {
            case OpCode.Ping:
                AnswerPing(frames, frame);
                break;
            case OpCode.Text or OpCode.Binary or OpCode.Continuation when _assembler.Take(frame) is { } text:
                _received!(text);
                break;
        }
    }

    private void AnswerPing(FrameSocket frames, Frame ping)
    {
        var pong = Frame.Pong(ping.Payload);
        switch (_context.Rules.Wire.PongAfter)
        {
            case null:
                break;
            case { } wait when wait > TimeSpan.Zero:
                _context.After(wait, () => frames.Send(pong));
                break;
            default:
                frames.Send(pong);
                break;
        }
    }

    private void Finish(SocketEnd end)
    {
        _isOver = true;
        _ended!(end);
    }
}
