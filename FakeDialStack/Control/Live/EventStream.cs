using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace FakeDialStack.Control.Live;

/// <summary>
/// Server-sent events: <c>event: entry</c> with an id <c>run-number</c>. Who comes back with <c>Last-Event-ID</c> gets what was
/// missed, as far as it is remembered; <c>event: gap</c> says that it is not, or that the fake was started anew.
/// </summary>
internal sealed class EventStream(LiveFeed feed, TimeProvider time, CancellationToken stopping)
{
    // Proxies and browsers give up on a stream that is silent for long.
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Serves one reader until it goes, or the host stops.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var (after, isOurs) = Position(context.Request.Headers["Last-Event-ID"].ToString());
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await using var reading = await feed.Loop.InvokeAsync(() => feed.Read(after));
        try
        {
            await context.Response.WriteAsync("retry: 1000\n\n", end.Token);
            if (!isOurs || (after > 0 && reading.Past.Count > 0 && reading.Past[0].Number > after + 1))
            {
                await context.Response.WriteAsync("event: gap\ndata: {}\n\n", end.Token);
            }

            foreach (var entry in reading.Past)
            {
                await WriteAsync(context, entry, end.Token);
            }

            await FollowAsync(context, reading, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader has gone, or the host stops.
        }
    }

    private async Task FollowAsync(HttpContext context, LiveReading reading, CancellationToken cancellationToken)
    {
        var more = reading.Coming.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            await context.Response.Body.FlushAsync(cancellationToken);
            using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var woken = await Task.WhenAny(more, Task.Delay(s_heartbeat, time, silence.Token));
            silence.Cancel();
            if (woken != more)
            {
                await context.Response.WriteAsync(": still here\n\n", cancellationToken);
                continue;
            }

            if (!await more)
            {
                return;
            }

            while (reading.Coming.TryRead(out var entry))
            {
                await WriteAsync(context, entry, cancellationToken);
            }

            more = reading.Coming.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    private Task WriteAsync(HttpContext context, LiveEntry entry, CancellationToken cancellationToken) => context.Response.WriteAsync(
        string.Create(CultureInfo.InvariantCulture, $"id: {feed.RunId}-{entry.Number}\nevent: entry\ndata: {entry.Write().ToJsonString(ControlJson.Plain)}\n\n"),
        cancellationToken);

    // An id of another run says nothing here: everything is new to that reader.
    private (long After, bool IsOurs) Position(string id)
    {
        if (id.Length == 0)
        {
            return (0, true);
        }

        return id.StartsWith(feed.RunId + "-", StringComparison.Ordinal)
            && long.TryParse(id.AsSpan(feed.RunId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (number, true)
                : (0, false);
    }
}
