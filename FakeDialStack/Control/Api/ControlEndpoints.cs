using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Control.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FakeDialStack.Control.Api;

/// <summary>Serves the control API: past the gate, onto the loop, and back with JSON.</summary>
internal sealed class ControlEndpoints(ControlDesk desk, ControlGate gate, EventStream events)
{
    private const int LongestBody = 1 << 16;

    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var route in ControlRoutes.All)
        {
            endpoints.MapMethods(ControlRoutes.Prefix + route.Path, [route.Method], (RequestDelegate)(context => GuardAsync(context, () => ServeAsync(context, route))));
        }

        endpoints.MapGet(ControlRoutes.Prefix + ControlRoutes.Events, (RequestDelegate)(context => GuardAsync(context, () => events.ServeAsync(context))));
        endpoints.Map(ControlRoutes.Prefix + "/{**rest}", (RequestDelegate)(context => GuardAsync(context, () => throw NotThere(context.Request))));
    }

    private async Task GuardAsync(HttpContext context, Func<Task> serve)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (gate.Refuse(context) is { } refusal)
        {
            await WriteAsync(context, refusal.Status, refusal.Write());
            return;
        }

        try
        {
            await serve();
        }
        catch (ControlRefusal refused)
        {
            await WriteAsync(context, refused.Status, refused.Write());
        }
    }

    private async Task ServeAsync(HttpContext context, ControlRoute route)
    {
        var body = route.ReadBody(await ReadAsync(context.Request));
        var values = context.Request.RouteValues.ToDictionary(v => v.Key, v => v.Value?.ToString() ?? "", StringComparer.Ordinal);
        var answer = await desk.Platform.Flow.Loop.InvokeAsync(() => route.Handle(new ControlRequest(desk, values, body)));
        await (answer is null ? WriteAsync(context, 204, null) : WriteAsync(context, route.Status, answer));
    }

    private static async Task<string> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > LongestBody)
            {
                throw new ControlRefusal(413, "too_large", "The body is too large.", "No request of this API needs more than a few hundred bytes.");
            }
        }

        // A form of another page can post text/plain without being asked; JSON it cannot.
        return body.Length == 0 || request.HasJsonContentType()
            ? Encoding.UTF8.GetString(body.ToArray())
            : throw new ControlRefusal(415, "not_json", $"The body is '{request.ContentType}'.", "Send it with Content-Type: application/json.");
    }

    private static Task WriteAsync(HttpContext context, int status, JsonNode? body)
    {
        context.Response.StatusCode = status;
        if (body is null)
        {
            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(ControlJson.Plain), context.RequestAborted);
    }

    private static ControlRefusal NotThere(HttpRequest request)
    {
        var others = ControlRoutes.All.Where(r => new Microsoft.AspNetCore.Routing.Template.TemplateMatcher(
            Microsoft.AspNetCore.Routing.Template.TemplateParser.Parse(ControlRoutes.Prefix[1..] + r.Path), []).TryMatch(request.Path, [])).Select(r => r.Method).ToList();
        return others.Count > 0
            ? new ControlRefusal(405, "other_method", $"{request.Path} does not take {request.Method}.", $"It takes {string.Join(", ", others)}.")
            : new ControlRefusal(404, "no_such_path", $"There is nothing at {request.Path}.", "GET /control/openapi.json lists all paths.");
    }
}
