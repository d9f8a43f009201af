using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using FakeDialStack.Flow;
using FakeDialStack.Frames;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FakeDialStack.Sessions;

/// <summary>
/// <c>/v1/webrtc</c>: brings an upgrade onto the loop, where it is decided, and its stream into a <see cref="FrameSocket"/>.
/// Besides that socket the only place here where code runs on the pool.
/// </summary>
internal sealed class SocketEndpoint(SocketScene scene, UpgradeDesk desk, Func<HttpContext, string> peerOf, Action<ClientSocket> opened)
{
    private const string Handshake = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Serves one request. Stays until the socket has ended.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        var attempt = new Attempt(context, peerOf(context));
        var decided = new TaskCompletionSource<Accepted?>(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Flow.RequestArrived(attempt.Request, () => scene.Loop.Spawn(() => DecideAsync(attempt, decided)));
        Accepted? accepted;
        using (context.RequestAborted.Register(() => attempt.Abandon(scene.Flow, () => decided.TrySetResult(null))))
        {
            accepted = await decided.Task.ConfigureAwait(false);
        }

        if (accepted is not null)
        {
            await RunAsync(context, attempt, accepted).ConfigureAwait(false);
        }
        else if (attempt.Refusal is { } refusal)
        {
            context.Response.StatusCode = refusal.Status;
            context.Response.Headers[HeaderNames.SecWebSocketVersion] = refusal.Status == StatusCodes.Status426UpgradeRequired ? "13" : default;
            await context.Response.WriteAsync(refusal.Reason ?? "", context.RequestAborted).ConfigureAwait(false);
        }
        else
        {
            ResetOf(context)();
        }
    }

    private async Task DecideAsync(Attempt attempt, TaskCompletionSource<Accepted?> decided)
    {
        var decision = await desk.DecideAsync(attempt.Peer, attempt.Request.Path, attempt.Query, attempt.Headers, attempt.Upgrade);
        if (!attempt.TryTake())
        {
            return;
        }

        Accepted? accepted = null;
        if (decision.Verdict is { IsAccepted: true })
        {
            accepted = new Accepted(decision, scene.Flow.Hold($"socket {decision.Number} of {attempt.Peer} is accepted"), desk.SettingsOf(attempt.Peer).MaxFrameBytes);
            scene.Flow.SocketAccepted(attempt.Socket);
            scene.Raise(new UpgradeAnswered(attempt.Peer, decision.Number, 101, UpgradeRules.Subprotocol, null));
        }
        else
        {
            attempt.Refusal = decision.Verdict;
            scene.Raise(new UpgradeAnswered(attempt.Peer, decision.Number, decision.Verdict?.Status ?? 0, null, decision.Verdict?.Reason ?? "broken off"));
        }

        scene.Flow.RequestAnswered(attempt.Request);
        decided.SetResult(accepted);
    }

    private async Task RunAsync(HttpContext context, Attempt attempt, Accepted accepted)
    {
        Stream stream;
        try
        {
            stream = await UpgradeAsync(context, attempt.Upgrade.Key).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The client has gone while it was being accepted; its end of the socket will never report otherwise.
            scene.Loop.Post(() =>
            {
                scene.Flow.SocketEnding(attempt.Socket);
                scene.Flow.SocketEnded(attempt.Socket, Side.Server, static () => { });
                accepted.Hold.Dispose();
            });
            return;
        }

        var reset = ResetOf(context);
        var frames = new FrameSocket(stream, Side.Server, attempt.Socket, scene.Flow, accepted.MaxFrameBytes, reset);
        scene.Loop.Post(() =>
        {
            opened(new ClientSocket(scene, frames, accepted.Decision.Network, accepted.Decision.Number, () => desk.SettingsOf(attempt.Peer), reset));
            accepted.Hold.Dispose();
        });
        await frames.Completed.ConfigureAwait(false);
    }

    private static Task<Stream> UpgradeAsync(HttpContext context, string key)
    {
        // RFC 6455 §4.2.2 prescribes this hash; nothing is protected by it.
#pragma warning disable CA5350
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Handshake)));
#pragma warning restore CA5350
        var headers = context.Response.Headers;
        headers[HeaderNames.Upgrade] = "websocket";
        headers[HeaderNames.SecWebSocketAccept] = accept;
        headers[HeaderNames.SecWebSocketProtocol] = UpgradeRules.Subprotocol;
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    // Looked up while the request is there: a reset may come when it has just ended, and its context with it.
    private static Action ResetOf(HttpContext context)
    {
        var socket = context.Features.Get<IConnectionSocketFeature>()?.Socket;
        var lifetime = context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
        return () =>
        {
            if (socket is not null)
            {
                TryLinger(socket);
            }

            lifetime.Abort();
        };
    }

    private static void TryLinger(Socket socket)
    {
        try
        {
            // Closing without lingering sends RST instead of FIN.
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }

    private sealed record Accepted(UpgradeDecision Decision, IDisposable Hold, int MaxFrameBytes);

    private sealed class Attempt
    {
        private int _taken;

        public Attempt(HttpContext context, string peer)
        {
            Peer = peer;
            var headers = context.Request.Headers;
            Headers = headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            Query = context.Request.QueryString.Value ?? "";
            Request = new RequestKey(peer, context.Request.Method, context.Request.Path.Value ?? "/");
            var key = headers[HeaderNames.SecWebSocketKey].ToString();
            Socket = new SocketKey(peer, key);
            var isUpgrade = context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
                && HttpMethods.IsGet(context.Request.Method)
                && headers[HeaderNames.Upgrade].ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase);
            Upgrade = new UpgradeRequest(
                isUpgrade,
                headers[HeaderNames.SecWebSocketVersion].ToString(),
                key,
                headers.GetCommaSeparatedValues(HeaderNames.SecWebSocketProtocol),
                headers.UserAgent.ToString());
        }

        public string Peer { get; }

        public RequestKey Request { get; }

        public SocketKey Socket { get; }

        public string Query { get; }

        public IReadOnlyDictionary<string, string> Headers { get; }

        public UpgradeRequest Upgrade { get; }

        public UpgradeVerdict? Refusal { get; set; }

        /// <summary>Whoever comes first, the decision or the going of the client, takes it.</summary>
        public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

        public void Abandon(IFlow flow, Action then)
        {
            if (TryTake())
            {
                flow.RequestGone(Request, static () => { });
                then();
            }
        }
    }
}
