using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;

namespace FakeDialStack.Rest;

/// <summary>Takes requests one by one: tells of them, asks the rules, lets the caller in, handles, tells of the answer. Loop only.</summary>
internal sealed class RestApi(IRestHost host)
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };
    private long _exchanges;

    /// <summary>Null breaks the connection.</summary>
    public async Task<LoopReply?> AnswerAsync(LoopRequest request)
    {
        var exchange = ++_exchanges;
        Tell(new HttpRequested(request.Lane, exchange, request.Method, request.Path, request.Query, request.Headers, request.Body));
        var reply = await host.InterceptAsync(request) ?? Handle(request);
        Tell(new HttpAnswered(request.Lane, exchange, request.Method, request.Path, reply.Status, reply.Body));
        return ReferenceEquals(reply, IRestHost.Break) ? null : WithHeaders(reply, request, exchange);
    }

    private void Tell(FakeEvent happened) => host.Raise(happened with { At = host.Time.GetUtcNow() });

    private static LoopReply WithHeaders(LoopReply reply, LoopRequest request, long exchange)
    {
        var headers = new Dictionary<string, string>(reply.Headers, StringComparer.OrdinalIgnoreCase);
        headers.TryAdd("X-Request-Id", string.Create(CultureInfo.InvariantCulture, $"req_{exchange:D6}"));
        foreach (var (name, value) in Cors.HeadersFor(request.Headers))
        {
            headers.TryAdd(name, value);
        }

        return reply with { Headers = headers };
    }

    private LoopReply Handle(LoopRequest request)
    {
        var settings = host.SettingsOf(request.Lane);
        var result = Dispatch(request, ref settings);
        var body = result.Error is { } error ? ErrorBody.Write(error, settings.RestErrorShape) : result.Body;
        return new(result.Status, body?.ToJsonString(s_plain) ?? "");
    }

    private RestResult Dispatch(LoopRequest request, ref AccountSettings settings)
    {
        foreach (var route in RestRoutes.All.Where(r => r.Method == request.Method))
        {
            if (route.Match(request.Path) is { } id)
            {
                var (caller, refusal) = Gate.Admit(host, route.Access, request);
                if (caller is null)
                {
                    return RestResult.Refused(refusal!);
                }

                settings = caller.Account.Settings;
                return ReadBody(request.Body) is { } body
                    ? route.Handle(new(host, request, id, caller, body))
                    : RestResult.Refused(RestError.Malformed("body", "must be a JSON object"));
            }
        }

        return RestResult.Refused(RestRoutes.All.Any(r => r.Match(request.Path) is not null)
            ? new RestError(405, "method_not_allowed", $"{request.Path} does not take {request.Method}.")
            : RestError.NotFound("path"));
    }

    private static JsonObject? ReadBody(string text)
    {
        if (text.Length == 0)
        {
            return [];
        }

        try
        {
            var body = JsonNode.Parse(text, documentOptions: s_strict) as JsonObject;
            // A node reads its texts only when asked; asking for all of them here keeps half characters out of the handlers.
            _ = body?.ToJsonString();
            return body;
        }
        catch (Exception thrown) when (thrown is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
