namespace FakeDialStack.Flow;

/// <summary>The flow of real time: what lands is posted to the loop at once, and nothing is counted.</summary>
public sealed class FreeFlow(Loop loop) : IFlow
{
    /// <inheritdoc/>
    public Loop Loop { get; } = loop;

    /// <inheritdoc/>
    public void RequestOpened(RequestKey request)
    {
    }

    /// <inheritdoc/>
    public void RequestArrived(RequestKey request, Action handOver) => Loop.Post(handOver);

    /// <inheritdoc/>
    public void RequestAnswered(RequestKey request)
    {
    }

    /// <inheritdoc/>
    public void RequestGone(RequestKey request, Action handOver) => Loop.Post(handOver);

    /// <inheritdoc/>
    public void RequestLanded(RequestKey request, bool abandoned, Action handOver) => Loop.Post(handOver);

    /// <inheritdoc/>
    public void RequestAbandoned(RequestKey request)
    {
    }

    /// <inheritdoc/>
    public void SocketOpening(SocketKey socket)
    {
    }

    /// <inheritdoc/>
    public void SocketAccepted(SocketKey socket)
    {
    }

    /// <inheritdoc/>
    public void FrameSent(SocketKey socket, Side from, FrameKind kind)
    {
    }

    /// <inheritdoc/>
    public void FrameLanded(SocketKey socket, Side at, FrameKind kind, Action handOver) => Loop.Post(handOver);

    /// <inheritdoc/>
    public void SocketEnding(SocketKey socket)
    {
    }

    /// <inheritdoc/>
    public void SocketEnded(SocketKey socket, Side at, Action handOver) => Loop.Post(handOver);

    /// <inheritdoc/>
    public IDisposable Hold(string why) => NothingHeld.Instance;

    private sealed class NothingHeld : IDisposable
    {
        public static NothingHeld Instance { get; } = new();

        public void Dispose()
        {
        }
    }
}
