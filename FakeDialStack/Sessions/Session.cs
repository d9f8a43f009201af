using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;

namespace FakeDialStack.Sessions;

/// <summary>One socket on its way through the states of a session (B.3 to B.7). Loop only.</summary>
internal sealed class Session
{
    private readonly SocketScene _scene;
    private readonly Authentication _authentication;
    private readonly KeepAlive _keepAlive;
    private readonly RateLimit _rate;
    private LoopTimer? _deadline;

    public Session(SocketScene scene, ClientSocket socket, Authentication authentication)
    {
        _scene = scene;
        _authentication = authentication;
        Socket = socket;
        _rate = new RateLimit(scene.Time);
        _keepAlive = new KeepAlive(scene, socket, why => Fail(ErrorCode.IdleTimeout, why));
        socket.Heard = Heard;
        socket.Ponged = _keepAlive.Ponged;
        socket.Overrun = () => Fail(ErrorCode.SlowConsumer, "the socket is not drained");
        socket.ClosedByRule = DropByRule;
        socket.Gone = Gone;
    }

    public ClientSocket Socket { get; }

    public SessionState State { get; private set; } = SessionState.Opening;

    /// <summary>Whose session; null until it is authenticated.</summary>
    public User? User { get; private set; }

    /// <summary>The account's scene; null until it is authenticated.</summary>
    public AccountScene? Scene { get; private set; }

    /// <summary>The backend has revoked the user's sessions, and this one falls at its next call event (CF-30).</summary>
    public bool IsRevoked { get; private set; }

    /// <summary>Arms what an open socket owes: its first message in time (L-03), and pongs.</summary>
    public void Start()
    {
        AwaitAuthentication();
        _keepAlive.Start();
        Socket.Start();
    }

    /// <summary>Sends, as long as the session is not over.</summary>
    public void Send(ServerMessage message)
    {
        if (State is not (SessionState.Opening or SessionState.Authenticated))
        {
            return;
        }

        Socket.Send(message);
        if (IsRevoked && message is ICallMessage)
        {
            // Behind whatever the calls are doing right now, so that they find their state as they left it.
            _scene.Loop.Post(() => FallIfRevoked());
        }
    }

    /// <summary>A non-fatal error; the connection and its calls stay.</summary>
    public void Refuse(Refusal refusal, string? reqId, CallId? callId = null) => Socket.Send(new Error(refusal.Code, refusal.Text)
    {
        ReqId = reqId,
        CallId = callId is { } id && Socket.Settings().ErrorCarriesCallId ? id : null,
    });

    /// <summary>A fatal error, and the close right behind it.</summary>
    public void Fail(string code, string text, string? reqId = null)
    {
        if (!TryLeave(SessionInput.End, out var wasAuthenticated))
        {
            return;
        }

        Socket.Send(new Error(code, text) { Fatal = true, ReqId = reqId });
        Socket.Close(CloseCodes.For(code), code);
        if (wasAuthenticated)
        {
            Depart(IsDrop(code));
        }
    }

    /// <summary>Becomes a user's session until the token expires.</summary>
    public void BecomeAuthenticated(User user, AccountScene scene, DateTimeOffset expiresAt)
    {
        Move(SessionInput.Authenticate, SessionTransitions.Next(State, SessionInput.Authenticate) ?? throw new InvalidOperationException($"A session that is {State} cannot authenticate."));
        User = user;
        Scene = scene;
        Socket.Account = user.Account.Id;
        Socket.Settings = () => user.Account.Settings;
        scene.Sessions.Add(this);
        Expire(expiresAt);
    }

    /// <summary>Swaps the token's life for that of a new one (B.5).</summary>
    public void Refresh(DateTimeOffset expiresAt)
    {
        Move(SessionInput.Refresh, State);
        Expire(expiresAt);
    }

    /// <summary>Arms the timer that enforces <c>exp</c> (B.5).</summary>
    public void Expire(DateTimeOffset expiresAt)
    {
        _deadline?.Dispose();
        _deadline = LoopTimer.Start(_scene.Time, _scene.Loop, Longest(expiresAt - _scene.Time.GetUtcNow()), () => Fail(ErrorCode.AuthExpired, "the token has expired"));
    }

    /// <summary>Waits for <c>authenticate</c>, at first and after a refusal that is not fatal (CF-29).</summary>
    public void AwaitAuthentication()
    {
        _deadline?.Dispose();
        _deadline = LoopTimer.Start(_scene.Time, _scene.Loop, Socket.Settings().FirstMessage, () => Fail(ErrorCode.AuthFailed, "no authenticate in time"));
    }

    /// <summary>Marks it for its next call event, or ends it now (CF-30).</summary>
    public void Revoke(RevokeTiming timing)
    {
        IsRevoked = true;
        if (timing == RevokeTiming.Immediate)
        {
            FallIfRevoked();
        }
    }

    /// <summary>A call event reaches the session: if it is revoked, its calls and then itself end (L-08).</summary>
    /// <returns>True when it has fallen.</returns>
    public bool FallIfRevoked()
    {
        if (!IsRevoked || State != SessionState.Authenticated)
        {
            return IsRevoked;
        }

        IsRevoked = false;
        End(ErrorCode.SessionRevoked, "the sessions of this user were revoked");
        IsRevoked = true;
        return true;
    }

    /// <summary>Ends the session for good: its calls end with it (L-08).</summary>
    public void End(string code, string text)
    {
        Scene?.Calls.Leave(this, forGood: true);
        Fail(code, text);
    }

    private static bool IsDrop(string code) => code is not (ErrorCode.SessionReplaced or ErrorCode.SessionLimit or ErrorCode.SessionRevoked);

    // The longest that a timer can be armed for.
    private static TimeSpan Longest(TimeSpan due) => due > TimeSpan.FromDays(49) ? TimeSpan.FromDays(49) : due;

    private void Heard(WireReading reading)
    {
        _keepAlive.Heard();
        if (!IsIce(reading) && !_rate.TryTake(Socket.Settings().FramesPerSecond, Socket.Settings().FrameBurst))
        {
            TooFast(reading);
            return;
        }

        if (reading.Message is { } message && SessionTransitions.Next(State, InputOf(message)) is not null)
        {
            Handle(message);
            return;
        }

        var reqId = reading.Message?.Correlation ?? reading.Violation?.ReqId;
        if (State == SessionState.Opening)
        {
            Fail(ErrorCode.InvalidMessage, reading.Violation?.Reason ?? "the first message is authenticate", reqId);
        }
        else
        {
            Refuse(Refusal.Invalid(reading.Violation?.Reason ?? "this session is authenticated already"), reqId);
        }
    }

    private void Handle(ClientMessage message)
    {
        if (InputOf(message) == SessionInput.Message)
        {
            Move(SessionInput.Message, State);
        }

        switch (message)
        {
            case Authenticate authenticate:
                _authentication.Authenticate(this, authenticate);
                break;
            case AuthRefresh refresh:
                _authentication.Refresh(this, refresh);
                break;
            case Ping ping:
                Send(new Pong { ReqId = ping.ReqId });
                break;
            case PresenceSubscribe subscribe:
                PresenceSnapshot.Answer(this, subscribe, _scene.Time.GetUtcNow());
                break;
            default:
                if (!FallIfRevoked())
                {
                    Scene!.Calls.Handle(this, message);
                }

                break;
        }
    }

    private void TooFast(WireReading reading)
    {
        var reqId = reading.Message?.Correlation ?? reading.Violation?.ReqId;
        if (State == SessionState.Opening)
        {
            Fail(ErrorCode.RateLimited, "too many frames", reqId);
        }
        else
        {
            Refuse(new Refusal(ErrorCode.RateLimited, "too many frames"), reqId);
        }
    }

    private void DropByRule()
    {
        if (TryLeave(SessionInput.End, out var wasAuthenticated) && wasAuthenticated)
        {
            Depart(isDrop: true);
        }
    }

    private void Gone(SocketEnd end)
    {
        if (TryLeave(SessionInput.SocketGone, out var wasAuthenticated) && wasAuthenticated)
        {
            // A client that closes with calls still up has dropped, unless the account sees a clean close otherwise (E.7).
            var clean = end is { Cause: SocketEndCause.PeerClosed, Code: CloseCodes.Normal };
            Depart(isDrop: !clean || (Scene!.Calls.HasLive(this) && User!.Account.Settings.CleanCloseIsDrop));
        }
    }

    private bool TryLeave(SessionInput input, out bool wasAuthenticated)
    {
        wasAuthenticated = State == SessionState.Authenticated;
        if (SessionTransitions.Next(State, input) is not { } next)
        {
            return false;
        }

        Move(input, next);
        _deadline?.Dispose();
        _keepAlive.Stop();
        return true;
    }

    private void Move(SessionInput input, SessionState next)
    {
        _scene.Raise(new StateMoved(Socket.Peer, StateMachine.Session, State.ToString(), input.ToString(), next.ToString()));
        State = next;
    }

    private void Depart(bool isDrop)
    {
        Scene!.Sessions.Remove(this);
        if (isDrop)
        {
            Scene.Sessions.NoteDrop(User!);
        }

        Scene.Calls.Leave(this, forGood: !isDrop);
    }

    private static SessionInput InputOf(ClientMessage message) => message switch
    {
        Authenticate => SessionInput.Authenticate,
        AuthRefresh => SessionInput.Refresh,
        _ => SessionInput.Message,
    };

    private static bool IsIce(WireReading reading) => reading.Message is IceCandidateFromClient or IceDoneFromClient;
}
