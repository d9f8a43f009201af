using System.Text;
using FakeDialStack;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.InMemory;
using FakeDialStack.Push;
using Fixtures.Backend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Engine.Playing;

/// <summary>The real web server of one run: the fake and the stub backend on a network inside the process.</summary>
internal sealed class RunHost : IAsyncDisposable
{
    private static readonly TimeSpan s_signatureTolerance = TimeSpan.FromSeconds(300);

    private readonly WebApplication _application;

    private RunHost(WebApplication application, DialStackPlatform platform, Account account, StubBackend backend, InMemoryNetwork network)
    {
        _application = application;
        Platform = platform;
        Account = account;
        Backend = backend;
        Network = network;
    }

    public DialStackPlatform Platform { get; }

    public Account Account { get; }

    public StubBackend Backend { get; }

    public InMemoryNetwork Network { get; }

    /// <summary>Builds and starts it. Not on the loop.</summary>
    public static RunHost Start(RunPlan plan, IFlow flow, TimeProvider time)
    {
        var network = new InMemoryNetwork();
        var settings = SettingsOf(plan);
        var platform = new DialStackPlatform(new FakeDialStackOptions
        {
            Time = time,
            Flow = flow,
            Seed = plan.Seed,
            DefaultSettings = settings,
            WebhookDialer = network,
        });
        var account = platform.CreateAccount(settings);
        var backend = new StubBackend(new StubBackendOptions
        {
            Time = time,
            Flow = flow,
            Dialer = network,
            RestBase = new Uri("http://backend.fake.test/"),
            OwnBase = new Uri("http://backend.fake.test/"),
            PlatformKey = account.PlatformKey,
            AccountId = account.Id.Value,
            TokenTtl = plan.Scenario.Given.Backend.TokenTtl,
        });
        var application = Build(platform, backend, network);
        application.StartAsync().GetAwaiter().GetResult();
        return new RunHost(application, platform, account, backend, network);
    }

    /// <summary>Whether the signature of a webhook is right for its body and an endpoint of the account.</summary>
    public bool IsSigned(WebhookSent webhook) => Account.WebhookEndpoints.Any(endpoint =>
        WebhookSigner.Verify(endpoint.Secret, webhook.Signature, Encoding.UTF8.GetBytes(webhook.Body), webhook.At, s_signatureTolerance));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Backend.Dispose();
        Platform.Dispose();
    }

    private static WebApplication Build(DialStackPlatform platform, StubBackend backend, InMemoryNetwork network)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:1");
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IConnectionListenerFactory>(network);
        builder.Services.AddFakeDialStack(platform);
        var application = builder.Build();
        application.UseRouting();
        application.MapFakeDialStack();
        backend.Map(application);
        return application;
    }

    private static AccountSettings SettingsOf(RunPlan plan)
    {
        var given = plan.Scenario.Given.Server;
        var settings = AccountSettings.ForProfile(given.Profile ?? plan.Profile);
        foreach (var (name, value) in given.Switches)
        {
            settings = settings.With(name, value);
        }

        foreach (var (name, value) in given.Limits)
        {
            settings = settings.WithLimit(name, value);
        }

        return settings;
    }
}
