using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>Where a connection stands.</summary>
internal enum ConnectionState
{
    /// <summary>No socket, and none wanted.</summary>
    Idle,

    /// <summary>A token and the ICE servers are being fetched; no socket yet (B.2).</summary>
    Preparing,

    /// <summary>The upgrade is under way.</summary>
    Opening,

    /// <summary>The socket is open and <c>authenticate</c> is sent.</summary>
    Authenticating,

    /// <summary>Authenticated: the only state in which anything else is sent.</summary>
    Connected,

    /// <summary>Between two attempts.</summary>
    Waiting,

    /// <summary>Told to stay away; only the user brings it back (RECON-07).</summary>
    Stopped,
}

/// <summary>Why a socket that was connected is not any more.</summary>
internal enum LossKind
{
    /// <summary>It broke, or the server asked to come back: calls wait for their restore (E.7).</summary>
    Dropped,

    /// <summary>The server said not to come back.</summary>
    Terminal,

    /// <summary>The user, or the app going to the background, let it go.</summary>
    LetGo,
}

/// <summary>One try to connect, from the token to <c>authenticated</c>, and the socket that came of it.</summary>
/// <param name="isFirst">The user pressed connect: a failure is the answer, and nothing is tried again.</param>
internal sealed class ConnectAttempt(bool isFirst) : IDisposable
{
    private readonly CancellationTokenSource _givenUp = new();

    public bool IsFirst { get; } = isFirst;

    public CancellationToken GivenUp => _givenUp.Token;

    public SignallingSocket? Socket { get; set; }

    public string ReqId { get; set; } = "";

    /// <summary>The fatal error that its socket was dismissed with.</summary>
    public Error? Dismissal { get; set; }

    /// <summary>What came ahead of <c>authenticated</c>.</summary>
    public List<ServerMessage> Overtaking { get; } = [];

    public IDisposable? Limit { get; set; }

    /// <summary>Stops whatever is under way; harmless when nothing is.</summary>
    public void GiveUp()
    {
        Limit?.Dispose();
        _givenUp.Cancel();
    }

    public void Dispose() => _givenUp.Dispose();
}
