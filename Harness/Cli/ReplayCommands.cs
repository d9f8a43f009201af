using System.Globalization;
using Harness.Engine;

namespace Harness.Cli;

/// <summary>Commands that the reader of a report can paste.</summary>
internal sealed class ReplayCommands(RunOptions options, SuiteLocation? suite, string currentDirectory, Func<string, string> shownPath)
{
    private string Program => suite is { InCheckout: true } ? "dotnet run --project Harness --" : "conformance";

    /// <summary>Plays just this run again.</summary>
    public string Replay(RunResult run)
    {
        var words = new List<string> { Program, "run", Quoted(shownPath(run.Scenario.At.File)), "--seed", run.Seed.ToString(CultureInfo.InvariantCulture) };
        if (run.Id != run.Scenario.Id)
        {
            words.AddRange(["--only", Quoted(run.Id)]);
        }

        if (options.Client != ClientChoice.Reference)
        {
            words.AddRange(["--client", Quoted(options.Client)]);
        }

        // What reaches the client belongs to the command as well; --hold is for the person who typed it.
        foreach (var (option, value) in new[]
        {
            ("--browser", options.Wanted.Browser), ("--bind", options.Wanted.Bind), ("--advertise", options.Wanted.Advertise), ("--certificate", options.Wanted.Certificate),
        })
        {
            if (value is not null)
            {
                words.AddRange([option, Quoted(value)]);
            }
        }

        if (options.Clock is { } clock)
        {
            words.AddRange(["--clock", clock]);
        }

        if (options.MaxRealTime is { } most)
        {
            words.AddRange(["--max-real-time", most]);
        }

        if (options.Profile is { } profile)
        {
            words.AddRange(["--profile", profile]);
        }

        if (options.Snapshots is { } snapshots)
        {
            words.AddRange(["--snapshots", Quoted(snapshots)]);
        }

        return string.Join(' ', words);
    }

    /// <summary>Takes over what was received.</summary>
    public string Accept()
    {
        // Patterns and ids are not repeated: the whole suite is searched then.
        var places = options.Snapshots is { } folder ? [folder]
            : options.Files.All(file => Path.Exists(Path.GetFullPath(file, currentDirectory))) ? options.Files
            : [];
        return string.Join(' ', [Program, "accept", .. places.Select(Quoted)]);
    }

    // Much means something to shells; within single quotes nothing does. Windows has no such quotes.
    private static string Quoted(string path) => path.Length > 0 && path.All(static c => char.IsLetterOrDigit(c) || "/.:-_=+,@".Contains(c, StringComparison.Ordinal)) ? path
        : OperatingSystem.IsWindows() || path.IndexOfAny(['$', '`', '\\', '"', '!']) < 0 ? $"\"{path.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
