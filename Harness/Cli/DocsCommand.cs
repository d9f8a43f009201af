using Fixtures.Mutants;
using Harness.Coverage;
using Harness.Documentation;
using Harness.Engine;
using Harness.Reports;
using Harness.Transcripts;

namespace Harness.Cli;

/// <summary><c>conformance docs</c>: plays the suite and writes what happened as documentation, or checks what was written before.</summary>
internal sealed class DocsCommand(CliEnvironment environment, SuitePlay play)
{
    private const int MostDiffLines = 12;

    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);
    private readonly Terminal _terminal = new(environment.Output, environment.IsTerminal, environment.WantsColour);

    /// <summary>Runs it and returns the exit code.</summary>
    /// <param name="directory">The folder; null for <c>docs/protocol</c> beside the suite.</param>
    /// <param name="html">Also as HTML.</param>
    /// <param name="check">Write nothing: say what would change.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    public async Task<int> RunAsync(string? directory, bool html, bool check, CancellationToken cancellationToken)
    {
        var files = SuiteFiles.Load(environment, _suite, []);
        if (files.Mistakes.Count > 0)
        {
            return SuiteFiles.Refuse(environment, files.Mistakes);
        }

        var runs = await ReferencePlay.AllAsync(play, files, cancellationToken);
        if (ReferencePlay.Failed(runs) is { Count: > 0 } failed)
        {
            return Refuse(failed);
        }

        var folder = directory is null ? Path.Combine(Around(), "docs", "protocol") : Path.GetFullPath(directory, environment.CurrentDirectory);
        var pages = SuitePages.Of(Facts(files, runs, folder));
        var generated = pages.Select(page => new GeneratedFile(page.Path, page.Text)).Concat(html ? HtmlPages.Of(pages) : []).ToList();
        return check ? Check(folder, generated, Again(directory, html)) : Write(folder, generated, runs);
    }

    private SuiteFacts Facts(SuiteFiles files, IReadOnlyList<RunResult> runs, string folder)
    {
        var passed = runs.Where(run => run is { Verdict: Verdict.Pass, HasSnapshot: true }).ToLookup(run => run.Scenario.Id, StringComparer.Ordinal);
        var scenarios = files.Files.Where(file => passed.Contains(file.Id)).Select(file => new PassedScenario(
            file,
            File.ReadAllText(file.Path).ReplaceLineEndings("\n"),
            ShownPath.From(Around(), file.Path),
            [.. passed[file.Id].Select(run => new PassedRun(run, Transcript.Of(run)))])).ToList();
        var left = files.Files.Where(file => !passed.Contains(file.Id)).Select(file => (file.Id, runs.First(run => run.Scenario.Id == file.Id).Reason)).ToList();
        var coverage = RequirementCoverage.Of(files.Requirements.All, [.. runs.Where(run => run.Verdict == Verdict.Pass)], MutantCatalogue.All, killed: null);
        return new SuiteFacts(scenarios, left, coverage, WayBack(folder));
    }

    // A way that leaves the checkout would be another one on each machine.
    private string? WayBack(string folder) => Path.GetRelativePath(Around(), folder) is var below && (Path.IsPathRooted(below) || below.StartsWith("..", StringComparison.Ordinal))
        ? null
        : Path.GetRelativePath(folder, Around()).Replace(Path.DirectorySeparatorChar, '/');

    private string Around() => Path.GetDirectoryName(_suite!.Folder)!;

    private int Refuse(IReadOnlyList<RunResult> failed)
    {
        foreach (var run in failed)
        {
            environment.Error.WriteLine($"{run.Id}: {VerdictWords.Of(run.Verdict)}: {Transcript.Of(run).Scrub(run.Reason)}");
        }

        environment.Error.WriteLine("Documentation is made only from runs that passed: nothing was written, and what was there before has stayed.");
        return ExitCode.Failed;
    }

    private int Write(string folder, IReadOnlyList<GeneratedFile> generated, IReadOnlyList<RunResult> runs)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var (written, deleted) = new GeneratedFolder(folder).Write(generated);
            var scenarios = runs.Select(run => run.Scenario.Id).Distinct(StringComparer.Ordinal).Count();
            _terminal.Line($"{Show(folder)}: {generated.Count} pages from {scenarios} scenarios ({runs.Count} runs): {written} written, {deleted} deleted, {generated.Count - written} as they were");
            return ExitCode.Good;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            environment.Error.WriteLine($"conformance: {error.Message}");
            return ExitCode.Usage;
        }
    }

    private int Check(string folder, IReadOnlyList<GeneratedFile> generated, string again)
    {
        var drift = new GeneratedFolder(folder).Drift(generated);
        foreach (var one in drift)
        {
            _terminal.Line(new Span("DRIFT  ", Tone.Odd), new Span($"{Show(Path.Combine(folder, one.Path))} {one.What}"));
            foreach (var line in one.Diff.Take(MostDiffLines))
            {
                _terminal.Line("  " + line, line.Kind switch { DiffKind.Gone => Tone.Bad, DiffKind.Came => Tone.Good, _ => Tone.Plain });
            }

            if (one.Diff.Count > MostDiffLines)
            {
                _terminal.Line($"  … {one.Diff.Count - MostDiffLines} more lines", Tone.Quiet);
            }
        }

        _terminal.Line(drift.Count == 0 ? $"{Show(folder)}: {generated.Count} pages, all as the suite has them" : $"{drift.Count} of the pages are not as the suite has them. Renew them: {again}");
        return drift.Count == 0 ? ExitCode.Good : ExitCode.Failed;
    }

    private string Again(string? directory, bool html) => string.Join(' ', new[]
    {
        _suite is { InCheckout: true } ? "dotnet run --project Harness -- docs" : "conformance docs", directory ?? "", html ? "--html" : "",
    }.Where(word => word.Length > 0));

    private string Show(string path) => ShownPath.From(environment.CurrentDirectory, path);
}
