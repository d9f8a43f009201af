using FakeDialStack.Control;
using FakeDialStack.Control.Api;
using FakeDialStack.Control.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace FakeDialStack;

/// <summary>Brings the control API and the console page into a host that has a fake.</summary>
public static class FakeDialStackControlHosting
{
    private const string ConsoleFiles = "FakeDialStack.Control.Console";

    /// <summary>Adds what the control API needs. The fake itself comes with <c>AddFakeDialStack</c>.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="options">Null: for loopback only, without a dial pad.</param>
    public static IServiceCollection AddFakeDialStackControl(this IServiceCollection services, ControlOptions? options = null) =>
        services.AddSingleton(options ?? new ControlOptions()).AddSingleton<LiveFeed>().AddSingleton<ControlDesk>();

    /// <summary>Serves the control API under <c>/control</c>, the console page at <c>/</c>, and the dial pad under <c>/softphone/</c>.</summary>
    public static IEndpointRouteBuilder MapFakeDialStackControl(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var options = services.GetRequiredService<ControlOptions>();
        var desk = services.GetRequiredService<ControlDesk>();
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        new ControlEndpoints(desk, new ControlGate(options.Token), new EventStream(desk.Feed, desk.Platform.Time, stopping)).Map(endpoints);
        MapPage(endpoints, "/", new PageFiles(new EmbeddedFileProvider(typeof(DialStackPlatform).Assembly, ConsoleFiles), "'none'"));
        if (options.DialPad is { } dialPad)
        {
            MapPage(endpoints, "/softphone/", new PageFiles(dialPad, "'self'"));
        }

        return endpoints;
    }

    // Only files that are there: other paths stay free for what the host maps itself.
    private static void MapPage(IEndpointRouteBuilder endpoints, string prefix, PageFiles files)
    {
        endpoints.MapGet(prefix, (RequestDelegate)(context => files.ServeAsync(context, "")));
        endpoints.MapGet((prefix == "/" ? "/console/" : prefix) + "{**path}", (RequestDelegate)(context => files.ServeAsync(context, context.GetRouteValue("path") as string ?? "")));
    }
}
