using FakeDialStack.Flow;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>
/// Keeps one authenticated socket while it is wanted: connects, authenticates, notices loss, comes back with backoff, or
/// stays away when it was told to (B, K.1 to K.3). What the messages mean is the business of others.
/// </summary>
internal sealed class Connection
{
    private const int MostRepeats = 4;

    private readonly ClientContext _context;
    private readonly TokenKeeper _tokens;
    private readonly RestClient _rest;
    private readonly ConnectionRules _rules;
    private readonly Backoff _backoff;
    private readonly Backoff _crowded;
    private DateTimeOffset _connectedAt;
    private readonly List<SignallingSocket> _sockets = [];
    private ConnectAttempt? _attempt;
    private LoopTimer? _retry;
    private LoopTimer? _probe;
    private Action? _alive;
    private int _repeats;
    private bool _saidReconnecting;
    private bool _saidConnected;

    public Connection(ClientContext context, TokenKeeper tokens, RestClient rest)
    {
        _context = context;
        _tokens = tokens;
        _rest = rest;
        _rules = context.Rules.Connection;
        _backoff = new Backoff(_rules.BackoffSteps, _rules.Jitter, context.Chance);
        _crowded = new Backoff(_rules.CrowdedSteps, _rules.Jitter, context.Chance);
        tokens.Drop = Quit;
        tokens.Renew = Renew;
    }

    /// <summary>Authenticated; arm timers before anybody is told.</summary>
    public event Action? Up;

    /// <summary>Not connected any more.</summary>
    public event Action<LossKind>? Down;

    /// <summary>A message on an authenticated socket, in the order of the wire.</summary>
    public event Action<ServerMessage>? Received;

    public ConnectionState State { get; private set; }

    public bool IsUp => State == ConnectionState.Connected;

    /// <summary>All sockets that this life has opened and that may still be open.</summary>
    public IReadOnlyList<SignallingSocket> Sockets => _sockets;

    /// <summary>The user wants to be connected. Does nothing when that is under way (CONN-14).</summary>
    public void Connect()
    {
        _context.Storage.Online = true;
        if (State is ConnectionState.Idle or ConnectionState.Stopped || !_rules.OneAtATime)
        {
            _saidConnected = false;
            Begin(isFirst: true);
        }
        else
        {
            RetryNow();
        }
    }

    /// <summary>The app needs the socket again, without the user asking: after the background, or for a push.</summary>
    /// <param name="despiteStop">Also when the server told it to stay away, if there is a token to come with.</param>
    public void Resume(bool despiteStop = false)
    {
        if (State == ConnectionState.Idle || (despiteStop && State == ConnectionState.Stopped && _context.Storage.Token is not null))
        {
            Begin(isFirst: false);
        }
        else
        {
            RetryNow();
        }
    }

    /// <summary>Lets go for good: whatever is under way leaves nothing behind (CONN-15, CONN-17).</summary>
    public void LetGo(string? reason)
    {
        var wasUp = IsUp;
        if (State is ConnectionState.Idle or ConnectionState.Stopped)
        {
            return;
        }

        if (!wasUp && State != ConnectionState.Waiting && !_rules.DisconnectStopsConnecting)
        {
            return;
        }

        Leave(ConnectionState.Idle, static socket => socket.Close(1000));
        Down?.Invoke(LossKind.LetGo);
        TellDisconnected(reason);
        if (wasUp && _rules.ReconnectsAfterDisconnect)
        {
            ScheduleRetry();
        }
    }

    /// <summary>Stops what is under way, without a word.</summary>
    public void GiveUp() => _attempt?.GiveUp();

    /// <summary>Asks the socket for a sign of life and replaces it when none comes (CONN-11). One probe at a time (CONN-12).</summary>
    public void Probe(TimeSpan limit, bool returnsAtOnce, Action? alive = null)
    {
        if (!IsUp)
        {
            return;
        }

        _alive += alive;
        if (_probe is { IsArmed: true })
        {
            return;
        }

        _probe = _context.After(limit, () => Lose(returnsAtOnce ? TimeSpan.Zero : null, static socket => socket.Abort()));
        Send(new Ping());
    }

    /// <summary>Does not wait for the backoff when an attempt is due anyway (RECON-11).</summary>
    public void RetryNow()
    {
        if (State == ConnectionState.Waiting)
        {
            _retry?.Dispose();
            Begin(isFirst: false);
        }
    }

    /// <summary>Sends on the authenticated socket; false when there is none (RECON-10).</summary>
    public bool Send(ClientMessage message)
    {
        if (!IsUp)
        {
            return false;
        }

        Write(_attempt!.Socket!, message);
        return true;
    }

    private void Begin(bool isFirst)
    {
        State = ConnectionState.Preparing;
        var attempt = _attempt = new ConnectAttempt(isFirst);
        _context.Spawn(() => RunAsync(attempt));
    }

    private async Task RunAsync(ConnectAttempt attempt)
    {
        try
        {
            var token = await PrepareAsync(attempt);
            await OpenAsync(attempt, token);
        }
        catch (OperationCanceledException)
        {
            // Given up: whoever did so has said what follows.
        }
        catch (TokenUnavailableException none)
        {
            Fail(attempt, ClientErrorCode.TokenRefreshFailed, none.Message);
        }
        catch (IceFetchException none)
        {
            Fail(attempt, none.IsTokenProblem ? ErrorCode.AuthFailed : ClientErrorCode.IceFetchFailed, none.Message);
        }
        catch (IOException refused)
        {
            Fail(attempt, ClientErrorCode.TransportClosed, refused.Message);
        }
    }

    private async Task<string> PrepareAsync(ConnectAttempt attempt)
    {
        var token = await _tokens.ForConnectAsync(attempt.GivenUp);
        if (!attempt.IsFirst && (_rest.HasIce || !_rules.FetchesIceAgain))
        {
            return token;
        }

        try
        {
            await _rest.FetchIceAsync(token, attempt.GivenUp);
        }
        catch (IceFetchException refused) when (refused.IsTokenProblem)
        {
            _tokens.Refuse();
            if (!_tokens.CanMint)
            {
                throw;
            }

            token = await _tokens.ForConnectAsync(attempt.GivenUp);
            await _rest.FetchIceAsync(token, attempt.GivenUp);
        }

        return token;
    }

    private async Task OpenAsync(ConnectAttempt attempt, string token)
    {
        attempt.GivenUp.ThrowIfCancellationRequested();
        State = ConnectionState.Opening;
        var socket = attempt.Socket = new SignallingSocket(_context);
        _sockets.RemoveAll(known => known.Completed.IsCompleted && !known.IsOpen);
        _sockets.Add(socket);
        if (_rules.ConnectLimit is { } limit)
        {
            attempt.Limit = _context.After(limit, () => Fail(attempt, ErrorCode.AuthFailed, "the server did not answer in time"));
        }

        await socket.OpenAsync(_context.Options.SignallingUrl ?? SignallingUrl.Derive(_context.Options.RestBase), token, attempt.GivenUp);
        if (attempt.GivenUp.IsCancellationRequested || _context.IsOver)
        {
            // The server accepted while we gave up.
            socket.Listen(static () => { }, static _ => { }, static _ => { });
            socket.Close(1000);
            return;
        }

        Authenticate(attempt, socket, token);
    }

    private void Authenticate(ConnectAttempt attempt, SignallingSocket socket, string token)
    {
        State = ConnectionState.Authenticating;
        if (_rules.ResetsBackoffOnOpen)
        {
            _backoff.Reset();
        }

        attempt.ReqId = _context.NextReqId();
        if (_context.Rules.Auth.PingsAfter is { } impatience)
        {
            _context.After(impatience, () => PingUnlessUp(attempt, socket));
        }

        if (attempt.IsFirst || _context.Rules.Auth.AuthenticatesAgain)
        {
            Write(socket, new Authenticate(token)
            {
                ReqId = attempt.ReqId,
                EmergencyAddressId = _context.Storage.EmergencyAddressId is { } id ? new EmergencyAddressId(id) : null,
            });
        }

        socket.Listen(() => Heard(socket), text => Read(attempt, text), end => Ended(attempt, end));
    }

    private void PingUnlessUp(ConnectAttempt attempt, SignallingSocket socket)
    {
        if (attempt == _attempt && State == ConnectionState.Authenticating)
        {
            Write(socket, new Ping());
        }
    }

    private void Write(SignallingSocket socket, ClientMessage message)
    {
        foreach (var outgoing in _context.Rules.Wire.Outgoing(message))
        {
            socket.Send(WireCodec.Write(outgoing));
        }
    }

    private void Heard(SignallingSocket socket)
    {
        if (socket == _attempt?.Socket && _probe is { IsArmed: true } probe)
        {
            probe.Dispose();
            var alive = _alive;
            _alive = null;
            alive?.Invoke();
        }
    }

    private void Read(ConnectAttempt attempt, string text)
    {
        if ((attempt != _attempt && !_rules.ListensToReplaced) || _context.IsOver)
        {
            return;
        }

        if (WireCodec.ReadServer(text).Message is not { } message)
        {
            if (_context.Rules.Wire.DropsAtUnreadable)
            {
                Quit("a frame could not be read");
            }

            return;
        }

        foreach (var incoming in _context.Rules.Wire.Incoming(message))
        {
            Take(_attempt ?? attempt, incoming);
        }
    }

    private void Take(ConnectAttempt attempt, ServerMessage message)
    {
        switch (State, message)
        {
            case (ConnectionState.Authenticating, Authenticated reply) when _context.Rules.Auth.AcceptsReply(attempt.ReqId, reply.ReqId):
                Succeed(attempt);
                break;
            case (ConnectionState.Authenticating, Error error) when _context.Rules.Auth.Fails(error, attempt.ReqId):
                Refused(attempt, error);
                break;
            case (ConnectionState.Authenticating, not (Authenticated or Error)):
                // Nothing can be meant for us before authenticated; what overtook it is taken when it is there.
                attempt.Overtaking.Add(message);
                break;
            case (ConnectionState.Connected, Error { Fatal: true } error):
                Dismissed(attempt, error);
                break;
            case (ConnectionState.Connected, Pong) when _context.Rules.Wire.DropsAtStrayPong:
                Quit("a pong that nobody asked for");
                break;
            case (ConnectionState.Connected, Authenticated or Pong):
                // A second one, or a pong that nobody asked for, changes nothing (CONN-10, AUTH-05).
                break;
            case (ConnectionState.Connected, _):
                Received?.Invoke(message);
                break;
        }
    }

    private void Succeed(ConnectAttempt attempt)
    {
        attempt.Limit?.Dispose();
        State = ConnectionState.Connected;
        _connectedAt = _context.Now;
        _backoff.Reset();
        _saidReconnecting = false;
        var isFirst = !_saidConnected;
        _saidConnected = true;
        _tokens.Start(Send);
        Up?.Invoke();
        _context.Tell(isFirst ? "connected" : "reconnected");
        foreach (var message in attempt.Overtaking)
        {
            Take(attempt, message);
        }
    }

    private void Refused(ConnectAttempt attempt, Error error)
    {
        if (error.Code is ErrorCode.AuthFailed or ErrorCode.AuthExpired or ErrorCode.SessionRevoked)
        {
            _tokens.Refuse();
        }

        if (error.Fatal && error.Code != ErrorCode.AuthFailed && !attempt.IsFirst)
        {
            Dismissed(attempt, error);
        }
        else
        {
            Fail(attempt, error.Code, error.Message);
        }
    }

    private void Fail(ConnectAttempt attempt, string code, string message)
    {
        attempt.GiveUp();
        if (attempt != _attempt || _context.IsOver)
        {
            return;
        }

        attempt.Socket?.Close(1000);
        var isHopeless = code == ErrorCode.AuthFailed && !_tokens.CanMint && _tokens.IsRefused;
        if (attempt.IsFirst || isHopeless)
        {
            _attempt = null;
            State = attempt.IsFirst ? ConnectionState.Idle : ConnectionState.Stopped;
            _context.Storage.Online = false;
            Down?.Invoke(LossKind.Terminal);
            TellFailedConnect(code, message);
            return;
        }

        ScheduleRetry();
        if (code is not ClientErrorCode.TransportClosed)
        {
            _context.TellError(code, message);
        }
    }

    private void TellFailedConnect(string code, string message)
    {
        if (_rules.TellsFailedConnect)
        {
            _context.TellError(code, message);
            TellDisconnected(code);
        }

        if (_rules.RepeatsFailedConnect && _repeats++ < MostRepeats)
        {
            Begin(isFirst: true);
        }
    }

    private void Dismissed(ConnectAttempt attempt, Error error)
    {
        attempt.Dismissal = error;
        if (_context.Rules.Errors.TellsFatal(error.Code))
        {
            _context.TellError(error.Code, error.Message, fatal: true);
        }

        if (!_context.Rules.Errors.WaitsForClose)
        {
            Dismiss(error.Code, LeaveToServer);
        }
    }

    private void Dismiss(string code, Action<SignallingSocket> leave)
    {
        if (code == ErrorCode.SessionRevoked && !_context.Rules.Auth.KeepsRevokedToken)
        {
            _context.Storage.Token = null;
        }

        if (code == ErrorCode.AuthExpired)
        {
            _tokens.Refuse();
        }

        if (_rules.IsTerminal(code))
        {
            Leave(ConnectionState.Stopped, leave);
            _context.Storage.Online = false;
            Down?.Invoke(LossKind.Terminal);
            TellDisconnected(code);
        }
        else
        {
            Lose(_rules.ReturnsAtOnceAfter(code) ? TimeSpan.Zero : WaitAfter(code), leave);
        }
    }

    private TimeSpan? WaitAfter(string code)
    {
        if (code != ErrorCode.SessionLimit)
        {
            return null;
        }

        if (_context.Now - _connectedAt >= _rules.CalmAfter)
        {
            _crowded.Reset();
        }

        return _crowded.Next();
    }

    // The server said that it closes this socket: it gets the time to do so, and nobody listens any more.
    private void LeaveToServer(SignallingSocket socket) => _context.After(_rules.ClosingLimit, socket.Abort);

    private void Ended(ConnectAttempt attempt, SocketEnd end)
    {
        if (attempt.Dismissal is { } reported && _context.Rules.Errors.ReportsFatalTwice)
        {
            _context.TellError(reported.Code, reported.Message, fatal: true);
        }

        if ((attempt != _attempt && !_rules.ListensToReplaced) || _context.IsOver)
        {
            return;
        }

        if (State != ConnectionState.Connected)
        {
            Fail(attempt, ClientErrorCode.TransportClosed, "the socket closed before it was authenticated");
        }
        else if (_rules.IsFinalClose(end.Code))
        {
            Dismiss(ErrorCode.SessionReplaced, static _ => { });
        }
        else if (attempt.Dismissal is { } dismissal && attempt == _attempt)
        {
            Dismiss(dismissal.Code, static _ => { });
        }
        else
        {
            Lose(wait: null, static _ => { });
        }
    }

    private void Quit(string why)
    {
        if (IsUp)
        {
            LetGo(why);
        }
    }

    private void Renew()
    {
        if (IsUp)
        {
            Lose(wait: null, static socket => socket.Close(1000));
        }
    }

    private void Lose(TimeSpan? wait, Action<SignallingSocket> leave)
    {
        if (!_rules.Reconnects)
        {
            Leave(ConnectionState.Stopped, leave);
            Down?.Invoke(LossKind.Terminal);
            TellDisconnected(ClientErrorCode.TransportClosed);
            return;
        }

        Leave(ConnectionState.Waiting, leave);
        ScheduleRetry(wait);
        Down?.Invoke(LossKind.Dropped);
        if (!_saidReconnecting)
        {
            _saidReconnecting = true;
            _context.Tell("reconnecting");
        }
    }

    private void Leave(ConnectionState next, Action<SignallingSocket> leave)
    {
        State = next;
        _retry?.Dispose();
        _probe?.Dispose();
        _alive = null;
        _tokens.Stop();
        var attempt = _attempt;
        _attempt = null;
        attempt?.GiveUp();
        if (attempt?.Socket is { } socket)
        {
            leave(socket);
        }
    }

    private void ScheduleRetry(TimeSpan? wait = null)
    {
        State = ConnectionState.Waiting;
        _attempt = null;
        _retry?.Dispose();
        _retry = _context.After(wait ?? _backoff.Next(), () => Begin(isFirst: false));
    }

    private void TellDisconnected(string? reason)
    {
        _saidReconnecting = false;
        if (reason is null)
        {
            _context.Tell("disconnected");
        }
        else
        {
            _context.Tell("disconnected", ("reason", reason));
        }
    }
}
