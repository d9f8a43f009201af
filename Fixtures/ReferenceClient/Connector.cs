using FakeDialStack.Protocol;

namespace Fixtures.ReferenceClient;

/// <summary>The way to an open socket: a good token, the ICE servers, the upgrade (B.1, B.2).</summary>
internal sealed class Connector(ClientContext context, TokenKeeper tokens, RestClient rest)
{
    private readonly List<SignallingSocket> _sockets = [];

    /// <summary>All sockets that may still be open.</summary>
    public IReadOnlyList<SignallingSocket> Sockets => _sockets;

    /// <summary>Returns the token to authenticate with; the ICE servers are there then.</summary>
    /// <exception cref="TokenUnavailableException">There is no token.</exception>
    /// <exception cref="IceFetchException">There are no ICE servers, so no socket is opened.</exception>
    /// <exception cref="OperationCanceledException">The attempt was given up.</exception>
    public async Task<string> PrepareAsync(ConnectAttempt attempt)
    {
        var token = await tokens.ForConnectAsync(attempt.GivenUp);
        if (!attempt.IsFirst && (rest.HasIce || !context.Rules.Connection.FetchesIceAgain))
        {
            return token;
        }

        try
        {
            await rest.FetchIceAsync(token, attempt.GivenUp);
        }
        catch (IceFetchException refused) when (refused.IsTokenProblem)
        {
            tokens.Refuse();
            if (!tokens.CanMint)
            {
                throw;
            }

            token = await tokens.ForConnectAsync(attempt.GivenUp);
            await rest.FetchIceAsync(token, attempt.GivenUp);
        }

        return token;
    }

    /// <summary>Opens the attempt's socket; null when the attempt was given up meanwhile, and then nothing stays open (CONN-15).</summary>
    /// <exception cref="IOException">Refused, or nobody there.</exception>
    /// <exception cref="OperationCanceledException">The attempt was given up.</exception>
    public async Task<SignallingSocket?> OpenAsync(ConnectAttempt attempt, string token)
    {
        var socket = attempt.Socket = new SignallingSocket(context);
        _sockets.RemoveAll(known => known.Completed.IsCompleted && !known.IsOpen);
        _sockets.Add(socket);
        var url = context.Options.SignallingUrl ?? SignallingUrl.Derive(context.Options.RestBase);
        await socket.OpenAsync(url, token, attempt.GivenUp);
        if (!attempt.GivenUp.IsCancellationRequested && !context.IsOver)
        {
            return socket;
        }

        // The server accepted while we gave up.
        socket.Listen(static () => { }, static _ => { }, static _ => { });
        socket.Close(1000);
        return null;
    }

    /// <summary>Writes a message onto a socket.</summary>
    public void Write(SignallingSocket socket, ClientMessage message)
    {
        foreach (var outgoing in context.Rules.Wire.Outgoing(message))
        {
            socket.Send(WireCodec.Write(outgoing));
        }
    }
}
