using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Harness.Cli.Serve;

/// <summary>The options of <c>conformance serve</c>.</summary>
internal sealed class ServeSyntax
{
    private readonly Option<int> _port = new("--port") { CustomParser = WholeNumber, Description = "for http and ws; 0 takes any free one", DefaultValueFactory = static _ => ServeOptions.DefaultPort, HelpName = "port" };
    private readonly Option<int?> _httpsPort = new("--https-port") { CustomParser = static result => WholeNumber(result), Description = $"for https and wss; {ServeOptions.DefaultHttpsPort} when not given and there is a development certificate", HelpName = "port" };
    private readonly Option<bool> _noHttps = new("--no-https") { Description = "http only" };
    private readonly Option<string> _bind = new("--bind") { Description = "address to listen on; on any but loopback, control requests need a token", DefaultValueFactory = static _ => ServeOptions.DefaultBind, HelpName = "address" };
    private readonly Option<string?> _controlToken = new("--control-token") { Description = "what control requests must show; a made one on any address but loopback", HelpName = "token" };
    private readonly Option<string?> _webhook = new("--webhook") { Description = "where webhooks go, signed", HelpName = "url" };
    private readonly Option<string?> _profile = new("--profile") { Description = "edition of the server", HelpName = "name" };
    private readonly Option<int?> _seed = new("--seed") { CustomParser = static result => WholeNumber(result), Description = "the same ids, keys and secrets at every start; new ones when not given", HelpName = "number" };

    /// <summary>The command with its action.</summary>
    public static Command Command(CliEnvironment environment)
    {
        var syntax = new ServeSyntax();
        var command = new Command("serve", "runs the fake alone, to develop against: REST, signalling, webhooks, a control API and a console page")
        {
            syntax._port, syntax._httpsPort, syntax._noHttps, syntax._bind, syntax._controlToken, syntax._webhook, syntax._profile, syntax._seed,
        };
        command.SetAction((parsed, cancellationToken) => new ServeCommand(environment).RunAsync(syntax.Read(parsed), cancellationToken));
        return command;
    }

    private ServeOptions Read(ParseResult parsed) => new()
    {
        Port = parsed.GetValue(_port),
        HttpsPort = parsed.GetValue(_httpsPort),
        NoHttps = parsed.GetValue(_noHttps),
        Bind = parsed.GetValue(_bind) ?? ServeOptions.DefaultBind,
        ControlToken = parsed.GetValue(_controlToken),
        Webhook = parsed.GetValue(_webhook),
        Profile = parsed.GetValue(_profile),
        Seed = parsed.GetValue(_seed),
    };

    private static int WholeNumber(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        result.AddError($"'{text}' is no whole number for {(result.Parent as OptionResult)?.Option.Name}");
        return 0;
    }
}
