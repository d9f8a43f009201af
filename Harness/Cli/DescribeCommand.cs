using Fixtures.Mutants;
using Harness.Reports;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary><c>conformance describe</c>: what a requirement demands and who says so, which scenarios check it, which mutants break it.</summary>
internal sealed class DescribeCommand(CliEnvironment environment)
{
    private readonly SuiteLocation? _suite = SuiteLocation.Find(environment);
    private readonly Terminal _terminal = new(environment.Output, environment.IsTerminal, environment.WantsColour);

    /// <summary>Runs it and returns the exit code.</summary>
    /// <param name="subject">The id of a requirement or of a scenario, or an area of either.</param>
    public int Run(string subject)
    {
        var files = SuiteFiles.Load(environment, _suite, []);
        if (files.Mistakes.Count > 0)
        {
            files.Mistakes.ToList().ForEach(environment.Error.WriteLine);
            return ExitCode.Usage;
        }

        var index = new ScenarioIndex(files.Files);
        var requirements = files.Requirements.All;
        if (requirements.FirstOrDefault(one => Same(one.Id, subject)) is { } requirement)
        {
            OfRequirement(requirement, requirements, index);
            return ExitCode.Good;
        }

        if (ScenarioOf(subject, files.Files) is { } file)
        {
            OfScenario(file, files.Requirements, index);
            return ExitCode.Good;
        }

        var (demanded, played) = (requirements.Where(one => Same(one.Area, subject)).ToList(), files.Files.Where(one => Same(one.Id.Split('/')[0], subject)).ToList());
        if (demanded.Count + played.Count == 0)
        {
            return Refuse(subject, [.. requirements.Select(static one => one.Id), .. files.Files.Select(static one => one.Id), .. requirements.Select(static one => one.Area).Distinct()]);
        }

        OfArea(demanded, played, index);
        return ExitCode.Good;
    }

    private void OfRequirement(Requirement requirement, IReadOnlyList<Requirement> all, ScenarioIndex index)
    {
        _terminal.Line(new Span(requirement.Id, Tone.Strong), new Span($"  {requirement.Level}, tier {requirement.Tier}: {TierWords(requirement.Tier)}"));
        _terminal.Line("  " + requirement.Text);
        _terminal.Line($"  source: {(requirement.Source.Length > 0 ? requirement.Source : "none named")}", Tone.Quiet);
        _terminal.Line();
        Scenarios(index.Checking(requirement.Id));
        _terminal.Line();
        Mutants([.. MutantCatalogue.All.Where(mutant => mutant.Requirement == requirement.Id)], requirement.Id);
        var near = all.Where(one => one.Area == requirement.Area && one.Id != requirement.Id).ToList();
        if (near.Count > 0)
        {
            _terminal.Line();
            _terminal.Line($"Also in {requirement.Area}:");
            near.ForEach(Short);
        }
    }

    private void Scenarios(IReadOnlyList<CheckedLine> lines)
    {
        if (lines.Count == 0)
        {
            _terminal.Line("No scenario checks it.", Tone.Odd);
            return;
        }

        var files = lines.GroupBy(static line => line.File).ToList();
        _terminal.Line($"Checked by {Counted(files.Count, "scenario")}, in {Counted(lines.Count, "line")}:");
        foreach (var file in files)
        {
            _terminal.Line(new Span("  " + file.Key.Id, Tone.Strong), new Span("  " + file.Key.Title));
            foreach (var line in file)
            {
                _terminal.Line("    " + LineWords(line));
            }
        }
    }

    private void Mutants(IReadOnlyList<Mutant> mutants, string requirement)
    {
        if (mutants.Count == 0)
        {
            _terminal.Line("No mutant breaks it: that a scenario would notice is not proven.", Tone.Odd);
            return;
        }

        _terminal.Line($"Broken by {Counted(mutants.Count, "mutant")}:");
        foreach (var mutant in mutants)
        {
            _terminal.Line(new Span("  " + mutant.Name, Tone.Strong), new Span("  " + mutant.Fault));
        }

        _terminal.Line($"  See one caught: {ProgramWords.Of(_suite)} run --client mutant:{mutants[0].Name} --filter {requirement}", Tone.Quiet);
    }

    private void OfScenario(ScenarioFile file, RequirementCatalogue requirements, ScenarioIndex index)
    {
        var row = file.Rows[0];
        _terminal.Line(new Span(file.Id, Tone.Strong), new Span("  " + file.Title));
        _terminal.Line($"  {row.At.File}", Tone.Quiet);
        if (row.About is { } about)
        {
            _terminal.Line("  " + about.Trim().ReplaceLineEndings(" "));
        }

        if (file.Rows.Count > 1)
        {
            _terminal.Line();
            _terminal.Line($"Played in {file.Rows.Count} rows: {string.Join("; ", file.Rows.Select(static one => one.Row!.Label))}");
        }

        _terminal.Line();
        var lines = index.In(file);
        _terminal.Line(lines.Count == 0 ? "It checks no requirement." : "Checks:");
        foreach (var line in lines)
        {
            _terminal.Line("  " + LineWords(line));
            foreach (var id in line.Line.Checks)
            {
                _terminal.Line(new Span($"    {id}", Tone.Strong), new Span(requirements.Find(id) is { } known ? $"  {known.Level}, tier {known.Tier}  {known.Text}" : ""));
            }
        }

        _terminal.Line();
        _terminal.Line($"Play it: {ProgramWords.Of(_suite)} run {row.At.File}", Tone.Quiet);
    }

    private void OfArea(IReadOnlyList<Requirement> demanded, IReadOnlyList<ScenarioFile> played, ScenarioIndex index)
    {
        if (demanded.Count > 0)
        {
            _terminal.Line($"{Counted(demanded.Count, "requirement")}:");
            foreach (var requirement in demanded)
            {
                Short(requirement);
                var (scenarios, mutants) = (index.Checking(requirement.Id).Select(static line => line.File).Distinct().Count(), MutantCatalogue.All.Count(mutant => mutant.Requirement == requirement.Id));
                _terminal.Line($"      {(scenarios == 0 ? "no scenario" : Counted(scenarios, "scenario"))}, {(mutants == 0 ? "no mutant" : Counted(mutants, "mutant"))}", Tone.Quiet);
            }
        }

        if (demanded.Count > 0 && played.Count > 0)
        {
            _terminal.Line();
        }

        if (played.Count > 0)
        {
            _terminal.Line($"{Counted(played.Count, "scenario")}:");
            foreach (var file in played)
            {
                _terminal.Line(new Span("  " + file.Id, Tone.Strong), new Span($"  {file.Title}  {string.Join(' ', Selection.Requirements(file.Rows[0]))}"));
            }
        }
    }

    private int Refuse(string subject, IReadOnlyList<string> known)
    {
        environment.Error.WriteLine($"conformance: there is no requirement, scenario or area '{subject}'"
            + (Suggestion.Nearest(subject, known) is { } near ? $"; did you mean '{near}'?" : " ('list requirements', 'list scenarios' and 'list areas' name them all)"));
        return ExitCode.Usage;
    }

    private void Short(Requirement requirement) =>
        _terminal.Line(new Span("  " + requirement.Id, Tone.Strong), new Span($"  {requirement.Level}, tier {requirement.Tier}  {requirement.Text}"));

    // A scenario may also be named by its file.
    private ScenarioFile? ScenarioOf(string subject, IReadOnlyList<ScenarioFile> files) =>
        files.FirstOrDefault(file => file.Id == subject || file.Path == Path.GetFullPath(subject, environment.CurrentDirectory));

    private static string LineWords(CheckedLine line)
    {
        var never = line.Line is ExpectationLine { Never: { } window } ? $"  (never {NeverWords(window)})" : "";
        var rows = line.Rows.Count == 0 ? "" : $"  [{string.Join("] [", line.Rows)}]";
        return $"{line.Line.At}  {line.Line.Text}{never}{rows}";
    }

    private static string NeverWords(NeverWindow window) =>
        window.For is { } time ? "for " + Durations.Format(time) : window.Until is { } label ? "until " + label : "to the end";

    private static string TierWords(string tier) => tier == "C" ? "a client that breaks it fails" : "advisory, a client that breaks it is warned";

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
