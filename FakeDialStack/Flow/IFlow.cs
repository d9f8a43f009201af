namespace FakeDialStack.Flow;

/// <summary>Which end of a socket something happened at.</summary>
public enum Side
{
    /// <summary>The end that asked for the upgrade.</summary>
    Client,

    /// <summary>The end that accepted it.</summary>
    Server,
}

/// <summary>What of a WebSocket message a frame is, as far as counting goes.</summary>
public enum FrameKind
{
    /// <summary>A whole message, or its last fragment.</summary>
    Message,

    /// <summary>A fragment that others follow.</summary>
    Fragment,

    /// <summary>A ping: libraries answer it by themselves, often unseen.</summary>
    Ping,

    /// <summary>The answer to a ping.</summary>
    Pong,
}

/// <summary>One kind of HTTP request of one lane; several may be under way with the same key.</summary>
/// <param name="Lane">Who asks: the peer label of a client, or the name of the party a webhook goes to.</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">Path without the query.</param>
public readonly record struct RequestKey(string Lane, string Method, string Path);

/// <summary>One WebSocket, known by the same name at both ends before either end answers.</summary>
/// <param name="Lane">The peer label of the client.</param>
/// <param name="Id">The value of <c>Sec-WebSocket-Key</c>, which the client chose.</param>
public readonly record struct SocketKey(string Lane, string Id);

/// <summary>
/// What crosses the border of the loop. Everything that leaves or reaches the loop by way of a socket is announced here,
/// at both ends, so that a virtual clock can know by counting that nothing is on its way. In real time
/// (<see cref="FreeFlow"/>) nothing is counted.
/// <para>Decisions (opened, answered, sent, ending) are announced on the loop when they are taken; arrivals
/// (arrived, landed, ended) from whichever thread sees them, and the action given runs on the loop later.</para>
/// </summary>
public interface IFlow
{
    /// <summary>The loop that hands over what lands.</summary>
    Loop Loop { get; }

    /// <summary>The asking end has decided to send a request. Dispose-free: see <see cref="OutsideRequest"/>.</summary>
    void RequestOpened(RequestKey request);

    /// <summary>The answering end has read the whole request, which now rests there.</summary>
    void RequestArrived(RequestKey request, Action handOver);

    /// <summary>The answering end has decided on its answer.</summary>
    void RequestAnswered(RequestKey request);

    /// <summary>The answering end found that the asking end has gone; takes the place of answered.</summary>
    void RequestGone(RequestKey request, Action handOver);

    /// <summary>The asking end has the whole answer, or the failure. <paramref name="abandoned"/>: it had given up before.</summary>
    void RequestLanded(RequestKey request, bool abandoned, Action handOver);

    /// <summary>The asking end has given up on a request that has not landed.</summary>
    void RequestAbandoned(RequestKey request);

    /// <summary>The client has decided to ask for an upgrade; fixes the order of the sockets of a lane.</summary>
    void SocketOpening(SocketKey socket);

    /// <summary>The server has decided to accept; from here on both ends must report the end of the socket.</summary>
    void SocketAccepted(SocketKey socket);

    /// <summary>One end has decided to send a frame.</summary>
    void FrameSent(SocketKey socket, Side from, FrameKind kind);

    /// <summary>One end has read a frame.</summary>
    void FrameLanded(SocketKey socket, Side at, FrameKind kind, Action handOver);

    /// <summary>Somebody has decided to end the socket: counts no longer matter, both ends must report the end.</summary>
    void SocketEnding(SocketKey socket);

    /// <summary>One end has seen the end. Exactly once for each end.</summary>
    void SocketEnded(SocketKey socket, Side at, Action handOver);

    /// <summary>Something is under way that no count covers. Dispose when the next count covers it.</summary>
    IDisposable Hold(string why);
}
