using Harness.Gates;

namespace Harness.Cli;

/// <summary><c>conformance freeze</c>: writes a requirement set of what the suite checks today.</summary>
internal sealed class FreezeCommand(CliEnvironment environment)
{
    /// <summary>Runs it and returns the exit code.</summary>
    public int Run(string name, string? about, IReadOnlyList<string> filters)
    {
        if (name.Length == 0 || name.Any(static c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_')))
        {
            return Refuse($"'{name}' is no name for a set: use letters, digits, '-', '.' and '_', such as 2026-11");
        }

        if (SuiteLocation.Find(environment) is not { } suite)
        {
            return Refuse("there is no suite here: start in a folder that has a folder 'Scenarios'");
        }

        var files = SuiteFiles.Load(environment, suite, []);
        if (files.Mistakes.Count > 0)
        {
            return SuiteFiles.Refuse(environment, files.Mistakes);
        }

        var path = Path.Combine(suite.Folder, RequirementSetFile.Folder, name + ".yaml");
        var shown = ShownPath.From(environment.CurrentDirectory, path);
        if (File.Exists(path))
        {
            return Refuse($"{shown} is there already, and a set does not change: choose another name");
        }

        var chosen = files.Files.Where(file => file.Rows.Any(row => Selection.Fits(filters, row))).ToList();
        if (chosen.Count == 0)
        {
            return Refuse($"no scenario fits --filter {string.Join(" --filter ", filters)}; 'conformance list scenarios' names them all");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, RequirementSetFile.Write(name, about, chosen));
        environment.Output.WriteLine($"{shown}: {chosen.Count} scenarios, {chosen.Sum(static file => Reports.CheckNames.FrozenIn(file).Count)} checks. Play it: conformance run --set {name}");
        return ExitCode.Good;
    }

    private int Refuse(string mistake)
    {
        environment.Error.WriteLine($"conformance: {mistake}");
        return ExitCode.Usage;
    }
}
