using System.CommandLine;
using Harness.Cli.Completing;
using Harness.Cli.Serve;

namespace Harness.Cli;

/// <summary>All commands with their options.</summary>
internal sealed class CommandTree
{
    private readonly CliEnvironment _environment;
    private readonly SuitePlay _play;

    public CommandTree(CliEnvironment environment, SuitePlay play)
    {
        _environment = environment;
        _play = play;
        Root = new RootCommand("Plays scenario files against softphone clients of the DialStack signalling protocol. Without a command, plays the whole suite.")
        {
            Run(),
            Accept(),
            Doctor(),
            ServeSyntax.Command(environment),
        };
        foreach (var command in new ReportSyntax(environment).Commands().Concat(new AuthoringCommands(environment).All).Concat(new DocumentationSyntax(environment, play).Commands()))
        {
            Root.Subcommands.Add(command);
        }

        new CompletionSources(environment).Attach(Root);

        Root.SetAction((_, cancellationToken) => new RunCommand(_environment, _play).RunAsync(new RunOptions(), cancellationToken));
    }

    /// <summary>The command <c>conformance</c>.</summary>
    public RootCommand Root { get; }

    private Command Run()
    {
        var syntax = new RunSyntax(_environment);
        var command = syntax.Command();
        command.SetAction((parsed, cancellationToken) => new RunCommand(_environment, _play).RunAsync(syntax.Read(parsed), cancellationToken));
        return command;
    }

    private Command Doctor()
    {
        var client = new ClientOptions();
        var command = new Command("doctor", "exercises a driver alone and says what is wrong with it and how to mend it");
        client.AddTo(command);
        command.SetAction((parsed, cancellationToken) => new DoctorCommand(_environment).RunAsync(client.Read(parsed), cancellationToken));
        return command;
    }

    private Command Accept()
    {
        var places = FileArguments.Of("folders, scenario files or snapshot files; the whole suite when none is named");
        var prune = new Option<bool>("--prune") { Description = "also delete verified snapshots that belong to no scenario" };
        var command = new Command("accept", "takes received transcripts over as the verified ones") { places, prune };
        command.SetAction(parsed => new AcceptCommand(_environment).Run(parsed.GetValue(places) ?? [], parsed.GetValue(prune)));
        return command;
    }
}
