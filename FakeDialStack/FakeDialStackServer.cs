using System.Net;
using FakeDialStack.Accounts;
using FakeDialStack.Pstn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FakeDialStack;

/// <summary>
/// A DialStack on a loopback port, for any test: <c>await using var fake = await FakeDialStackServer.StartAsync();</c>.
/// It has one account, whose far end rings and answers by itself.
/// </summary>
public sealed class FakeDialStackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeDialStackServer(WebApplication app, DialStackPlatform platform, Uri restBase, Account account, FarEnd farEnd)
    {
        _app = app;
        Platform = platform;
        RestBase = restBase;
        SignallingUrl = new Uri($"ws://{restBase.Authority}/v1/webrtc");
        Account = account;
        FarEnd = farEnd;
    }

    /// <summary>Where the REST API is, without <c>/v1</c>.</summary>
    public Uri RestBase { get; }

    /// <summary>Where clients connect.</summary>
    public Uri SignallingUrl { get; }

    /// <summary>Everything inside. Touch it on its loop only: <see cref="InvokeAsync{T}"/>.</summary>
    public DialStackPlatform Platform { get; }

    /// <summary>The account made at the start; clients that have not authenticated are taken for its own.</summary>
    public Account Account { get; }

    /// <summary>Who is called, whatever number is dialled.</summary>
    public FarEnd FarEnd { get; }

    /// <summary>Starts a fake.</summary>
    /// <param name="options">Null: the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<FakeDialStackServer> StartAsync(FakeDialStackOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new FakeDialStackOptions();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddFakeDialStack(options);
        if (options.Control is not null)
        {
            builder.Services.AddFakeDialStackControl(options.Control);
        }

        var app = builder.Build();
        try
        {
            app.MapFakeDialStack();
            if (options.Control is not null)
            {
                app.MapFakeDialStackControl();
            }

            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            var platform = app.Services.GetRequiredService<DialStackPlatform>();
            var (account, farEnd) = await platform.Flow.Loop.InvokeAsync(() => Furnish(platform)).ConfigureAwait(false);
            return new FakeDialStackServer(app, platform, new Uri(app.Urls.First()), account, farEnd);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs something on the loop, where everything inside may be touched.</summary>
    public Task<T> InvokeAsync<T>(Func<T> work) => Platform.Flow.Loop.InvokeAsync(work);

    /// <summary>Runs something on the loop.</summary>
    public Task InvokeAsync(Action work) => InvokeAsync(() =>
    {
        work();
        return true;
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Requests that last as long as their sockets would keep the host from stopping.
        await InvokeAsync(Platform.Shutdown).ConfigureAwait(false);
        await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await InvokeAsync(Platform.Dispose).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static (Account Account, FarEnd FarEnd) Furnish(DialStackPlatform platform)
    {
        var account = platform.CreateAccount();
        platform.RegisterPeer("client", account);
        return (account, platform.Control.AddFarEnd(account, "caller", "+14155550100", FarEndBehaviour.Answers));
    }
}
