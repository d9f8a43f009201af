using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Harness.Cli.Serve;
using Harness.Engine;

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
            Lint(),
            List(),
            Doctor(),
            ServeSyntax.Command(environment),
        };
        Root.SetAction((_, cancellationToken) => new RunCommand(_environment, _play).RunAsync(new RunOptions(), cancellationToken));
    }

    /// <summary>The command <c>conformance</c>.</summary>
    public RootCommand Root { get; }

    private Command Run()
    {
        var files = Files("scenario files, folders or globs; the whole suite when none is named");
        var filter = new Option<string[]>("--filter") { Description = "only scenarios whose id, area or requirements fit this glob, or contain this text", HelpName = "text" };
        var client = new ClientOptions();
        var clock = new Option<string?>("--clock") { Description = "virtual, or real; virtual where the client can follow it when not given", HelpName = "clock" };
        var maxRealTime = new Option<string?>("--max-real-time") { Description = $"under the real clock: what takes longer in protocol time is not played; {RunOptions.DefaultMaxRealTime} when not given", HelpName = "duration" };
        var allowInconclusive = new Option<bool>("--allow-inconclusive") { Description = "runs in which the harness was too late to tell are no failure" };
        var seed = new Option<int>("--seed") { CustomParser = WholeNumber, Description = "where all chance comes from", DefaultValueFactory = static _ => 1, HelpName = "number" };
        var report = new Option<string?>("--report") { Description = "folder to write report.json to", HelpName = "folder" };
        var snapshots = new Option<string?>("--snapshots") { Description = "folder with this client's own snapshots; beside the scenarios when not given", HelpName = "folder" };
        var profile = new Option<string?>("--profile") { Description = "edition of the server for scenarios that name none", HelpName = "name" };
        var repeat = new Option<int>("--repeat") { CustomParser = WholeNumber, Description = "play everything that many times; every byte must be the same", DefaultValueFactory = static _ => 1, HelpName = "times" };
        var parallel = new Option<int?>("--parallel") { CustomParser = static result => WholeNumber(result), Description = $"how many runs at once; when not given one for each core, and {SuiteRunner.RealRunsAtOnce} under the real clock", HelpName = "runs" };
        var command = new Command("run", "plays scenarios and says which requirements the client meets") { files, filter, clock, maxRealTime, allowInconclusive, seed, report, snapshots, profile, repeat, parallel };
        AddAll(command, client);
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new RunOptions
            {
                Files = parsed.GetValue(files) ?? [],
                Filters = parsed.GetValue(filter) ?? [],
                Wanted = client.Read(parsed),
                Clock = parsed.GetValue(clock),
                MaxRealTime = parsed.GetValue(maxRealTime),
                AllowInconclusive = parsed.GetValue(allowInconclusive),
                Seed = parsed.GetValue(seed),
                Report = parsed.GetValue(report),
                Snapshots = parsed.GetValue(snapshots),
                Profile = parsed.GetValue(profile),
                Repeat = parsed.GetValue(repeat),
                Parallel = parsed.GetValue(parallel),
            };
            return new RunCommand(_environment, _play).RunAsync(options, cancellationToken);
        });
        return command;
    }

    private Command Doctor()
    {
        var client = new ClientOptions();
        var command = new Command("doctor", "exercises a driver alone and says what is wrong with it and how to mend it");
        AddAll(command, client);
        command.SetAction((parsed, cancellationToken) => new DoctorCommand(_environment).RunAsync(client.Read(parsed), cancellationToken));
        return command;
    }

    private static void AddAll(Command command, ClientOptions client)
    {
        foreach (var option in client.All)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (client.Mistake(result) is { } mistake)
            {
                result.AddError(mistake);
            }
        });
    }

    private Command Accept()
    {
        var places = Files("folders, scenario files or snapshot files; the whole suite when none is named");
        var prune = new Option<bool>("--prune") { Description = "also delete verified snapshots that belong to no scenario" };
        var command = new Command("accept", "takes received transcripts over as the verified ones") { places, prune };
        command.SetAction(parsed => new AcceptCommand(_environment).Run(parsed.GetValue(places) ?? [], parsed.GetValue(prune)));
        return command;
    }

    private Command Lint()
    {
        var files = Files("scenario files, folders or globs; the whole suite when none is named");
        var command = new Command("lint", "says what is wrong with scenario files, without playing them") { files };
        command.SetAction(parsed => LintCommand.Run(_environment, parsed.GetValue(files) ?? []));
        return command;
    }

    private Command List()
    {
        var subject = new Argument<string>("what") { Description = string.Join(", ", ListCommand.Subjects), DefaultValueFactory = static _ => ListCommand.Subjects[0] };
        var command = new Command("list", "lists scenarios, requirements, profiles, switches, limits or mutants") { subject };
        command.SetAction(parsed => ListCommand.Run(_environment, parsed.GetRequiredValue(subject)));
        return command;
    }

    private static int WholeNumber(ArgumentResult result)
    {
        var text = result.Tokens is [var token] ? token.Value : "";
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        result.AddError($"'{text}' is no whole number for {(result.Parent as OptionResult)?.Option.Name}");
        return 0;
    }

    private static Argument<string[]> Files(string description)
    {
        var files = new Argument<string[]>("files") { Description = description, Arity = ArgumentArity.ZeroOrMore };

        // The parser takes an unknown option for a file.
        files.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError(UsageMistakes.UnknownWord(token.Value, result.Parent));
            }
        });
        return files;
    }
}
