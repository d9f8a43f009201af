using System.Globalization;
using Harness.Engine;
using Harness.Gates;
using Harness.Reports;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary><c>conformance waive</c>: writes entries of a known-failing list from a report.</summary>
internal sealed class WaiveCommand(CliEnvironment environment)
{
    /// <summary>How long a waiver counts when nobody says.</summary>
    public const int UsualDays = 30;

    /// <summary>Runs it and returns the exit code.</summary>
    /// <exception cref="HarnessException">Something is wrong with what was asked for.</exception>
    public int Run(string reportPath, IReadOnlyList<string> names, string listPath, string reason, string? link, string? expires)
    {
        var report = ReportRuns.Read(environment, reportPath);
        var day = Day(expires);
        if (reason.Trim().Length == 0)
        {
            throw new HarnessException("--reason is empty: say why the failure is waived");
        }

        var runs = names.Count == 0 ? [.. ReportRuns.All(report)] : names.SelectMany(name => ReportRuns.Named(report, name)).Distinct().ToList();
        var waivers = Waivers(runs, reason, link, day).ToList();
        if (waivers.Count == 0)
        {
            environment.Output.WriteLine("Nothing to waive: no check of these runs failed without a waiver. What broke (error) or could not be told (inconclusive) cannot be waived.");
            return ExitCode.Good;
        }

        var path = Path.GetFullPath(listPath, environment.CurrentDirectory);
        var shown = ShownPath.From(environment.CurrentDirectory, path);
        var text = KnownFailingFile.Append(File.Exists(path) ? File.ReadAllText(path) : null, waivers);
        MustBeReadable(text, shown, report);
        File.WriteAllText(path, text);
        foreach (var waiver in waivers)
        {
            environment.Output.WriteLine($"waived until {day:yyyy-MM-dd}: {waiver.Subject}: {waiver.Expects[0]}");
        }

        environment.Output.WriteLine($"{shown} has {(waivers.Count == 1 ? "1 entry" : $"{waivers.Count} entries")} more. Play with it: conformance run --known-failing {shown}");
        return ExitCode.Good;
    }

    // One entry for each check of a scenario; where only some of its runs fail, one for each of those.
    private static IEnumerable<Waiver> Waivers(IReadOnlyList<(ReportedScenario Scenario, ReportedRun Run)> runs, string reason, string? link, DateOnly day)
    {
        var failing = runs.SelectMany(static one => one.Run.Checks.Where(CanBeWaived).Select(check => (one.Scenario, one.Run, Check: check))).ToList();
        foreach (var group in failing.GroupBy(static one => (one.Scenario.Id, Name: one.Check.Name())))
        {
            var judged = group.First().Scenario.Runs.Where(static run => run.Verdict is not (Verdict.Skip or Verdict.Error)).ToList();
            var isWhole = judged.TrueForAll(run => group.Any(one => one.Run == run));
            foreach (var part in group.GroupBy(one => isWhole ? one.Scenario.Id : one.Run.Id))
            {
                var messages = part.Select(static one => one.Check.Message!).DistinctBy(FailureMask.Of, StringComparer.Ordinal).ToList();
                yield return new Waiver(new SourcePosition("", 1, 1), part.Key, group.Key.Name, reason, link, day, messages);
            }
        }
    }

    private static bool CanBeWaived(ReportedCheck check) => check is { Message: not null, NotScored: null, Verdict: Verdict.Fail or Verdict.Warn };

    private DateOnly Day(string? expires)
    {
        var today = DateOnly.FromDateTime(environment.Time.GetUtcNow().UtcDateTime);
        if (expires is null)
        {
            return today.AddDays(UsualDays);
        }

        return !DateOnly.TryParseExact(expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? throw new HarnessException($"--expires {expires} is no day: write it as 2026-12-31")
            : day < today ? throw new HarnessException($"--expires {expires} is over already: a waiver counts up to that day")
            : day;
    }

    // What is added must be understood by the next run, and nothing that stands there may be hurt.
    private static void MustBeReadable(string text, string shown, Report report)
    {
        var bag = new DiagnosticBag();
        KnownFailingFile.Read(text, shown, report.Client, [], isWhole: false, bag);
        if (bag.Sorted() is [var mistake, ..])
        {
            throw new HarnessException($"{mistake}; nothing was added");
        }
    }
}
