using System.Globalization;
using FakeDialStack.InMemory;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Engine.Playing;

/// <summary>The addresses of a run's clients: host names on the network inside the process, or a TCP port for each.</summary>
/// <param name="reach">Null: inside the process only.</param>
/// <param name="clients">In the order of the file.</param>
internal sealed class LanePorts(NetworkReach? reach, IEnumerable<string> clients)
{
    private readonly List<string> _clients = [.. clients];
    private readonly Dictionary<int, string> _laneOf = [];

    /// <summary>True when there are TCP ports.</summary>
    public bool AreOpen => reach is not null;

    /// <summary>Listens.</summary>
    public void UseOn(IWebHostBuilder host)
    {
        if (reach?.Certificate is not null)
        {
            host.UseKestrelHttpsConfiguration();
        }

        host.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(InMemoryNetwork.Address, static listen => listen.Protocols = HttpProtocols.Http1);
            foreach (var _ in reach is null ? [] : _clients)
            {
                kestrel.Listen(reach!.Bind, 0, reach.Secure);
            }
        });
    }

    /// <summary>Reads which ports it became.</summary>
    public void Learn(WebApplication application)
    {
        if (reach is null)
        {
            return;
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        // In the order in which it was asked to listen; the network inside the process is among them.
        var ports = addresses.Select(BindingAddress.Parse).Where(static a => a.Host != InMemoryNetwork.Address.ToString()).Select(static a => a.Port);
        foreach (var (port, client) in ports.Zip(_clients))
        {
            _laneOf[port] = client;
        }
    }

    /// <summary>Who calls. Any thread.</summary>
    public string PeerOf(HttpContext context) =>
        _laneOf.TryGetValue(context.Connection.LocalPort, out var lane) ? lane : context.Request.Host.Host.Split('.')[0];

    /// <summary>Base of the REST API for a client.</summary>
    public Uri BaseOf(string client) => reach is null
        ? new Uri($"http://{client}.fake.test/")
        : new Uri(string.Create(CultureInfo.InvariantCulture, $"{reach.Scheme}://{reach.Host}:{_laneOf.First(l => l.Value == client).Key}/"));
}
