namespace Fixtures.ReferenceClient;

/// <summary>What the app hears of the connection: each change once, the first success apart from later ones (RECON-09).</summary>
internal sealed class ConnectionNews(ClientContext context)
{
    private bool _hasConnected;
    private bool _isReconnecting;

    /// <summary>The user pressed connect: the next success is a first one.</summary>
    public void BeginAnew() => _hasConnected = false;

    public void Connected()
    {
        context.Tell(_hasConnected ? "reconnected" : "connected");
        _hasConnected = true;
        _isReconnecting = false;
    }

    public void Reconnecting()
    {
        if (!_isReconnecting)
        {
            _isReconnecting = true;
            context.Tell("reconnecting");
        }
    }

    public void Disconnected(string? reason)
    {
        _isReconnecting = false;
        if (reason is null)
        {
            context.Tell("disconnected");
        }
        else
        {
            context.Tell("disconnected", ("reason", reason));
        }
    }
}
