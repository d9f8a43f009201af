using FakeDialStack.Accounts;
using FakeDialStack.Control;
using FakeDialStack.Flow;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>
/// One socket of a client as the fake sees it: what arrives passes the door, the record, the rules and the network, in this
/// order, and what leaves passes them the other way round. It knows nothing of sessions. Loop only.
/// </summary>
internal sealed class ClientSocket
{
    private static readonly TimeSpan s_closeGrace = TimeSpan.FromSeconds(5);

    private readonly SocketScene _scene;
    private readonly FrameSocket _socket;
    private readonly Action _abort;
    private readonly Incoming _incoming;
    private readonly Outgoing _outgoing;
    private LoopTimer? _closeGrace;

    public ClientSocket(SocketScene scene, FrameSocket socket, PeerNetwork network, int number, Func<AccountSettings> settings, Action abort)
    {
        _scene = scene;
        _socket = socket;
        _abort = abort;
        Network = network;
        Number = number;
        Settings = settings;
        _incoming = new Incoming(this, scene);
        _outgoing = new Outgoing(this, scene, socket);
        socket.Received = _incoming.Take;
        socket.Ended = OnEnded;
    }

    /// <summary>The label of the client.</summary>
    public string Peer => Network.Peer;

    /// <summary>Counts the sockets of this client from 1.</summary>
    public int Number { get; }

    /// <summary>How the network of this client is.</summary>
    public PeerNetwork Network { get; }

    /// <summary>The settings that apply now: those of the account, once it is known.</summary>
    public Func<AccountSettings> Settings { get; set; }

    /// <summary>The account, once it is known.</summary>
    public AccountId? Account { get; set; }

    /// <summary>Until the stream has really ended.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>The fake has decided to end it; nothing more is heard or said.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>The fake takes it for lost, although the stream is still there.</summary>
    public bool IsHalfOpen { get; private set; }

    /// <summary>The next text frame to the client has its reserved bits set, on this socket alone.</summary>
    public bool CorruptNext { get; set; }

    /// <summary>Nothing passes either way on this socket.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>A text message, valid or not. Called on the loop.</summary>
    public Action<WireReading> Heard { get; set; } = static _ => { };

    /// <summary>A pong that counts.</summary>
    public Action Ponged { get; set; } = static () => { };

    /// <summary>The client does not drain its socket.</summary>
    public Action Overrun { get; set; } = static () => { };

    /// <summary>The fake has learned that the socket is gone. Exactly once.</summary>
    public Action<SocketEnd> Gone { get; set; } = static _ => { };

    /// <summary>A rule closes the socket instead of letting a message go.</summary>
    public Action ClosedByRule { get; set; } = static () => { };

    public void Start()
    {
        if (Network.IsStalled)
        {
            Stall();
        }
        else if (Network.Delay > TimeSpan.Zero)
        {
            Delay(Network.Delay);
        }

        _socket.Start();
    }

    public void Send(ServerMessage message) => _outgoing.Send(message);

    /// <summary>Sends text that no record stands behind: a rule's answer, or an injection.</summary>
    public void SendText(string text, string type, bool injected, int fragments = 1) => _outgoing.SendText(text, type, injected, fragments);

    public void SendFrame(Frame frame, bool injected) => _outgoing.SendFrame(frame, injected);

    /// <summary>Closes behind everything that has been sent.</summary>
    public void Close(int code, string reason)
    {
        if (IsClosing || !IsOpen)
        {
            return;
        }

        IsClosing = true;
        _outgoing.PassClose(() =>
        {
            // A client that does not read would keep the close frame waiting for ever.
            _closeGrace = LoopTimer.Start(_scene.Time, _scene.Loop, s_closeGrace, _abort);
            _socket.Close(code, reason);
        });
    }

    public void Drop() => _socket.Abort();

    public void Cut() => _socket.Cut();

    public void Stall()
    {
        IsStalled = true;
        _incoming.Path.Stall();
        _outgoing.Path.Stall();
    }

    public void Delay(TimeSpan by)
    {
        IsStalled = false;
        _incoming.Path.Delay(by);
        _outgoing.Path.Delay(by);
    }

    public void Restore()
    {
        IsStalled = false;
        CorruptNext = false;
        _outgoing.Path.Restore();
        _incoming.Path.Restore();
    }

    /// <summary>The fake behaves as after a drop; the client keeps an open socket that nobody serves.</summary>
    public void HalfOpen()
    {
        if (!IsHalfOpen)
        {
            IsHalfOpen = true;
            _incoming.Path.Dispose();
            _outgoing.Path.Dispose();
            Gone(new SocketEnd(SocketEndCause.Lost, 1006, "half-open"));
        }
    }

    public ValueTask DisposeAsync()
    {
        _closeGrace?.Dispose();
        return _socket.DisposeAsync();
    }

    private void OnEnded(SocketEnd end)
    {
        IsOpen = false;
        _closeGrace?.Dispose();
        _outgoing.Path.Dispose();
        _scene.Raise(new SocketClosed(Peer, Number, end.Cause is not (SocketEndCause.PeerClosed or SocketEndCause.Lost), end.Code, end.Reason));
        if (!IsHalfOpen)
        {
            // A stalled network keeps this from the fake, too.
            _incoming.Path.Pass(() => Gone(end));
        }
    }
}
