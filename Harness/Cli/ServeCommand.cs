using System.Net.Sockets;
using Harness.Cli.Serve;

namespace Harness.Cli;

/// <summary><c>conformance serve</c>: runs the fake alone, for people who develop against it.</summary>
internal sealed class ServeCommand(CliEnvironment environment)
{
    /// <summary>Serves until it is stopped, and returns the exit code.</summary>
    public async Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        if (ServePlan.Make(options, environment.Time, out var mistake) is not { } plan)
        {
            return Refuse(mistake);
        }

        var dialPad = DialPadFolder(environment.ExecutableDirectory);
        try
        {
            await using var host = await ServeHost.StartAsync(plan, dialPad, environment.Time, cancellationToken);
            foreach (var line in ServeBanner.Lines(plan, host.Ports, host.Account, await host.UsersAsync(), dialPad is not null))
            {
                await environment.Output.WriteLineAsync(line);
            }

            await environment.Output.FlushAsync(cancellationToken);
            await UntilStoppedAsync(cancellationToken);
        }
        catch (IOException taken) when (Inner<SocketException>(taken) is { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            return Refuse(Taken(plan, taken));
        }
        catch (Exception refused) when (Inner<SocketException>(refused) is { } why)
        {
            return Refuse($"cannot listen on {plan.Options.Bind}: {why.Message}; choose another --bind or --port");
        }

        return ExitCode.Good;
    }

    private static string? DialPadFolder(string executableDirectory)
    {
        var folder = Path.Combine(executableDirectory, "Clients", "browser-softphone");
        return Directory.Exists(folder) ? folder : null;
    }

    private static async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }

    private static string Taken(ServePlan plan, IOException taken)
    {
        var (port, option) = taken.Message.Contains("https://", StringComparison.Ordinal) ? (plan.HttpsPort, "--https-port") : (plan.Options.Port, "--port");
        return $"port {port} is taken by another program; choose another with {option}, or 0 for any free one";
    }

    private static T? Inner<T>(Exception thrown)
        where T : Exception
    {
        for (Exception? inner = thrown; inner is not null; inner = inner.InnerException)
        {
            if (inner is T found)
            {
                return found;
            }
        }

        return null;
    }

    private int Refuse(string mistake)
    {
        environment.Error.WriteLine($"conformance: {mistake}");
        return ExitCode.Usage;
    }
}
