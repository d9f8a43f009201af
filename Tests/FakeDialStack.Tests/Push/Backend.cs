using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FakeDialStack.Tests.Push;

/// <summary>A receiver of webhooks on a loopback port.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<Received> _received = Channel.CreateUnbounded<Received>();

    private Backend()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/hooks", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            await _received.Writer.WriteAsync(new(body.ToArray(), headers));
            await Answer(context);
        });
    }

    /// <summary>How to answer; 200 unless a test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public Uri Url => new($"{_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}/hooks");

    public static async Task<Backend> StartAsync()
    {
        var backend = new Backend();
        await backend._app.StartAsync();
        return backend;
    }

    public async Task<Received> NextAsync() => await _received.Reader.ReadAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>One delivery, as it came over the wire.</summary>
internal sealed record Received(byte[] Body, IReadOnlyDictionary<string, string> Headers);
