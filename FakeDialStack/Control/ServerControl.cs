using FakeDialStack.Accounts;
using FakeDialStack.Frames;
using FakeDialStack.Protocol;
using FakeDialStack.Pstn;
using FakeDialStack.Sessions;

namespace FakeDialStack.Control;

/// <summary>Makes the fake do what it would not do by itself: rules, faults, injections, races, far ends. Loop only.</summary>
public sealed class ServerControl
{
    private readonly RuleBook _rules;
    private readonly Door _door;
    private readonly PeerNetworks _networks;
    private readonly SessionRegister _sessions;
    private readonly Func<Account, AccountWorld> _worldOf;

    internal ServerControl(RuleBook rules, Door door, PeerNetworks networks, SessionRegister sessions, Func<Account, AccountWorld> worldOf)
    {
        _rules = rules;
        _door = door;
        _networks = networks;
        _sessions = sessions;
        _worldOf = worldOf;
    }

    /// <summary>All rules, spent ones included, in the order in which they were made.</summary>
    public IReadOnlyList<Rule> Rules => _rules.Rules;

    /// <summary>What waits at the door, in a stable order: by client, to it before from it.</summary>
    public IReadOnlyList<HeldLane> Held => _door.Held;

    /// <summary>From here on the rule works.</summary>
    /// <exception cref="ArgumentException">A delay without its length.</exception>
    public void AddRule(Rule rule) => _rules.Add(rule);

    /// <summary>No rule works any more.</summary>
    internal void ClearRules() => _rules.Clear();

    /// <summary>Does something to the network of a client, its open sockets and those to come.</summary>
    /// <param name="peer">Whose.</param>
    /// <param name="fault">What.</param>
    /// <param name="by">How much, for <see cref="NetworkFault.Delay"/>.</param>
    /// <exception cref="ArgumentException">A delay without its length.</exception>
    public void SetNetwork(string peer, NetworkFault fault, TimeSpan? by = null)
    {
        var network = _networks.Of(peer);
        switch (fault)
        {
            case NetworkFault.Drop:
                Each(peer, static s => s.Drop());
                break;
            case NetworkFault.Cut:
                Each(peer, static s => s.Cut());
                break;
            case NetworkFault.Stall:
                network.IsStalled = true;
                Each(peer, static s => s.Stall());
                break;
            case NetworkFault.Restore:
                network.Restore();
                Each(peer, static s => s.Restore());
                break;
            case NetworkFault.Delay:
                network.IsStalled = false;
                network.Delay = by ?? throw new ArgumentException("A delay needs its length.", nameof(by));
                Each(peer, s => s.Delay(by.Value));
                break;
            case NetworkFault.Corrupt:
                network.CorruptNext = true;
                break;
            case NetworkFault.HalfOpen:
                Each(peer, static s => s.HalfOpen());
                break;
            case NetworkFault.Block:
                network.IsBlocked = true;
                break;
            default:
                throw new ArgumentException($"There is no fault {fault}.", nameof(fault));
        }
    }

    /// <summary>Whether new connections of this client are broken off. Any thread.</summary>
    public bool IsBlocked(string peer) => _networks.IsBlocked(peer);

    /// <summary>Whether the client has an open socket of this number, or any.</summary>
    public bool HasSocket(string peer, int? socket = null) => Find(peer, socket) is not null;

    /// <summary>Sends a message.</summary>
    /// <param name="peer">To whom.</param>
    /// <param name="socket">Number of the socket; null for the newest.</param>
    /// <param name="message">What.</param>
    /// <exception cref="InvalidOperationException">There is no such open socket.</exception>
    public void Inject(string peer, int? socket, ServerMessage message) =>
        Open(peer, socket).SendText(WireCodec.Write(message), message.Type, injected: true);

    /// <summary>Sends text of any kind.</summary>
    /// <param name="peer">To whom.</param>
    /// <param name="socket">Number of the socket; null for the newest.</param>
    /// <param name="text">What.</param>
    /// <param name="fragments">In how many frames.</param>
    /// <exception cref="InvalidOperationException">There is no such open socket.</exception>
    public void InjectText(string peer, int? socket, string text, int fragments = 1) =>
        Open(peer, socket).SendText(text, "ws.text", injected: true, fragments);

    /// <summary>Sends a frame of any kind, broken ones included.</summary>
    /// <exception cref="InvalidOperationException">There is no such open socket.</exception>
    public void InjectFrame(string peer, int? socket, Frame frame)
    {
        if (frame.OpCode == OpCode.Close)
        {
            CloseSocket(peer, socket, frame.CloseCode, frame.CloseReason);
            return;
        }

        Open(peer, socket).SendFrame(frame, injected: true);
    }

    /// <summary>Closes a socket as no error would: the session is taken for dropped.</summary>
    /// <exception cref="InvalidOperationException">There is no such open socket.</exception>
    public void CloseSocket(string peer, int? socket, int code, string reason)
    {
        var open = Open(peer, socket);
        open.ClosedByRule();
        open.Close(code, reason);
    }

    /// <summary>From now on text frames are kept at the door, both ways.</summary>
    public void HoldFrames() => _door.Hold();

    /// <summary>What comes from now on passes, but not past frames that wait on its own lane.</summary>
    public void StopHolding() => _door.StopHolding();

    /// <summary>Lets the next frame of a lane through.</summary>
    /// <exception cref="InvalidOperationException">None waits there.</exception>
    public void ReleaseNext(string peer, bool fromClient) => _door.ReleaseNext(peer, fromClient);

    /// <summary>Lets everything through, in the order of arrival, and holds no more.</summary>
    public void OpenDoor() => _door.Open();

    /// <summary>Sets a switch or a limit of an account by its name.</summary>
    /// <exception cref="ArgumentException">Unknown name, or a value that it cannot have.</exception>
    public void Set(Account account, string name, string value) => account.Settings = account.Settings.With(name, value);

    /// <summary>Drains an account's sockets, as before a deploy: fatal <c>going_away</c>, then the close.</summary>
    public void GoAway(Account account)
    {
        foreach (var session in _sessions.All().Where(s => s.Socket.Account == account.Id))
        {
            session.Fail(ErrorCode.GoingAway, "this server is being drained");
        }
    }

    /// <summary>Puts somebody on the PSTN leg of an account.</summary>
    /// <exception cref="ArgumentException">The account has a far end of that name.</exception>
    public FarEnd AddFarEnd(Account account, string name, string number, FarEndBehaviour behaviour = FarEndBehaviour.Scripted) =>
        _worldOf(account).FarEnds.Add(name, number, behaviour);

    private ClientSocket? Find(string peer, int? socket) =>
        _sessions.Of(peer).Select(s => s.Socket).LastOrDefault(s => s.IsOpen && (socket is null || s.Number == socket));

    private ClientSocket Open(string peer, int? socket) => Find(peer, socket)
        ?? throw new InvalidOperationException(socket is null ? $"{peer} has no open socket." : $"Socket {socket} of {peer} is not open.");

    private void Each(string peer, Action<ClientSocket> happen)
    {
        foreach (var session in _sessions.Of(peer))
        {
            happen(session.Socket);
        }
    }
}
