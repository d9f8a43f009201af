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
    private readonly ConnectionRules _rules;
    private readonly Connector _connector;
    private readonly ReturnWaits _waits;
    private readonly SignOfLife _signOfLife;
    private readonly ConnectionNews _news;
    private ConnectAttempt? _attempt;
    private LoopTimer? _retry;
    private int _repeats;

    public Connection(ClientContext context, TokenKeeper tokens, RestClient rest)
    {
        _context = context;
        _tokens = tokens;
        _rules = context.Rules.Connection;
        _connector = new Connector(context, tokens, rest);
        _waits = new ReturnWaits(context);
        _signOfLife = new SignOfLife(context);
        _news = new ConnectionNews(context);
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
    public IReadOnlyList<SignallingSocket> Sockets => _connector.Sockets;

    /// <summary>The user wants to be connected. Does nothing when that is under way (CONN-14).</summary>
    public void Connect()
    {
        _context.Storage.Online = true;
        if (State is ConnectionState.Idle or ConnectionState.Stopped || !_rules.OneAtATime)
        {
            _news.BeginAnew();
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
        _news.Disconnected(reason);
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
        var silent = () => Lose(returnsAtOnce ? TimeSpan.Zero : null, static socket => socket.Abort());
        if (IsUp && _signOfLife.Await(limit, silent, alive))
        {
            Send(new Ping());
        }
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

        _connector.Write(_attempt!.Socket!, message);
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
            var token = await _connector.PrepareAsync(attempt);
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

    private async Task OpenAsync(ConnectAttempt attempt, string token)
    {
        attempt.GivenUp.ThrowIfCancellationRequested();
        State = ConnectionState.Opening;
        if (_rules.ConnectLimit is { } limit)
        {
            attempt.Limit = _context.After(limit, () => Fail(attempt, ErrorCode.AuthFailed, "the server did not answer in time"));
        }

        if (await _connector.OpenAsync(attempt, token) is { } socket)
        {
            Authenticate(attempt, socket, token);
        }
    }

    private void Authenticate(ConnectAttempt attempt, SignallingSocket socket, string token)
    {
        State = ConnectionState.Authenticating;
        _waits.Opened();
        attempt.ReqId = _context.NextReqId();
        if (_context.Rules.Auth.PingsAfter is { } impatience)
        {
            _context.After(impatience, () => PingUnlessUp(attempt, socket));
        }

        if (attempt.IsFirst || _context.Rules.Auth.AuthenticatesAgain)
        {
            _connector.Write(socket, new Authenticate(token)
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
            _connector.Write(socket, new Ping());
        }
    }

    private void Heard(SignallingSocket socket)
    {
        if (socket == _attempt?.Socket)
        {
            _signOfLife.Heard();
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
        _waits.Authenticated();
        _tokens.Start(Send);
        Up?.Invoke();
        _news.Connected();
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
            _news.Disconnected(code);
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
            _news.Disconnected(code);
        }
        else
        {
            Lose(_waits.NextAfter(code), leave);
        }
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
            _news.Disconnected(ClientErrorCode.TransportClosed);
            return;
        }

        Leave(ConnectionState.Waiting, leave);
        ScheduleRetry(wait);
        Down?.Invoke(LossKind.Dropped);
        _news.Reconnecting();
    }

    private void Leave(ConnectionState next, Action<SignallingSocket> leave)
    {
        State = next;
        _retry?.Dispose();
        _signOfLife.Stop();
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
        _retry = _context.After(wait ?? _waits.Next(), () => Begin(isFirst: false));
    }
}
