using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Harness.Engine.Playing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Harness.Drivers.DialIn;

/// <summary>
/// Where drivers dial in over WebSocket. The address carries a secret, since any page in any browser can dial loopback. Beside it, pages
/// find the JavaScript kit, and a folder of their own if there is one.
/// </summary>
internal sealed class DialInListener : IAsyncDisposable
{
    private const string Path = "/driver";
    private const int SecretLength = 32;

    private readonly WebApplication _application;
    private readonly NetworkReach _reach;
    private readonly string _secret = RandomNumberGenerator.GetHexString(SecretLength, lowercase: true);
    private readonly Channel<DialInLink> _dialled = Channel.CreateUnbounded<DialInLink>();

    private DialInListener(WebApplication application, NetworkReach reach)
    {
        _application = application;
        _reach = reach;
    }

    /// <summary>What drivers connect to.</summary>
    public Uri Url => new($"{(_reach.Certificate is null ? "ws" : "wss")}://{_reach.Host}:{Port}{Path}?secret={_secret}");

    /// <summary>Where pages are.</summary>
    public Uri PageBase => new($"{_reach.Scheme}://{_reach.Host}:{Port}/");

    private string Port => BindingAddress.Parse(_application.Urls.First()).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Listens.</summary>
    /// <param name="reach">On which address, under which name.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="folder">A folder with a page; null for none.</param>
    /// <param name="kit">The folder with the JavaScript kit; null where it did not travel along.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<DialInListener> StartAsync(NetworkReach reach, int port, string? folder, string? kit)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (reach.Certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(reach.Bind, port, reach.Secure));
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        var listener = new DialInListener(application, reach);
        application.UseWebSockets();
        Serve(application, "/conformance-driver", kit);
        Serve(application, "", folder);
        application.UseRouting();
        application.MapGet(Path, (RequestDelegate)listener.TakeAsync);
        await application.StartAsync().ConfigureAwait(false);
        return listener;
    }

    /// <summary>The newest driver that has dialled in and is still there, or the next one that does. Others are sent away: of a page that was reloaded only the last counts.</summary>
    /// <param name="tag">Only one whose address says this; empty for any.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">None came.</exception>
    public async Task<DialInLink> NextAsync(string tag, CancellationToken cancellationToken)
    {
        DialInLink? newest = null;
        while (newest is null)
        {
            var link = await _dialled.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            do
            {
                var unwanted = link;
                if (!link.IsGone && link.Tag == tag)
                {
                    (unwanted, newest) = (newest, link);
                }

                if (unwanted is not null)
                {
                    await unwanted.DisposeAsync().ConfigureAwait(false);
                }
            }
            while (_dialled.Reader.TryRead(out link!));
        }

        return newest;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _dialled.Writer.TryComplete();
        while (_dialled.Reader.TryRead(out var unused))
        {
            await unused.DisposeAsync().ConfigureAwait(false);
        }

        await _application.DisposeAsync().ConfigureAwait(false);
    }

    private static void Serve(WebApplication application, string path, string? folder)
    {
        if (folder is not null)
        {
            var files = new PhysicalFileProvider(folder);
            application.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = path });
            application.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                RequestPath = path,
                ContentTypeProvider = PageTypes.Make(),
                // Whoever works on a page wants the file that he has just saved; pages of another origin load the kit from here.
                OnPrepareResponse = static served =>
                {
                    served.Context.Response.Headers.CacheControl = "no-store";
                    served.Context.Response.Headers.AccessControlAllowOrigin = "*";
                },
            });
        }
    }

    private async Task TakeAsync(HttpContext context)
    {
        if (!IsSecret(context.Request.Query["secret"].ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("The address of the harness carries a secret; use the whole address that it prints.").ConfigureAwait(false);
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("Drivers connect here by WebSocket.").ConfigureAwait(false);
            return;
        }

        var link = new DialInLink(
            await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false), context.Request.Query["browser"].ToString(), context.RequestAborted);
        if (_dialled.Writer.TryWrite(link))
        {
            await link.Done.ConfigureAwait(false);
        }
    }

    private bool IsSecret(string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(_secret));
}
