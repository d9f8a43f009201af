using System.CommandLine;

namespace Harness.Cli;

/// <summary>The options of every command that drives a client.</summary>
internal sealed class ClientOptions
{
    private readonly Option<string[]> _client = new("--client")
    {
        Description = "who is tested: reference, mutant:<name>, the command of a driver, listen[:port] for one that dials in, or browser:<folder or URL>",
        HelpName = "client",
    };

    private readonly Option<string?> _bind = new("--bind") { Description = "address that clients outside this machine connect to, e.g. 0.0.0.0; loopback when not given", HelpName = "address" };
    private readonly Option<string?> _advertise = new("--advertise") { Description = "name or address under which they find it; the bound one when not given", HelpName = "host" };
    private readonly Option<string?> _certificate = new("--certificate") { Description = "PEM or PKCS #12 file with certificate and key, for https and wss", HelpName = "file" };
    private readonly Option<bool> _hold = new("--hold") { Description = "wait for the driver without a deadline, as while it is in a debugger" };
    private readonly Option<string?> _browser = new("--browser") { Description = "name or path of the browser; the first that is found when not given", HelpName = "browser" };

    /// <summary>Gives them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _client, _bind, _advertise, _certificate, _hold, _browser })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(_client) is { Tokens.Count: > 1 })
            {
                result.AddError("--client is given more than once: a run plays one implementation, with as many clients as the scenario has");
            }
        });
    }

    /// <summary>What they say.</summary>
    public ClientWanted Read(ParseResult parsed) => new()
    {
        Client = parsed.GetValue(_client) is [var client, ..] ? client : ClientChoice.Reference,
        Bind = parsed.GetValue(_bind),
        Advertise = parsed.GetValue(_advertise),
        Certificate = parsed.GetValue(_certificate),
        Hold = parsed.GetValue(_hold),
        Browser = parsed.GetValue(_browser),
    };
}
