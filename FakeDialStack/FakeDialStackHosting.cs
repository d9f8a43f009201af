using FakeDialStack.Flow;
using FakeDialStack.Rest;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FakeDialStack;

/// <summary>Brings a fake into any ASP.NET Core host.</summary>
public static class FakeDialStackHosting
{
    /// <summary>Hosts a platform that somebody else has made and keeps.</summary>
    public static IServiceCollection AddFakeDialStack(this IServiceCollection services, DialStackPlatform platform) =>
        services.AddSingleton(platform);

    /// <summary>Hosts a fake of its own, in real time unless the options name a flow.</summary>
    public static IServiceCollection AddFakeDialStack(this IServiceCollection services, FakeDialStackOptions options) =>
        services.AddSingleton(_ => new OwnLoop(options)).AddSingleton(provider => provider.GetRequiredService<OwnLoop>().Platform);

    /// <summary>Serves <c>/v1/webrtc</c> and the REST API under <c>/v1</c>.</summary>
    public static IEndpointRouteBuilder MapFakeDialStack(this IEndpointRouteBuilder endpoints)
    {
        var platform = endpoints.ServiceProvider.GetRequiredService<DialStackPlatform>();
        RequestDelegate sockets = platform.Sockets.ServeAsync;
        endpoints.Map("/v1/webrtc", sockets);
        RestEndpoints.Map(endpoints, platform);
        return endpoints;
    }

    /// <summary>A platform with the loop on which it lives.</summary>
    internal sealed class OwnLoop : IDisposable
    {
        private readonly LoopThread? _thread;

        public OwnLoop(FakeDialStackOptions options)
        {
            if (options.Flow is null)
            {
                var loop = new Loop();
                _thread = new LoopThread(loop);
                options = options with { Flow = new FreeFlow(loop) };
            }

            Platform = new DialStackPlatform(options);
        }

        public DialStackPlatform Platform { get; }

        public void Dispose()
        {
            Platform.Dispose();
            _thread?.Dispose();
        }
    }
}
