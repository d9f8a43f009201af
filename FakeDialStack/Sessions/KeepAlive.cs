using System.Globalization;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Frames;

namespace FakeDialStack.Sessions;

/// <summary>
/// Finds out whether the client is still there (B.6, CF-02): native pings with a deadline for the pong, or, in the edition
/// without them, a limit for saying nothing at all.
/// </summary>
internal sealed class KeepAlive(SocketScene scene, ClientSocket socket, Action<string> dead)
{
    private LoopTimer? _next;
    private LoopTimer? _deadline;
    private int _pings;

    public void Start()
    {
        if (socket.Settings().Keepalive == KeepalivePolicy.App)
        {
            Heard();
        }
        else
        {
            Arm();
        }
    }

    /// <summary>Anything at all came from the client.</summary>
    public void Heard()
    {
        if (socket.Settings().Keepalive == KeepalivePolicy.App)
        {
            _deadline?.Dispose();
            _deadline = After(socket.Settings().AppIdle, () => dead("nothing was heard for too long"));
        }
    }

    /// <summary>A pong came.</summary>
    public void Ponged()
    {
        if (socket.Settings().Keepalive == KeepalivePolicy.App)
        {
            Heard();
            return;
        }

        _deadline?.Dispose();
        _deadline = null;
    }

    public void Stop()
    {
        _next?.Dispose();
        _deadline?.Dispose();
    }

    private void Arm() => _next = After(socket.Settings().PingInterval, Ping);

    private void Ping()
    {
        Arm();

        // With pings closer together than the deadline, the oldest unanswered one counts.
        _deadline ??= After(socket.Settings().PongTimeout, () => dead("no pong in time"));
        socket.SendFrame(Frame.Ping((++_pings).ToString(CultureInfo.InvariantCulture)), injected: false);
    }

    private LoopTimer After(TimeSpan due, Action action) => LoopTimer.Start(scene.Time, scene.Loop, due, action);
}
