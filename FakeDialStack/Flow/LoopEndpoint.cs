using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace FakeDialStack.Flow;

/// <summary>An HTTP request, read whole, as a handler on the loop sees it.</summary>
/// <param name="Lane">Who asks (peer label).</param>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">Path without the query.</param>
/// <param name="Query">The query with its question mark, or empty.</param>
/// <param name="Headers">Header values by name, case-insensitive.</param>
/// <param name="Body">The body as text, exactly as it came.</param>
/// <param name="Gone">Cancelled when the asking end has gone (its callbacks may run on any thread).</param>
public sealed record LoopRequest(
    string Lane,
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body,
    CancellationToken Gone);

/// <summary>The answer of a handler on the loop.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body, or empty.</param>
/// <param name="ContentType">Its type.</param>
public sealed record LoopReply(int Status, string Body = "", string ContentType = "application/json")
{
    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>Brings HTTP requests onto the loop and their answers back, counted by the flow.</summary>
public static class LoopEndpoint
{
    private static readonly LoopReply s_broken =
        new((int)HttpStatusCode.InternalServerError, """{"error":"the fake broke","code":"internal_error"}""");

    /// <summary>A request delegate whose handler runs on the loop, as long as it likes; it answers by returning.</summary>
    /// <param name="flow">Counts the request.</param>
    /// <param name="lane">Names who asks.</param>
    /// <param name="handler">Runs on the loop. Null as its result: break the connection instead of answering.</param>
    public static RequestDelegate OnLoop(IFlow flow, Func<HttpContext, string> lane, Func<LoopRequest, Task<LoopReply?>> handler) =>
        async context =>
        {
            var request = await ReadAsync(context, lane(context)).ConfigureAwait(false);
            var key = new RequestKey(request.Lane, request.Method, request.Path);
            var answered = new TaskCompletionSource<LoopReply?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var once = new Once();
            flow.RequestArrived(key, () => flow.Loop.Spawn(async () =>
            {
                LoopReply? reply = s_broken;
                try
                {
                    reply = await handler(request);
                }
                finally
                {
                    if (once.TryTake())
                    {
                        flow.RequestAnswered(key);
                    }

                    answered.TrySetResult(reply);
                }
            }));
            using var gone = context.RequestAborted.Register(() =>
            {
                if (once.TryTake())
                {
                    flow.RequestGone(key, static () => { });
                }

                answered.TrySetResult(null);
            });
            await WriteAsync(context, await answered.Task.ConfigureAwait(false)).ConfigureAwait(false);
        };

    private static async Task<LoopRequest> ReadAsync(HttpContext context, string lane)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new LoopRequest(
            lane,
            context.Request.Method,
            context.Request.Path.Value ?? "/",
            context.Request.QueryString.Value ?? "",
            headers,
            Encoding.UTF8.GetString(body.ToArray()),
            context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, LoopReply? reply)
    {
        if (reply is null)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (reply.Body.Length > 0)
        {
            context.Response.ContentType = reply.ContentType;
            await context.Response.WriteAsync(reply.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private sealed class Once
    {
        private int _taken;

        public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;
    }
}
