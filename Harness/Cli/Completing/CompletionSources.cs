using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using Fixtures.Mutants;
using Harness.Scenarios;

namespace Harness.Cli.Completing;

/// <summary>Gives every option and argument the words that may stand there, for the completion of shells.</summary>
internal sealed class CompletionSources(CliEnvironment environment)
{
    // None of them may throw: a shell that completes has nowhere to show it.
    private static readonly string[] s_clients = [ClientChoice.Reference, "listen", "browser:"];

    /// <summary>Attaches them by the names of options and arguments, wherever these occur.</summary>
    public void Attach(Command command)
    {
        foreach (var option in command.Options)
        {
            if (option is HelpOption)
            {
                // Of use to nobody on a command line that completes.
                option.Aliases.Remove("/h");
                option.Aliases.Remove("/?");
            }
            else if (Words(option.Name, command.Name) is { } words)
            {
                option.HelpName ??= "value";
                option.CompletionSources.Add(_ => words().Select(static word => new CompletionItem(word)));
            }
        }

        foreach (var argument in command.Arguments)
        {
            if (Words(argument.Name, command.Name) is { } words)
            {
                // Without a name of its own, help would print every word that may stand there.
                argument.HelpName ??= argument.Name;
                argument.CompletionSources.Add(_ => words().Select(static word => new CompletionItem(word)));
            }
        }

        foreach (var inner in command.Subcommands)
        {
            Attach(inner);
        }
    }

    private Func<IEnumerable<string>>? Words(string name, string command) => (name, command) switch
    {
        ("--client", _) => static () => [.. s_clients, .. MutantCatalogue.All.Select(static mutant => ClientChoice.MutantPrefix + mutant.Name)],
        ("--filter", "list") => null,
        ("--filter", _) => () => [.. Areas(), .. Requirements(), .. Scenarios()],
        ("--covers", _) => Requirements,
        ("--profile", _) => static () => ServerProfiles.All.Select(static profile => profile.Name),
        ("--clock", _) => static () => [RunOptions.VirtualClock, RunOptions.RealClock],
        ("--fail-on", _) => static () => [RunOptions.FailOnFail, RunOptions.FailOnWarn],
        ("--set", _) => () => GateFiles.Sets(SuiteLocation.Find(environment)).Select(static path => Path.GetFileNameWithoutExtension(path)),
        ("--format", "lint") => static () => LintFormats.All,
        ("files", _) => Scenarios,
        ("what", "list") => static () => ListSubjects.Names,
        ("subject", "describe") => () => [.. Requirements(), .. Scenarios(), .. Areas()],
        ("area/name", "new") => () => Areas().Select(static area => area + "/"),
        ("shell", "completions") => static () => CompletionScripts.Shells,
        _ => null,
    };

    private IEnumerable<string> Areas() => Scenarios().Select(static id => id.Split('/')[0]).Distinct(StringComparer.Ordinal);

    // By name only: whoever completes does not want to wait until all files are read.
    private IReadOnlyList<string> Scenarios() => Suite is { } suite
        ? [.. new ScenarioPaths(new LoaderContext(suite, environment.CurrentDirectory)).Find([suite], new DiagnosticBag()).Select(ScenarioPaths.IdOf)]
        : [];

    private IEnumerable<string> Requirements() => SuiteFiles.RequirementsRoot(environment, SuiteLocation.Find(environment)) is { } root
        ? RequirementCatalogue.Load(Path.Combine(root, RequirementCatalogue.FileName)).All.Select(static one => one.Id)
        : [];

    private string? Suite => SuiteLocation.Find(environment)?.Folder;
}
