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

/// <summary>
/// The real web server of one run: the fake and the stub backend on a network inside the process, and, for clients that live
/// elsewhere, the fake on TCP as well, on a port for each client: by it the fake knows who calls, before anybody has signed in.
/// </summary>
internal sealed class RunHost : IAsyncDisposable
{
    private static readonly TimeSpan s_signatureTolerance = TimeSpan.FromSeconds(300);

    private readonly WebApplication _application;

    private readonly LanePorts _ports;

    private RunHost(WebApplication application, DialStackPlatform platform, Account account, StubBackend backend, InMemoryNetwork network, LanePorts ports)
    {
        _application = application;
        _ports = ports;
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
    /// <param name="plan">What the run is made from.</param>
    /// <param name="flow">Counts what leaves the loop.</param>
    /// <param name="time">The clock.</param>
    /// <param name="reach">How clients elsewhere reach it; null when all are inside the process.</param>
    public static RunHost Start(RunPlan plan, IFlow flow, TimeProvider time, NetworkReach? reach)
    {
        var network = new InMemoryNetwork();
        var ports = new LanePorts(reach, plan.Scenario.Given.Clients.Select(static c => c.Name));
        var settings = SettingsOf(plan);
        var platform = new DialStackPlatform(new FakeDialStackOptions
        {
            Time = time,
            Flow = flow,
            Seed = plan.Seed,
            DefaultSettings = settings,
            WebhookDialer = network,
            PeerOf = ports.PeerOf,
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
        var application = Build(platform, backend, network, ports, flow);
        application.StartAsync().GetAwaiter().GetResult();
        ports.Learn(application);
        return new RunHost(application, platform, account, backend, network, ports);
    }

    /// <summary>How clients inside this process reach it.</summary>
    public IDialer Dialer => _ports.AreOpen ? new TcpDialer() : Network;

    /// <summary>Base of the REST API for a client, without <c>/v1</c>.</summary>
    public Uri RestBaseOf(string client) => _ports.BaseOf(client);

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

    private static WebApplication Build(DialStackPlatform platform, StubBackend backend, InMemoryNetwork network, LanePorts ports, IFlow flow)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        ports.UseOn(builder.WebHost);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IConnectionListenerFactory>(network);
        builder.Services.AddFakeDialStack(platform);
        var application = builder.Build();
        if (ports.AreOpen)
        {
            application.Use((context, next) => BlockedNetwork.PassAsync(platform, flow, context, next));
        }

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
