using System.Globalization;
using Fixtures.Mutants;
using Fixtures.ReferenceClient;
using Harness.Drivers;
using Harness.Drivers.Browser;
using Harness.Drivers.DialIn;
using Harness.Drivers.Remote;
using Harness.Engine;
using Harness.Engine.Playing;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>Meets the client that is tested, as <see cref="ClientChoice.MeetAsync"/>.</summary>
internal delegate Task<(IDriverSource? Source, string Mistake)> MeetClient(
    ClientWanted wanted, NetworkReach reach, CliEnvironment environment, CancellationToken cancellationToken);

/// <summary><c>--client</c>: who is tested.</summary>
internal static class ClientChoice
{
    /// <summary>The client that is tested when nobody says otherwise.</summary>
    public const string Reference = "reference";

    /// <summary>What a mutant's name begins with.</summary>
    public const string MutantPrefix = "mutant:";

    private const string BrowserPrefix = "browser:";
    private const string Listen = "listen";

    /// <summary>True for clients that connect to the harness by themselves, from a page or another machine.</summary>
    public static bool DialsIn(string client) =>
        client == Listen || client.StartsWith(Listen + ":", StringComparison.Ordinal) || client.StartsWith(BrowserPrefix, StringComparison.Ordinal);

    /// <summary>Where the drivers of a client come from, met already; null, with a mistake for people, when there is no such client.</summary>
    /// <exception cref="HarnessException">There is one, and it cannot be used.</exception>
    public static async Task<(IDriverSource? Source, string Mistake)> MeetAsync(
        ClientWanted wanted, NetworkReach reach, CliEnvironment environment, CancellationToken cancellationToken)
    {
        if (InProcess(wanted.Client, out var mistake) is { } inProcess)
        {
            return (inProcess, "");
        }

        if (mistake.Length > 0)
        {
            return (null, mistake);
        }

        var (pool, noPool) = await PoolAsync(wanted, reach, environment);
        if (pool is null)
        {
            return (null, noPool);
        }

        try
        {
            await pool.StartAsync(cancellationToken);
            return (pool, "");
        }
        catch
        {
            await pool.DisposeAsync();
            throw;
        }
    }

    private static ReferenceDriver? InProcess(string client, out string mistake)
    {
        mistake = "";
        if (client == Reference)
        {
            return new ReferenceDriver(Reference, new SoftphoneRules());
        }

        if (!client.StartsWith(MutantPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = client[MutantPrefix.Length..];
        if (MutantCatalogue.All.FirstOrDefault(mutant => mutant.Name == name) is { } mutant)
        {
            return new ReferenceDriver(client, mutant.Change(new SoftphoneRules()));
        }

        mistake = $"there is no mutant '{name}'" + (Suggestion.Nearest(name, MutantCatalogue.All.Select(mutant => mutant.Name)) is { } near
            ? $"; did you mean '{near}'?"
            : " (see 'conformance list mutants')");
        return null;
    }

    /// <summary>Where the drivers of a client outside this process come from; nobody has been met yet.</summary>
    /// <exception cref="HarnessException">There is no browser, or no port.</exception>
    public static async Task<(DriverPool? Pool, string Mistake)> PoolAsync(ClientWanted wanted, NetworkReach reach, CliEnvironment environment)
    {
        var client = wanted.Client;
        if (client == Listen || client.StartsWith(Listen + ":", StringComparison.Ordinal))
        {
            return await ListenAsync(wanted, reach, environment);
        }

        if (client.StartsWith(BrowserPrefix, StringComparison.Ordinal))
        {
            return await BrowserAsync(client[BrowserPrefix.Length..], wanted, reach, environment);
        }

        var words = CommandLine.Split(client);
        if (words.Count == 0)
        {
            return (null, "--client is empty: name 'reference', 'mutant:<name>' or the command of a driver");
        }

        return (new DriverPool(
            _ => Task.FromResult(new DriverConnection(DriverProcess.Start(words, environment.CurrentDirectory), environment.Time, wanted.Hold)), client, isHeld: wanted.Hold), "");
    }

    private static async Task<(DriverPool? Pool, string Mistake)> ListenAsync(ClientWanted wanted, NetworkReach reach, CliEnvironment environment)
    {
        var port = 0;
        var text = wanted.Client.Length > Listen.Length ? wanted.Client[(Listen.Length + 1)..] : "0";
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > ushort.MaxValue)
        {
            return (null, $"--client {wanted.Client}: '{text}' is no port");
        }

        var listener = await ListenerAsync(reach, port, null, environment);
        var drivers = new DialInDrivers(listener, environment.Time, wanted.Hold, environment.Error.WriteLine);
        return (new DriverPool(drivers.ConnectAsync, wanted.Client, most: 1, wanted.Hold, drivers), "");
    }

    private static async Task<(DriverPool? Pool, string Mistake)> BrowserAsync(string place, ClientWanted wanted, NetworkReach reach, CliEnvironment environment)
    {
        var isUrl = Uri.TryCreate(place, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
        var (path, query) = place.Split('?', 2) is [var before, var after] ? (before, after) : (place, "");
        var folder = isUrl ? null : Path.GetFullPath(path, environment.CurrentDirectory);
        if (folder is not null && !File.Exists(Path.Combine(folder, "index.html")))
        {
            return (null, $"--client browser:{place}: there is no index.html in that folder");
        }

        var browser = BrowserFinder.Find(wanted.Browser, environment.Variables.GetValueOrDefault("PATH") ?? "");
        var listener = await ListenerAsync(reach, 0, folder, environment);
        var drivers = new BrowserDrivers(listener, isUrl ? url! : new UriBuilder(listener.PageBase) { Query = query }.Uri, browser, environment.Time, wanted.Hold);
        return (new DriverPool(drivers.ConnectAsync, wanted.Client, most: 1, wanted.Hold, drivers), "");
    }

    private static async Task<DialInListener> ListenerAsync(NetworkReach reach, int port, string? folder, CliEnvironment environment)
    {
        try
        {
            return await DialInListener.StartAsync(reach, port, folder, DriverKit.Folder(environment.ExecutableDirectory));
        }
        catch (Exception taken) when (taken is IOException or System.Net.Sockets.SocketException)
        {
            throw new HarnessException($"Cannot listen for drivers: {taken.Message}", taken);
        }
    }
}
