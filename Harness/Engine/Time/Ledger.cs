using System.Globalization;
using System.Text;
using FakeDialStack.Flow;

namespace Harness.Engine.Time;

/// <summary>
/// Counts at both ends what is outside the loop, and keeps what lands in an inbox until everything is accounted for.
/// All members are guarded by the loop's gate, so that queue, counts and inbox are always judged together.
/// </summary>
internal sealed class Ledger(Loop loop) : IFlow
{
    private readonly SortedDictionary<string, RequestCount> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<SocketKey, SocketCount> _sockets = [];
    private readonly List<string> _holds = [];
    private readonly PriorityQueue<Action, (string Lane, int Kind, string Key, int Ordinal, long Number)> _inbox = new(InboxOrder.Instance);
    private readonly Dictionary<string, int> _ordinals = new(StringComparer.Ordinal);
    private long _landings;

    /// <inheritdoc/>
    public Loop Loop { get; } = loop;

    /// <summary>Nothing is on its way. Only while holding the gate.</summary>
    public bool IsBalanced =>
        _holds.Count == 0
        && _requests.Values.All(static r => r.Open == r.Resting)
        && _sockets.Values.All(static s => s.IsBalanced);

    /// <summary>Takes the first item of the inbox. Only while holding the gate.</summary>
    public bool TryTake(out Action handOver) => _inbox.TryDequeue(out handOver!, out _);

    /// <summary>Which counts do not balance, for people. Only while holding the gate.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        foreach (var (key, count) in _requests.Where(static r => r.Value.Open != r.Value.Resting))
        {
            text.Append(CultureInfo.InvariantCulture, $"; {key}: {count.Open} asked, {count.Resting} at the server");
        }

        foreach (var (key, count) in _sockets.Where(static s => !s.Value.IsBalanced))
        {
            text.Append(CultureInfo.InvariantCulture, $"; socket of {key.Lane}: {count.Describe()}");
        }

        foreach (var hold in _holds)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {hold}");
        }

        return text.Length == 0 ? "nothing is missing" : text.ToString(2, text.Length - 2);
    }

    public void RequestOpened(RequestKey request) => Change(() => CountOf(request).Open++);

    public void RequestArrived(RequestKey request, Action handOver) => Land(request.Lane, 0, KeyOf(request), 0, handOver, () => CountOf(request).Resting++);

    public void RequestAnswered(RequestKey request) => Change(() => CountOf(request).Resting--);

    public void RequestGone(RequestKey request, Action handOver) => Land(request.Lane, 1, KeyOf(request), 0, handOver, () => CountOf(request).Resting--);

    public void RequestAbandoned(RequestKey request) => Change(() =>
    {
        CountOf(request).Open--;
        _holds.Add(AbandonedHold(request));
    });

    public void RequestLanded(RequestKey request, bool abandoned, Action handOver) => Land(request.Lane, 2, KeyOf(request), 0, handOver, () =>
    {
        if (abandoned)
        {
            _holds.Remove(AbandonedHold(request));
        }
        else
        {
            CountOf(request).Open--;
        }
    });

    public void SocketOpening(SocketKey socket) => Change(() =>
    {
        var ordinal = _ordinals.GetValueOrDefault(socket.Lane) + 1;
        _ordinals[socket.Lane] = ordinal;
        _sockets[socket] = new SocketCount(ordinal);
    });

    public void SocketAccepted(SocketKey socket) => Change(() => Of(socket).Accepted = true);

    public void FrameSent(SocketKey socket, Side from, FrameKind kind) => Change(() => Of(socket).Sent(from)++);

    public void FrameLanded(SocketKey socket, Side at, FrameKind kind, Action handOver) =>
        Land(socket.Lane, 3, KeyOf(at), Of(socket).Ordinal, handOver, () => Of(socket).Landed(at)++);

    public void SocketEnding(SocketKey socket) => Change(() => Of(socket).Ending = true);

    public void SocketEnded(SocketKey socket, Side at, Action handOver) => Land(socket.Lane, 3, KeyOf(at), Of(socket).Ordinal, handOver, () =>
    {
        var count = Of(socket);
        count.Ended(at) = true;
        count.Ending = true;
    });

    public IDisposable Hold(string why)
    {
        Change(() => _holds.Add(why));
        return new Held(this, why);
    }

    private static string AbandonedHold(RequestKey request) => $"{request.Lane} gave up {request.Method} {request.Path}, which has not come back";

    // Both ends of a socket may land something at once: the server's end comes first.
    private static string KeyOf(Side at) => at == Side.Server ? "1" : "2";

    private static string KeyOf(RequestKey request) => $"{request.Lane} {request.Method} {request.Path}";

    private RequestCount CountOf(RequestKey request)
    {
        var key = KeyOf(request);
        if (!_requests.TryGetValue(key, out var count))
        {
            _requests[key] = count = new RequestCount();
        }

        return count;
    }

    private SocketCount Of(SocketKey socket)
    {
        lock (Loop.Gate)
        {
            // A client that does not announce its sockets (the fake alone, in a test) gets a count all the same.
            if (!_sockets.TryGetValue(socket, out var count))
            {
                _sockets[socket] = count = new SocketCount(0);
            }

            return count;
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

    private void Land(string lane, int kind, string key, int ordinal, Action handOver, Action count)
    {
        lock (Loop.Gate)
        {
            count();
            _inbox.Enqueue(handOver, (lane, kind, key, ordinal, ++_landings));
            Monitor.PulseAll(Loop.Gate);
        }
    }

    private sealed class Held(Ledger ledger, string why) : IDisposable
    {
        private int _released;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _released, 1) == 0)
            {
                ledger.Change(() => ledger._holds.Remove(why));
            }
        }
    }

    private sealed class RequestCount
    {
        public int Open { get; set; }

        public int Resting { get; set; }
    }

    private sealed class SocketCount(int ordinal)
    {
        private long _clientSent;
        private long _clientLanded;
        private long _serverSent;
        private long _serverLanded;
        private bool _clientEnded;
        private bool _serverEnded;

        public int Ordinal { get; } = ordinal;

        public bool Accepted { get; set; }

        public bool Ending { get; set; }

        public bool IsBalanced =>
            !Accepted
            || (Ending ? _clientEnded && _serverEnded : _clientSent == _serverLanded && _serverSent == _clientLanded);

        public ref long Sent(Side side) => ref side == Side.Client ? ref _clientSent : ref _serverSent;

        public ref long Landed(Side side) => ref side == Side.Client ? ref _clientLanded : ref _serverLanded;

        public ref bool Ended(Side side) => ref side == Side.Client ? ref _clientEnded : ref _serverEnded;

        public string Describe() => Ending
            ? $"ending, seen by {(_clientEnded ? "the client" : _serverEnded ? "the server" : "nobody")} only"
            : $"client sent {_clientSent}, server read {_serverLanded}; server sent {_serverSent}, client read {_clientLanded}";
    }

    private sealed class InboxOrder : IComparer<(string Lane, int Kind, string Key, int Ordinal, long Number)>
    {
        public static InboxOrder Instance { get; } = new();

        public int Compare((string Lane, int Kind, string Key, int Ordinal, long Number) x, (string Lane, int Kind, string Key, int Ordinal, long Number) y)
        {
            var lane = string.CompareOrdinal(x.Lane, y.Lane);
            return lane != 0 ? lane
                : x.Kind != y.Kind ? x.Kind.CompareTo(y.Kind)
                : !string.Equals(x.Key, y.Key, StringComparison.Ordinal) ? string.CompareOrdinal(x.Key, y.Key)
                : x.Ordinal != y.Ordinal ? x.Ordinal.CompareTo(y.Ordinal)
                : x.Number.CompareTo(y.Number);
        }
    }
}
