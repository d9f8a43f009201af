using System.CommandLine;

namespace Harness.Cli;

/// <summary>The commands that work on reports of earlier runs, and those that write the files of the gate.</summary>
internal sealed class ReportSyntax(CliEnvironment environment)
{
    /// <summary>All of them.</summary>
    public IEnumerable<Command> Commands() => [Explain(), Compare(), Merge(), Waive(), Freeze()];

    private Command Explain()
    {
        var report = Report();
        var run = new Argument<string?>("run") { Description = "a run or a scenario; everything that is not green when none is named", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "tells a failure of a report again, as the run told it") { report, run };
        command.SetAction(parsed => Guarded(() => new ExplainCommand(environment).Run(parsed.GetRequiredValue(report), parsed.GetValue(run))));
        return command;
    }

    private Command Compare()
    {
        var reports = Reports("two or more reports: of several clients, or of versions of one");
        var all = new Option<bool>("--all") { Description = "also requirements on which they agree" };
        var markdown = new Option<string?>("--markdown") { Description = "file to write the comparison to as well", HelpName = "file" };
        var command = new Command("compare", "puts reports side by side: requirements, and where transcripts part ways first") { reports, all, markdown };
        command.SetAction(parsed => Guarded(() => new CompareCommand(environment).Run(parsed.GetRequiredValue(reports), parsed.GetValue(all), parsed.GetValue(markdown))));
        return command;
    }

    private Command Merge()
    {
        var reports = Reports("the reports of all shards");
        var into = new Option<string>("--report") { Description = "folder to write the whole report to", HelpName = "folder", Required = true };
        var command = new Command("merge", "puts the reports of shards together, and ends as the whole run would have") { reports, into };
        command.SetAction(parsed => Guarded(() => new MergeCommand(environment).Run(parsed.GetRequiredValue(reports), parsed.GetRequiredValue(into))));
        return command;
    }

    private Command Waive()
    {
        var report = Report();
        var runs = new Argument<string[]>("runs") { Description = "runs or scenarios; everything that failed when none is named", Arity = ArgumentArity.ZeroOrMore };
        var list = new Option<string>("--known-failing") { Description = "the list to add to", DefaultValueFactory = static _ => Gates.KnownFailingFile.UsualName, HelpName = "file" };
        var reason = new Option<string>("--reason") { Description = "why it is waived", HelpName = "text", Required = true };
        var link = new Option<string?>("--link") { Description = "where it is being mended", HelpName = "url" };
        var expires = new Option<string?>("--expires") { Description = $"the last day on which it counts, as 2026-12-31; in {WaiveCommand.UsualDays} days when not given", HelpName = "day" };
        var command = new Command("waive", "adds the failures of a report to a known-failing list") { report, runs, list, reason, link, expires };
        command.SetAction(parsed => Guarded(() => new WaiveCommand(environment).Run(
            parsed.GetRequiredValue(report), parsed.GetValue(runs) ?? [], parsed.GetRequiredValue(list), parsed.GetRequiredValue(reason), parsed.GetValue(link), parsed.GetValue(expires))));
        return command;
    }

    private Command Freeze()
    {
        var name = new Argument<string>("name") { Description = "what the set is called, e.g. 2026-11" };
        var about = new Option<string?>("--about") { Description = "what it stands for", HelpName = "text" };
        var filter = new Option<string[]>("--filter") { Description = "only scenarios whose id, area or requirements fit this glob, or contain this text", HelpName = "text" };
        var command = new Command("freeze", "writes a requirement set of everything that the suite checks today") { name, about, filter };
        command.SetAction(parsed => new FreezeCommand(environment).Run(parsed.GetRequiredValue(name), parsed.GetValue(about), parsed.GetValue(filter) ?? []));
        return command;
    }

    private int Guarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (Exception mistake) when (mistake is Engine.HarnessException or IOException or UnauthorizedAccessException)
        {
            environment.Error.WriteLine($"conformance: {mistake.Message}");
            return ExitCode.Usage;
        }
    }

    private static Argument<string> Report() => new("report") { Description = "the folder of 'conformance run --report', or its report.json" };

    private static Argument<string[]> Reports(string description) => new("reports") { Description = description, Arity = ArgumentArity.OneOrMore };
}
