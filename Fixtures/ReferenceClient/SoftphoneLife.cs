using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>One life of the client, from a cold start to the next: its parts and how they are joined.</summary>
internal sealed class SoftphoneLife
{
    private readonly ClientContext _context;
    private readonly RestClient _rest;
    private readonly TokenKeeper _tokens;
    private readonly Connection _connection;
    private readonly Microphone _microphone;
    private readonly CallTable _calls;
    private readonly WakeUp _wakeUp;
    private readonly DialDesk _dialling;
    private readonly AnswerDesk _answering;
    private readonly ControlDesk _control;
    private readonly Restore _restore;
    private readonly CallInbox _inbox;
    private readonly ErrorDesk _errors;
    private readonly List<Action> _queued = [];
    private bool _isInBackground;

    public SoftphoneLife(SoftphoneOptions options, Random chance, Action<string, JsonObject> tell)
    {
        _context = new ClientContext(options, chance, tell);
        _rest = new RestClient(_context);
        _tokens = new TokenKeeper(_context);
        _connection = new Connection(_context, _tokens, _rest);
        _microphone = new Microphone(_context);
        _calls = new CallTable(_context, _microphone);
        var log = new RequestLog();
        var line = new CallLine(_context, _connection, _calls, log);
        _wakeUp = new WakeUp(_context, _connection, _calls);
        _dialling = new DialDesk(_context, line, _calls, _microphone, _rest, _tokens);
        _answering = new AnswerDesk(_context, line, _calls, _microphone, _wakeUp);
        _control = new ControlDesk(_context, line, _calls, _dialling, _answering);
        _restore = new Restore(_context, line, _calls)
        {
            Ring = restored => _answering.Ring(restored.CallId, restored.From, restored.FromName, restored.To),
            TellMute = _control.TellMute,
        };
        _inbox = new CallInbox(_context, line, _calls, _dialling, _answering, _restore);
        _errors = new ErrorDesk(_context, line, _calls, log, _tokens, _dialling);
        _connection.Up += SocketUp;
        _connection.Down += SocketDown;
        _connection.Received += Take;
        _calls.Ended += _ => ReleaseUnlessNeeded();
        _wakeUp.Missed += ReleaseUnlessNeeded;
    }

    /// <summary>The words that <see cref="Act"/> knows.</summary>
    public static IReadOnlyList<string> Actions { get; } =
    [
        "connect", "disconnect", "background", "foreground", "network up", "network down", "sign out", "sign in",
        "call", "answer", "reject", "hang up", "hold", "resume", "mute", "unmute",
        "transfer", "consult", "complete", "cancel transfer", "select address", "microphone", "push", "shift clock",
    ];

    public IReadOnlyList<SignallingSocket> Sockets => _connection.Sockets;

    public void Act(string action, ActionArguments args)
    {
        if (_context.Rules.Connection.QueuesActions && !_connection.IsUp && action is "call" or "hang up" or "hold" or "resume")
        {
            _queued.Add(() => Do(action, args));
            return;
        }

        Do(action, args);
    }

    /// <summary>The process dies: no goodbye, no event, no timer.</summary>
    public void Kill()
    {
        _context.Kill();
        foreach (var socket in Sockets)
        {
            socket.Abort();
        }

        _connection.GiveUp();
        _rest.Dispose();
    }

    private void Do(string action, ActionArguments args)
    {
        if (!ActOnConnection(action, args) && !ActOnCall(action, args))
        {
            throw new ArgumentException($"the reference client has no action '{action}'");
        }
    }

    private bool ActOnConnection(string action, ActionArguments args)
    {
        switch (action)
        {
            case "connect":
                Connect();
                break;
            case "disconnect":
                Disconnect();
                break;
            case "background":
                _isInBackground = true;
                ReleaseUnlessNeeded();
                break;
            case "foreground":
                Foreground();
                break;
            case "network up":
                _connection.Probe(_context.Rules.Connection.ProbeLimit, returnsAtOnce: false);
                _connection.RetryNow();
                break;
            case "network down":
                // Only the socket itself can tell whether it still works.
                break;
            case "sign out":
                Disconnect();
                _context.Storage.Token = null;
                _context.Storage.SignedIn = false;
                break;
            case "sign in":
                _context.Storage.Token = args.Text("token") ?? _context.Storage.Token;
                _context.Storage.SignedIn = true;
                Connect();
                break;
            case "select address":
                SelectAddress(args.Text("id"));
                break;
            case "shift clock":
                _context.ClockShift += args.Duration("by");
                break;
            case "push":
                _wakeUp.Push(new CallId(args.Required("call_id")), args.Text("from_number"), args.Text("from_name"), args.Text("to_number"));
                break;
            default:
                return false;
        }

        return true;
    }

    private bool ActOnCall(string action, ActionArguments args)
    {
        switch (action)
        {
            case "call":
                _dialling.Dial(args.Required("to"));
                break;
            case "answer":
                // Who answers has the app open: it stays connected after the call.
                _context.Storage.Online |= !_isInBackground;
                _answering.Answer(args.CallId);
                break;
            case "reject":
                _answering.Reject(args.CallId, args.Text("reason") == "busy" ? RejectReason.Busy : RejectReason.Decline);
                break;
            case "hang up":
                _control.HangUp(args.CallId);
                break;
            case "hold":
                _control.Hold(args.CallId);
                break;
            case "resume":
                _control.Resume(args.CallId);
                break;
            case "mute" or "unmute":
                _control.Mute(args.CallId, mutes: action == "mute");
                break;
            case "transfer":
                _control.Transfer(args.CallId, args.Required("to"));
                break;
            case "consult":
                _control.Consult(args.CallId, args.Required("to"));
                break;
            case "complete":
                _control.Complete(args.CallId);
                break;
            case "cancel transfer":
                _control.CancelTransfer(args.CallId);
                break;
            case "microphone":
                _microphone.Set(args.Required("state"), args.Duration("by"));
                break;
            default:
                return false;
        }

        return true;
    }

    private void Connect()
    {
        if (_context.Storage.SignedIn)
        {
            _connection.Connect();
        }
        else
        {
            _context.TellError(ErrorCode.AuthFailed, "nobody is signed in");
        }
    }

    private void Disconnect()
    {
        _context.Storage.Online = false;
        if (_context.Rules.Connection.HangsUpOnDisconnect)
        {
            _control.HangUpAll();
        }

        _connection.LetGo(reason: null);
    }

    private void Foreground()
    {
        _isInBackground = false;
        _tokens.Check();
        if (_connection.IsUp)
        {
            _connection.Probe(_context.Rules.Connection.ProbeLimit, returnsAtOnce: false);
        }
        else if (_context.Storage is { Online: true, SignedIn: true })
        {
            _connection.Resume();
        }
    }

    // An address is bound by an authenticate only, so it takes a new socket; not during a call, which would be lost (E911-09).
    private void SelectAddress(string? id)
    {
        _context.Storage.EmergencyAddressId = id;
        if (_connection.IsUp && _calls.Live.Count == 0)
        {
            _connection.LetGo("new address");
            _connection.Connect();
        }
    }

    private void SocketUp()
    {
        _restore.SocketBack();
        _wakeUp.SocketAlive();
        foreach (var action in _queued.ToArray())
        {
            _context.After(TimeSpan.Zero, action);
        }

        _queued.Clear();
    }

    private void SocketDown(LossKind kind)
    {
        if (kind == LossKind.Dropped)
        {
            _dialling.SocketLost();
            _restore.SocketLost();
            return;
        }

        foreach (var call in _calls.Live)
        {
            _calls.EndLocally(call, kind == LossKind.LetGo ? EndReason.Hangup : EndReason.Failed);
        }
    }

    private void Take(ServerMessage message)
    {
        switch (message)
        {
            case Error error:
                _errors.Take(error);
                break;
            case AuthRefreshed refreshed:
                _tokens.Take(refreshed);
                break;
            case NetworkChanged:
                _context.Tell("network changed");
                break;
            default:
                _inbox.Take(message);
                break;
        }
    }

    // In the background, or after a wake-up that came to nothing, the socket goes and the next call parks again (PUSH-07, PUSH-10).
    private void ReleaseUnlessNeeded()
    {
        var isWanted = _context.Storage.Online && (!_isInBackground || !_context.Rules.Push.ClosesInBackground);
        if (!isWanted && _calls.Live.Count == 0 && !_wakeUp.IsWaiting && _connection.State != ConnectionState.Stopped)
        {
            _connection.LetGo("background");
        }
    }
}
