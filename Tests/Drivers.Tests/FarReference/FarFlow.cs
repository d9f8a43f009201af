using FakeDialStack.Flow;

namespace Drivers.Tests.FarReference;

/// <summary>
/// The driver's side of the counting, for clients that live on a loop: what arrives is kept until a settle hands it over, what leaves is
/// counted. The same rules as in the JavaScript kit, written from the contract.
/// </summary>
/// <param name="loop">Where the clients live.</param>
/// <param name="unseen">Answers pings as a library does, unseen and uncounted; null: they are seen and counted.</param>
internal sealed class FarFlow(Loop loop, Action<Action>? unseen) : IFlow
{
    private const string UpgradePath = "/v1/webrtc";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);

    private readonly Dictionary<SocketKey, FarSocket> _sockets = [];
    private readonly Dictionary<string, List<SocketKey>> _opening = [];
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<Action>> _answers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _landed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _handed = new(StringComparer.Ordinal);

    public Loop Loop { get; } = loop;

    public IReadOnlyDictionary<string, int> Open
    {
        get
        {
            lock (Loop.Gate)
            {
                return _open.Where(static o => o.Value > 0).ToDictionary();
            }
        }
    }

    public IEnumerable<(string Name, int Sent, bool Ending, bool Ended)> Sockets
    {
        get
        {
            lock (Loop.Gate)
            {
                return [.. _sockets.Values.Where(static s => s.Number > 0).Select(static s => (s.Name, s.Sent, s.IsEnding, s.IsEndHanded))];
            }
        }
    }

    /// <summary>Waits until everything that may be handed over has arrived, and gives it out in order. On the loop's thread.</summary>
    public void HandOver(IReadOnlyDictionary<string, (int Sent, bool Ended)> sockets, IReadOnlyDictionary<string, int> answered, Action<Action> run)
    {
        foreach (var (name, count) in answered.OrderBy(static a => a.Key, StringComparer.Ordinal))
        {
            for (var i = _handed.GetValueOrDefault(name); i < count; i++)
            {
                Wait(name, () => _landed.GetValueOrDefault(name) >= count);
                _handed[name] = i + 1;
                run(() =>
                {
                    lock (Loop.Gate)
                    {
                        _open[name]--;
                    }

                    NumberOpened(name);
                    _answers[name].Dequeue()();
                });
            }
        }

        foreach (var (name, wanted) in sockets.OrderBy(static s => s.Key, StringComparer.Ordinal))
        {
            var socket = _sockets.Values.Single(s => s.Name == name);
            Wait(name, () => socket.Landed >= wanted.Sent || socket.HasEnded || socket.IsEnding);
            while (socket.Handed < wanted.Sent && socket.Kept.TryDequeue(out var frame))
            {
                socket.Handed++;
                run(frame);
            }

            if (wanted.Ended && !socket.IsEndHanded)
            {
                Wait($"the end of {name}", () => socket.HasEnded);
                socket.IsEndHanded = true;
                run(socket.End!);
            }
        }
    }

    public void RequestOpened(RequestKey request) => Change(() => _open[NameOf(request)] = _open.GetValueOrDefault(NameOf(request)) + 1);

    public void RequestLanded(RequestKey request, bool abandoned, Action handOver) => Change(() =>
    {
        if (abandoned)
        {
            Loop.Post(handOver);
            return;
        }

        _landed[NameOf(request)] = _landed.GetValueOrDefault(NameOf(request)) + 1;
        Kept(NameOf(request)).Enqueue(handOver);
    });

    public void RequestAbandoned(RequestKey request) => Change(() => _open[NameOf(request)]--);

    public void SocketOpening(SocketKey socket) => Change(() =>
    {
        _sockets[socket] = new FarSocket(socket.Lane);
        (_opening.TryGetValue(socket.Lane, out var opening) ? opening : _opening[socket.Lane] = []).Add(socket);
    });

    public void FrameSent(SocketKey socket, Side from, FrameKind kind)
    {
        if (kind == FrameKind.Message || (IsControl(kind) && unseen is null))
        {
            Change(() => _sockets[socket].Sent++);
        }
    }

    public void FrameLanded(SocketKey socket, Side at, FrameKind kind, Action handOver) => Change(() =>
    {
        if (IsControl(kind) && unseen is not null)
        {
            unseen(handOver);
            return;
        }

        var far = _sockets[socket];
        far.Partial.Add(handOver);
        if (kind != FrameKind.Fragment)
        {
            var whole = far.Partial.ToArray();
            far.Partial.Clear();
            far.Landed++;
            far.Kept.Enqueue(() => Array.ForEach(whole, static part => part()));
        }
    });

    public void SocketEnding(SocketKey socket) => Change(() => _sockets[socket].IsEnding = true);

    public void SocketEnded(SocketKey socket, Side at, Action handOver) => Change(() =>
    {
        _sockets[socket].HasEnded = true;
        _sockets[socket].End = handOver;
    });

    public void SocketAccepted(SocketKey socket) => throw new InvalidOperationException("A client accepts no sockets.");

    public void RequestArrived(RequestKey request, Action handOver) => throw new InvalidOperationException("A client serves no requests.");

    public void RequestAnswered(RequestKey request) => throw new InvalidOperationException("A client serves no requests.");

    public void RequestGone(RequestKey request, Action handOver) => throw new InvalidOperationException("A client serves no requests.");

    public IDisposable Hold(string why) => throw new InvalidOperationException("A client holds nothing.");

    /// <summary>A wish for a token is under way, and its answer has come.</summary>
    public void TokenAsked(string lane) => Change(() => _open[$"{lane} token"] = _open.GetValueOrDefault($"{lane} token") + 1);

    public void TokenCame(string lane, Action handOver) => Change(() =>
    {
        _landed[$"{lane} token"] = _landed.GetValueOrDefault($"{lane} token") + 1;
        Kept($"{lane} token").Enqueue(handOver);
    });

    private static bool IsControl(FrameKind kind) => kind is FrameKind.Ping or FrameKind.Pong;

    private static string NameOf(RequestKey request) => $"{request.Lane} {request.Method} {request.Path}";

    // An upgrade that was answered and whose socket has not ended is the next socket of its lane.
    private void NumberOpened(string request)
    {
        var lane = request.Split(' ')[0];
        if (!request.EndsWith(" GET " + UpgradePath, StringComparison.Ordinal))
        {
            return;
        }

        var key = _opening[lane][0];
        _opening[lane].RemoveAt(0);
        if (!_sockets[key].HasEnded || _sockets[key].Landed > 0)
        {
            _sockets[key].Number = _sockets.Values.Count(s => s.Lane == lane && s.Number > 0) + 1;
        }
    }

    private Queue<Action> Kept(string name) => _answers.TryGetValue(name, out var kept) ? kept : _answers[name] = new Queue<Action>();

    private void Wait(string what, Func<bool> done)
    {
        lock (Loop.Gate)
        {
            while (!done())
            {
                if (!Monitor.Wait(Loop.Gate, s_patience))
                {
                    throw new TimeoutException($"{what} has not arrived.");
                }
            }
        }
    }

    private void Change(Action change)
    {
        lock (Loop.Gate)
        {
            change();
            Monitor.PulseAll(Loop.Gate);
        }
    }

    private sealed class FarSocket(string lane)
    {
        public string Lane { get; } = lane;

        public int Number { get; set; }

        public string Name => $"{Lane}#{Number}";

        public int Sent { get; set; }

        public int Landed { get; set; }

        public int Handed { get; set; }

        public bool IsEnding { get; set; }

        public bool HasEnded { get; set; }

        public bool IsEndHanded { get; set; }

        public Action? End { get; set; }

        public List<Action> Partial { get; } = [];

        public Queue<Action> Kept { get; } = new();
    }
}
