using System.CommandLine;

namespace Harness.Cli;

/// <summary>The commands that write documentation from scenarios, and say what is documented by none.</summary>
internal sealed class DocumentationSyntax(CliEnvironment environment, SuitePlay play)
{
    /// <summary>All of them.</summary>
    public IEnumerable<Command> Commands() => [Docs(), Export(), Coverage()];

    private Command Docs()
    {
        var directory = new Argument<string?>("folder") { Description = "where the pages are; docs/protocol beside the suite when not given", Arity = ArgumentArity.ZeroOrOne };
        var html = new Option<bool>("--html") { Description = "also write every page as HTML" };
        var check = new Option<bool>("--check") { Description = "write nothing; fail where a page is not as the suite has it" };
        var command = new Command("docs", "plays the suite with the reference client and writes its documentation from the runs") { directory, html, check };
        command.SetAction((parsed, cancellationToken) =>
            new DocsCommand(environment, play).RunAsync(parsed.GetValue(directory), parsed.GetValue(html), parsed.GetValue(check), cancellationToken));
        return command;
    }

    private Command Export()
    {
        var file = new Option<string?>("--out") { Description = "file to write, YAML for .yaml and .yml; JSON on the output when not given", HelpName = "file" };
        var asyncApi = new Command("asyncapi", "the messages as an AsyncAPI 3.0 document") { file };
        asyncApi.SetAction(parsed => new ExportCommand(environment).AsyncApi(parsed.GetValue(file)));
        var folder = new Argument<string>("folder") { Description = "where the files are written" };
        var schemas = new Command("schemas", "a JSON Schema for each message") { folder };
        schemas.SetAction(parsed => new ExportCommand(environment).Schemas(parsed.GetRequiredValue(folder)));
        return new Command("export", "the catalogue of messages in the forms of other tools") { asyncApi, schemas };
    }

    private Command Coverage()
    {
        var json = new Option<bool>("--json") { Description = "for programs" };
        var mutants = new Option<bool>("--mutants") { Description = "also play every mutant and say which check killed it" };
        var command = new Command("coverage", "says where requirements are decided, and what of the catalogue no scenario exercises") { json, mutants };
        command.SetAction((parsed, cancellationToken) => new CoverageCommand(environment, play).RunAsync(parsed.GetValue(json), parsed.GetValue(mutants), cancellationToken));
        return command;
    }
}
