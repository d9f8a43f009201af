using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Harness.Engine;

namespace Harness.Cli;

/// <summary>The options of <c>conformance run</c>.</summary>
internal sealed class RunSyntax(CliEnvironment environment)
{
    private readonly Argument<string[]> _files = FileArguments.Of("scenario files, folders or globs; the whole suite when none is named");
    private readonly Option<string[]> _filter = new("--filter") { Description = "only scenarios whose id, area or requirements fit this glob, or contain this text", HelpName = "text" };
    private readonly Option<string?> _only = new("--only") { Description = "only this run, by its id as reports write it: one row, order or seed of a scenario", HelpName = "run" };
    private readonly ClientOptions _client = new();
    private readonly Option<string?> _clock = new("--clock") { Description = "virtual, or real; virtual where the client can follow it when not given", HelpName = "clock" };
    private readonly Option<string?> _maxRealTime = new("--max-real-time") { Description = $"under the real clock: what takes longer in protocol time is not played; {RunOptions.DefaultMaxRealTime} when not given", HelpName = "duration" };
    private readonly Option<bool> _allowInconclusive = new("--allow-inconclusive") { Description = "runs in which the harness was too late to tell are no failure" };
    private readonly Option<int> _seed = new("--seed") { CustomParser = WholeNumber, Description = "where all chance comes from", DefaultValueFactory = static _ => 1, HelpName = "number" };
    private readonly Option<string?> _report = new("--report") { Description = "folder to write the report to: report.html, report.json, junit.xml, summary.md, transcripts", HelpName = "folder" };
    private readonly Option<string?> _snapshots = new("--snapshots") { Description = "folder with this client's own snapshots; beside the scenarios when not given", HelpName = "folder" };
    private readonly Option<string?> _profile = new("--profile") { Description = "edition of the server for scenarios that name none", HelpName = "name" };
    private readonly Option<int> _repeat = new("--repeat") { CustomParser = WholeNumber, Description = "play everything that many times; every byte must be the same", DefaultValueFactory = static _ => 1, HelpName = "times" };
    private readonly Option<bool> _untilFailure = new("--repeat-until-failure") { Description = "play round after round, each with the next seed, until something fails; --repeat says how many rounds at most" };
    private readonly Option<int?> _parallel = new("--parallel") { CustomParser = static result => WholeNumber(result), Description = $"how many runs at once; when not given one for each core, and {SuiteRunner.RealRunsAtOnce} under the real clock", HelpName = "runs" };
    private readonly Option<int> _retries = new("--retries") { CustomParser = WholeNumber, Description = "play a run that did not pass again, up to that many times; one that passes then is flaky, which is not green", HelpName = "times" };
    private readonly Option<bool> _allowFlaky = new("--allow-flaky") { Description = "runs that pass only on a retry are no failure" };
    private readonly Option<string> _failOn = new("--fail-on") { Description = "fail, or warn: the mildest verdict that makes the exit code 1", DefaultValueFactory = static _ => RunOptions.FailOnFail, HelpName = "verdict" };
    private readonly Option<string?> _set = new("--set") { Description = "the requirement set that decides what counts: a name from the suite's folder 'sets', or a file", HelpName = "name" };
    private readonly Option<string?> _knownFailing = new("--known-failing") { Description = "this client's list of waivers", HelpName = "file" };
    private readonly Option<string?> _shard = new("--shard") { Description = "2/5 plays the second of five parts; 'conformance merge' puts their reports together", HelpName = "part" };
    private readonly Option<bool> _watch = new("--watch") { Description = "play whatever changes again, until Ctrl-C" };
    private readonly Option<string?> _durations = new("--durations") { Description = "an earlier report, whose durations make shards even; every shard must be given the same", HelpName = "report" };

    /// <summary>The command, without an action.</summary>
    public Command Command()
    {
        var command = new Command("run", "plays scenarios and says which requirements the client meets")
        {
            _files, _filter, _only, _clock, _maxRealTime, _allowInconclusive, _seed, _report, _snapshots, _profile, _repeat, _untilFailure, _parallel,
            _retries, _allowFlaky, _failOn, _set, _knownFailing, _shard, _durations, _watch,
        };
        ArgumentWords.NotEmpty(_filter);
        ArgumentWords.Folder(_report, environment);
        ArgumentWords.Folder(_snapshots, environment);
        _client.AddTo(command);
        return command;
    }

    /// <summary>What somebody asked for.</summary>
    public RunOptions Read(ParseResult parsed) => new()
    {
        Files = parsed.GetValue(_files) ?? [],
        Filters = parsed.GetValue(_filter) ?? [],
        Only = parsed.GetValue(_only),
        Wanted = _client.Read(parsed),
        Clock = parsed.GetValue(_clock),
        MaxRealTime = parsed.GetValue(_maxRealTime),
        AllowInconclusive = parsed.GetValue(_allowInconclusive),
        Seed = parsed.GetValue(_seed),
        Report = parsed.GetValue(_report),
        Snapshots = parsed.GetValue(_snapshots),
        Profile = parsed.GetValue(_profile),
        Repeat = parsed.GetValue(_repeat),
        UntilFailure = parsed.GetValue(_untilFailure),
        Parallel = parsed.GetValue(_parallel),
        Retries = parsed.GetValue(_retries),
        AllowFlaky = parsed.GetValue(_allowFlaky),
        FailOn = parsed.GetValue(_failOn) ?? RunOptions.FailOnFail,
        Set = parsed.GetValue(_set),
        KnownFailing = parsed.GetValue(_knownFailing),
        Shard = parsed.GetValue(_shard),
        Watch = parsed.GetValue(_watch),
        Durations = parsed.GetValue(_durations),
    };

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
}
