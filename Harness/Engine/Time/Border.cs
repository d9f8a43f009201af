using FakeDialStack.Flow;

namespace Harness.Engine.Time;

/// <summary>
/// The virtual clock across a process border. To the fake it is the flow; the ends of its clients are counted by what their driver
/// reports. Whatever the fake sends to such a client lands in the ledger's inbox at once, and is handed over, one item at a time and in
/// the order in which it would be inside the process, by asking the driver to take exactly that much.
/// </summary>
internal sealed class Border(Ledger ledger, VirtualTime time, DateTimeOffset start, IReadOnlyList<string> lanes, IFarClients clients) : IFlow, IFollower
{
    private const int MostIdleAdvances = 1_000;

    private static readonly Action s_nothing = static () => { };

    private readonly Dictionary<SocketKey, FarSocket> _sockets = [];
    private readonly Dictionary<string, int> _answered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (RequestKey Key, int Open, int Kept)> _requests = new(StringComparer.Ordinal);
    private readonly double _start = (start - DateTimeOffset.UnixEpoch).TotalMilliseconds;
    private double? _next;
    private double _told = double.NegativeInfinity;
    private bool _isOver;
    private int _idle;

    /// <inheritdoc/>
    public Loop Loop => ledger.Loop;

    /// <inheritdoc/>
    public TimeSpan? NextDue => _next is { } next && !_isOver
        ? TimeSpan.FromTicks(Math.Max((long)Math.Round((next - _start) * TimeSpan.TicksPerMillisecond), time.Elapsed.Ticks))
        : null;

    private double Now => _start + time.Elapsed.TotalMilliseconds;

    /// <inheritdoc/>
    public void FireOne()
    {
        _told = Now;
        var before = _next;
        var state = clients.Advance(Now);
        // A timer that fired and left everything as it was, again and again, has not fired.
        _idle = state.Next == before && state.Said.Count == 0 ? _idle + 1 : 0;
        if (_idle > MostIdleAdvances)
        {
            throw new HarnessException($"The driver was told {MostIdleAdvances} times to fire the timer that 'state.next' names, and 'state.next' stays where it is.");
        }

        Take(state);
    }

    /// <summary>Takes over what a driver answered to something that it was asked. On the loop.</summary>
    public void Take(FarState state)
    {
        foreach (var word in state.Said.OrderBy(static w => w.Lane, StringComparer.Ordinal))
        {
            word.Hear();
        }

        lock (Loop.Gate)
        {
            _next = state.Next;
            foreach (var (key, socket) in _sockets)
            {
                if (state.Sockets.TryGetValue((key.Lane, socket.Number), out var reported))
                {
                    TakeSocket(key, socket, reported.Sent, reported.IsEnding);
                }
            }

            TakeRequests(state.Open);
        }
    }

    /// <summary>Lets the clients know what time it is, if time has passed since they were last asked for something. On the loop.</summary>
    public void TellTime()
    {
        if (_told < Now)
        {
            Ask();
        }
    }

    /// <summary>The run is over: nobody is asked any more.</summary>
    public void Close() => _isOver = true;

    /// <inheritdoc/>
    public string WhyStuck() => !clients.SeesPings && _sockets.Values.Any(static s => s.PingsUnderWay > 0)
        ? " The driver does not see pings, so a ping counts as settled when its pong comes, and none came: play this client under --clock real."
        : "";

    /// <inheritdoc/>
    public void RequestOpened(RequestKey request) => ledger.RequestOpened(request);

    /// <inheritdoc/>
    public void RequestArrived(RequestKey request, Action handOver)
    {
        Know(request);
        ledger.RequestArrived(request, handOver);
    }

    /// <inheritdoc/>
    public void RequestAnswered(RequestKey request)
    {
        lock (Loop.Gate)
        {
            ledger.RequestAnswered(request);
            if (IsFar(request.Lane))
            {
                KeepAnswer(request);
            }
        }
    }

    /// <inheritdoc/>
    public void RequestGone(RequestKey request, Action handOver) => ledger.RequestGone(request, handOver);

    /// <inheritdoc/>
    public void RequestLanded(RequestKey request, bool abandoned, Action handOver) => ledger.RequestLanded(request, abandoned, handOver);

    /// <inheritdoc/>
    public void RequestAbandoned(RequestKey request) => ledger.RequestAbandoned(request);

    /// <inheritdoc/>
    public void SocketOpening(SocketKey socket) => ledger.SocketOpening(socket);

    /// <inheritdoc/>
    public void SocketAccepted(SocketKey socket)
    {
        lock (Loop.Gate)
        {
            if (IsFar(socket.Lane))
            {
                _sockets[socket] = new FarSocket(_sockets.Keys.Count(k => k.Lane == socket.Lane) + 1);
                ledger.SocketOpening(socket);
            }

            ledger.SocketAccepted(socket);
        }
    }

    /// <inheritdoc/>
    public void FrameSent(SocketKey socket, Side from, FrameKind kind)
    {
        lock (Loop.Gate)
        {
            if (!_sockets.TryGetValue(socket, out var far))
            {
                ledger.FrameSent(socket, from, kind);
            }
            else if (kind == FrameKind.Ping && !clients.SeesPings)
            {
                // Nobody tells when it has arrived, but its pong will.
                far.PingsUnderWay++;
                ledger.FrameSent(socket, Side.Client, FrameKind.Pong);
            }
            else if (kind == FrameKind.Message || (kind is FrameKind.Ping or FrameKind.Pong && clients.SeesPings))
            {
                ledger.FrameSent(socket, Side.Server, kind);
                ledger.FrameLanded(socket, Side.Client, kind, () => HandOver(far, static s => s.Asked++));
            }
        }
    }

    /// <inheritdoc/>
    public void FrameLanded(SocketKey socket, Side at, FrameKind kind, Action handOver)
    {
        lock (Loop.Gate)
        {
            if (_sockets.TryGetValue(socket, out var far) && !IsCounted(far, kind))
            {
                ledger.FrameSent(socket, Side.Client, kind);
            }

            ledger.FrameLanded(socket, at, kind, handOver);
        }
    }

    /// <inheritdoc/>
    public void SocketEnding(SocketKey socket) => ledger.SocketEnding(socket);

    /// <inheritdoc/>
    public void SocketEnded(SocketKey socket, Side at, Action handOver)
    {
        lock (Loop.Gate)
        {
            ledger.SocketEnded(socket, at, handOver);
            if (_sockets.TryGetValue(socket, out var far))
            {
                far.IsEnding = true;
                ledger.SocketEnded(socket, Side.Client, () => HandOver(far, static s => s.AskedEnd = true));
            }
        }
    }

    /// <inheritdoc/>
    public IDisposable Hold(string why) => ledger.Hold(why);

    private bool IsFar(string lane) => lanes.Contains(lane, StringComparer.Ordinal);

    // Fragments are counted with the last of them; pings and pongs only where the driver sees them.
    private bool IsCounted(FarSocket socket, FrameKind kind)
    {
        switch (kind)
        {
            case FrameKind.Fragment:
                return false;
            case FrameKind.Pong when !clients.SeesPings && socket.PingsUnderWay > 0:
                socket.PingsUnderWay--;
                return true;
            case FrameKind.Ping or FrameKind.Pong:
                return clients.SeesPings;
            default:
                return true;
        }
    }

    private void Know(RequestKey request)
    {
        lock (Loop.Gate)
        {
            if (IsFar(request.Lane))
            {
                _requests.TryAdd(NameOf(request), (request, 0, 0));
            }
        }
    }

    private void KeepAnswer(RequestKey request)
    {
        var name = NameOf(request);
        var known = _requests[name];
        _requests[name] = known with { Open = known.Open - 1, Kept = known.Kept + 1 };
        // An accepted upgrade is answered right after it was accepted: the socket opens with that answer.
        var opening = _sockets.Where(s => s.Key.Lane == request.Lane && !s.Value.IsOpening).Select(static s => s.Value).ToList();
        opening.ForEach(static s => s.IsOpening = true);
        ledger.RequestLanded(request, abandoned: false, () =>
        {
            lock (Loop.Gate)
            {
                _requests[name] = _requests[name] with { Kept = _requests[name].Kept - 1 };
                _answered[name] = _answered.GetValueOrDefault(name) + 1;
                opening.ForEach(static s => s.IsOpen = true);
            }

            Ask();
        });
    }

    private void HandOver(FarSocket socket, Action<FarSocket> change)
    {
        change(socket);
        Ask();
    }

    private void Ask()
    {
        if (!_isOver)
        {
            _told = Now;
            Take(clients.Settle(
                Now,
                _sockets.Where(static s => s.Value.IsOpen).ToDictionary(
                    static s => (s.Key.Lane, s.Value.Number), static s => (s.Value.Asked, s.Value.AskedEnd)),
                new Dictionary<string, int>(_answered, StringComparer.Ordinal)));
        }
    }

    private void TakeSocket(SocketKey key, FarSocket socket, int sent, bool isEnding)
    {
        for (; socket.Sent < sent; socket.Sent++)
        {
            ledger.FrameSent(key, Side.Client, FrameKind.Message);
        }

        if (isEnding && !socket.IsEnding)
        {
            socket.IsEnding = true;
            ledger.SocketEnding(key);
        }
    }

    // What the driver holds open, less the answers that wait in the inbox, is what must rest at the fake.
    private void TakeRequests(IReadOnlyDictionary<string, int> open)
    {
        foreach (var name in open.Keys.Where(n => !_requests.ContainsKey(n)))
        {
            _requests[name] = (KeyOf(name), 0, 0);
        }

        foreach (var (name, (key, before, kept)) in _requests.ToList())
        {
            // The wish for a token is counted where it is heard.
            if (key.Method == Token)
            {
                continue;
            }

            var now = open.GetValueOrDefault(name) - kept;
            for (var i = before; i < now; i++)
            {
                ledger.RequestOpened(key);
            }

            for (var i = now; i < before; i++)
            {
                // Given up by the client: the server sees it, too, and nobody waits for an answer.
                ledger.RequestAbandoned(key);
                ledger.RequestLanded(key, abandoned: true, s_nothing);
            }

            _requests[name] = (key, now, kept);
        }
    }

    /// <summary>A client asks its app for a token: a request like others, that the harness answers. On the loop.</summary>
    /// <param name="lane">Whose.</param>
    /// <param name="mint">Gets one and gives it to the driver; completes when that is done.</param>
    public void TokenWanted(string lane, Func<Task> mint)
    {
        var key = new RequestKey(lane, Token, "");
        RequestOpened(key);
        lock (Loop.Gate)
        {
            Know(key);
            _requests[NameOf(key)] = _requests[NameOf(key)] with { Open = _requests[NameOf(key)].Open + 1 };
        }

        RequestArrived(key, () => Loop.Spawn(async () =>
        {
            await mint();
            RequestAnswered(key);
        }));
    }

    private const string Token = "token";

    private static string NameOf(RequestKey key) => key.Path.Length == 0 ? $"{key.Lane} {key.Method}" : $"{key.Lane} {key.Method} {key.Path}";

    private static RequestKey KeyOf(string name) => name.Split(' ', 3) is [var lane, var method, .. var path]
        ? new RequestKey(lane, method, path.Length > 0 ? path[0] : "")
        : throw new HarnessException($"The driver counts '{name}', which is no 'lane METHOD /path'.");

    private sealed class FarSocket(int number)
    {
        public int Number { get; } = number;

        /// <summary>The answer that opens it is on its way to the client, or has been handed over.</summary>
        public bool IsOpening { get; set; }

        /// <summary>That answer has been handed over.</summary>
        public bool IsOpen { get; set; }

        public int Sent { get; set; }

        public int Asked { get; set; }

        public bool AskedEnd { get; set; }

        public bool IsEnding { get; set; }

        public int PingsUnderWay { get; set; }
    }
}
