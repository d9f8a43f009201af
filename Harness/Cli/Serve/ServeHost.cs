using System.Security.Cryptography;
using FakeDialStack;
using FakeDialStack.Accounts;
using FakeDialStack.Control;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Harness.Cli.Serve;

/// <summary>The fake on its ports, with control API, console and dial pad.</summary>
internal sealed class ServeHost : IAsyncDisposable
{
    // All clients have one label before they authenticate; afterwards lanes are named after their users.
    private const string AnyClient = "client";

    private static readonly TimeSpan s_tokenLife = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_stopping = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly DialStackPlatform _platform;

    private ServeHost(WebApplication app, DialStackPlatform platform, Account account)
    {
        _app = app;
        _platform = platform;
        Account = account;
    }

    /// <summary>The demo account. Touch it on the loop only.</summary>
    public Account Account { get; }

    /// <summary>The ports in use: http, and https where there is a certificate.</summary>
    public IReadOnlyList<int> Ports => [.. _app.Urls.Select(static url => BindingAddress.Parse(url).Port)];

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">A port is taken, or not to be had.</exception>
    public static async Task<ServeHost> StartAsync(ServePlan plan, string? dialPad, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (plan.Certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, plan));
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = s_stopping);
        builder.Services.AddFakeDialStack(new FakeDialStackOptions
        {
            Time = time,
            Seed = plan.Options.Seed ?? RandomNumberGenerator.GetInt32(int.MaxValue),
            DefaultSettings = AccountSettings.ForProfile(plan.Options.Profile ?? ServerProfiles.Default),
            PeerOf = static _ => AnyClient,
        });
        builder.Services.AddFakeDialStackControl(new ControlOptions { Token = plan.Token, DialPad = dialPad is null ? null : new PhysicalFileProvider(dialPad) });
        var app = builder.Build();
        try
        {
            app.UseRouting();
            app.MapFakeDialStack();
            app.MapFakeDialStackControl();
            var platform = app.Services.GetRequiredService<DialStackPlatform>();
            var account = await platform.Flow.Loop.InvokeAsync(() => Furnish(platform, plan.Webhook));
            await app.StartAsync(cancellationToken);
            return new ServeHost(app, platform, account);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>The users with a fresh token each.</summary>
    public Task<IReadOnlyList<DemoUser>> UsersAsync() => _platform.Flow.Loop.InvokeAsync<IReadOnlyList<DemoUser>>(() =>
        [.. Account.Users.Select(u => new DemoUser(DemoAccount.HandleOf(u), u.Name ?? "", u.Id.Value, _platform.Tokens.Mint(u, s_tokenLife).Token))]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Requests that last as long as their sockets would keep the host from stopping.
        await _platform.Flow.Loop.InvokeAsync(() =>
        {
            _platform.Shutdown();
            return true;
        });
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static void Listen(KestrelServerOptions kestrel, ServePlan plan)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(plan.Address, plan.Options.Port);
        if (plan.Certificate is { } certificate)
        {
            kestrel.Listen(plan.Address, plan.HttpsPort, listen =>
            {
                // The socket of the protocol is an upgrade of HTTP/1.1.
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(certificate);
            });
        }
    }

    private static Account Furnish(DialStackPlatform platform, Uri? webhook)
    {
        var account = DemoAccount.Furnish(platform);
        platform.RegisterPeer(AnyClient, account);
        if (webhook is not null)
        {
            account.AddWebhookEndpoint(webhook, ["*"], "conformance serve");
        }

        return account;
    }
}

/// <summary>A user to paste.</summary>
internal sealed record DemoUser(string Handle, string Name, string Id, string Token);
