using System.CommandLine;
using Harness.Cli.Completing;

namespace Harness.Cli;

/// <summary>The commands of those who write scenarios.</summary>
internal sealed class AuthoringCommands(CliEnvironment environment)
{
    /// <summary>All of them.</summary>
    public IEnumerable<Command> All => [New(), Lint(), List(), Describe(), Completions()];

    private Command Lint()
    {
        var files = FileArguments.Of("scenario files, folders or globs; the whole suite when none is named");
        var strict = new Option<bool>("--strict") { Description = "what is only advice ends with exit code 2, too" };
        var format = new Option<string>("--format") { Description = string.Join(", ", LintFormats.All), DefaultValueFactory = static _ => LintFormats.Text, HelpName = "format" };
        var command = new Command("lint", "says what is wrong with scenario files and what could be better, without playing them") { files, strict, format };
        command.SetAction(parsed => LintCommand.Run(environment, new LintOptions(parsed.GetValue(files) ?? [], parsed.GetValue(strict), parsed.GetRequiredValue(format))));
        return command;
    }

    private Command List()
    {
        var subject = new Argument<string>("what") { Description = string.Join(", ", ListSubjects.Names), DefaultValueFactory = static _ => ListSubjects.Names[0] };
        var filter = new Option<string[]>("--filter") { Description = "only what fits this glob in one of its columns, or contains this text", HelpName = "text" };
        var json = new Option<bool>("--json") { Description = "as JSON, for programs" };
        ArgumentWords.Check(subject);
        ArgumentWords.NotEmpty(filter);
        var command = new Command("list", "lists what there is to play, to cover, to write, to play against") { subject, filter, json };
        command.SetAction(parsed => ListCommand.Run(environment, new ListOptions(parsed.GetRequiredValue(subject), parsed.GetValue(filter) ?? [], parsed.GetValue(json))));
        return command;
    }

    private Command Describe()
    {
        var subject = new Argument<string>("subject") { Description = "the id of a requirement or scenario, or an area" };
        ArgumentWords.Check(subject);
        var command = new Command("describe", "says what a requirement demands and who says so, which scenarios check it and which mutants break it") { subject };
        command.SetAction(parsed => new DescribeCommand(environment).Run(parsed.GetRequiredValue(subject)));
        return command;
    }

    private Command New()
    {
        var id = new Argument<string>("area/name") { Description = "where it goes and what it is called, such as hold/hold-twice" };
        var folder = new Option<string?>("--in") { Description = "folder with the areas; the suite around the current directory when not given", HelpName = "folder" };
        var title = new Option<string?>("--title") { Description = "one sentence: what a right client does; the name as words when not given", HelpName = "text" };
        var covers = new Option<string[]>("--covers") { Description = "a requirement that it is to decide; may be given several times", HelpName = "requirement" };
        var newArea = new Option<bool>("--new-area") { Description = "the area is meant to be new, though its name is near that of another" };
        ArgumentWords.Check(id);
        ArgumentWords.Folder(folder, environment);
        var command = new Command("new", "writes a new scenario with comments that teach, which passes as it stands") { id, folder, title, covers, newArea };
        command.SetAction(parsed => new NewCommand(environment).Run(
            new NewOptions(parsed.GetRequiredValue(id), parsed.GetValue(folder), parsed.GetValue(title), parsed.GetValue(covers) ?? [], parsed.GetValue(newArea))));
        return command;
    }

    private Command Completions()
    {
        var shell = new Argument<string>("shell") { Description = string.Join(", ", CompletionScripts.Shells) };
        ArgumentWords.Check(shell);
        var command = new Command("completions", "prints a script that teaches a shell to complete") { shell };
        command.SetAction(parsed => CompletionsCommand.Run(environment, parsed.GetRequiredValue(shell)));
        return command;
    }
}
