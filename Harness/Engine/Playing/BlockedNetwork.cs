using FakeDialStack;
using FakeDialStack.Flow;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Harness.Engine.Playing;

/// <summary>
/// Over TCP a connection of a client whose network is blocked does reach us: it is broken off before the fake sees it, as if nobody had
/// answered. Besides, each request gets a connection of its own, so that a network that went away is noticed by the next one.
/// </summary>
internal static class BlockedNetwork
{
    public static async Task PassAsync(DialStackPlatform platform, IFlow flow, HttpContext context, Func<Task> next)
    {
        var lane = platform.PeerOf(context);
        if (platform.Control.IsBlocked(lane))
        {
            // It arrived and is answered by its end, as far as anybody counts.
            var key = new RequestKey(lane, context.Request.Method, context.Request.Path.Value ?? "/");
            var counted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            flow.RequestArrived(key, () =>
            {
                flow.RequestAnswered(key);
                counted.SetResult();
            });
            await counted.Task.ConfigureAwait(false);
            context.Abort();
            return;
        }

        if (!context.Request.Headers.ContainsKey(HeaderNames.Upgrade))
        {
            context.Response.Headers.Connection = "close";
        }

        await next().ConfigureAwait(false);
    }
}
