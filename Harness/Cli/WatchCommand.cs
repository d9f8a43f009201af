using Harness.Cli.Watching;

namespace Harness.Cli;

/// <summary><c>conformance run --watch</c>: plays the selection, then again whatever changed, until somebody ends it.</summary>
internal sealed class WatchCommand(CliEnvironment environment, SuitePlay play)
{
    private const string ClearScreen = "\u001b[H\u001b[2J\u001b[3J";
    private const int MostNames = 3;
    private const int MostLooks = 20;

    // A stat for each of some hundred files: nothing that anybody notices.
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(1);

    // Editors write in several steps.
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(150);

    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);

    /// <summary>Runs it and returns the exit code: 0 where it was ended by the one who watches, else what kept it from watching.</summary>
    public async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        if (options.Report is not null)
        {
            await environment.Error.WriteLineAsync("conformance: --report wants a whole run, and --watch plays parts: leave one of them out");
            return ExitCode.Usage;
        }

        var files = new WatchedFiles(environment, _suite, options);
        var seen = files.Now();
        await using var client = new KeptClient();
        using var wakeUp = new FileWakeUp(Folders(seen.Keys), environment.Time);
        var code = await PlayAsync(options, client, cancellationToken);
        if (!cancellationToken.IsCancellationRequested && CannotWatch(options, files, client, code))
        {
            return code;
        }

        try
        {
            while (true)
            {
                environment.Output.WriteLine();
                environment.Output.WriteLine($"Watching {Counted(files.Scenarios().Count)} and what lies beside; Ctrl-C ends.");
                await environment.Output.FlushAsync(cancellationToken);
                var (changes, now) = await NextAsync(files, seen, wakeUp, cancellationToken);
                seen = now;
                await PlayAsync(options, changes, client, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Good;
        }
    }

    // A mistake in a file is waited out. One in the command line, or a client that is not there, does not mend itself.
    private bool CannotWatch(RunOptions options, WatchedFiles files, KeptClient client, int code) =>
        files.Scenarios().Count == 0
        || ReachOptions.Read(options.Wanted, environment.CurrentDirectory, out _) is null
        || (client.WasAsked && (!client.WasMet || code == ExitCode.Usage));

    private async Task PlayAsync(RunOptions options, FileChanges changes, KeptClient client, CancellationToken cancellationToken)
    {
        if (environment.IsTerminal)
        {
            environment.Output.Write(ClearScreen);
        }

        environment.Output.WriteLine($"changed: {Names(changes.Paths)}");
        environment.Output.WriteLine();
        if (changes.Scenarios is null)
        {
            await PlayAsync(options, client, cancellationToken);
        }
        else if (changes.Scenarios.Count > 0)
        {
            await PlayAsync(options with { Files = [.. changes.Scenarios.Select(Show)] }, client, cancellationToken);
        }
    }

    private Task<int> PlayAsync(RunOptions options, KeptClient client, CancellationToken cancellationToken) =>
        new RunCommand(environment, play, client.MeetAsync).RunAsync(options with { Watch = false }, cancellationToken);

    private async Task<(FileChanges Changes, IReadOnlyDictionary<string, FileStamp> Now)> NextAsync(
        WatchedFiles files, IReadOnlyDictionary<string, FileStamp> seen, FileWakeUp wakeUp, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = files.Now();
            if (FileChanges.Between(seen, now) is not null)
            {
                now = await SettledAsync(files, now, cancellationToken);

                // What is as it was again needs no play.
                if (FileChanges.Between(seen, now) is { } changes)
                {
                    return (changes, now);
                }
            }

            await wakeUp.WaitAsync(s_poll, cancellationToken);
        }
    }

    private async Task<IReadOnlyDictionary<string, FileStamp>> SettledAsync(WatchedFiles files, IReadOnlyDictionary<string, FileStamp> now, CancellationToken cancellationToken)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            await Task.Delay(s_quiet, environment.Time, cancellationToken);
            var next = files.Now();
            if (FileChanges.Between(now, next) is null)
            {
                return next;
            }

            now = next;
        }

        return now;
    }

    // One watch for each tree, not for each folder in it.
    private static IEnumerable<string> Folders(IEnumerable<string> paths)
    {
        var folders = paths.Select(static path => Path.GetDirectoryName(path)!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return folders.Where(folder => !folders.Exists(other => other != folder && folder.StartsWith(other + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
    }

    private string Names(IReadOnlyList<string> paths) =>
        string.Join(", ", paths.Take(MostNames).Select(path => File.Exists(path) ? Show(path) : $"{Show(path)} (gone)"))
        + (paths.Count > MostNames ? $" and {paths.Count - MostNames} more" : "");

    private static string Counted(int count) => count == 1 ? "1 scenario" : $"{count} scenarios";

    private string Show(string path) => ShownPath.From(environment.CurrentDirectory, path);
}
