namespace Harness.Cli;

/// <summary><c>conformance lint</c>: reads scenario files and says everything that is wrong with them, without playing.</summary>
internal static class LintCommand
{
    /// <summary>Runs it and returns the exit code.</summary>
    public static int Run(CliEnvironment environment, IReadOnlyList<string> arguments)
    {
        var files = SuiteFiles.Load(environment, SuiteLocation.Find(environment), arguments);
        foreach (var mistake in files.Mistakes)
        {
            environment.Error.WriteLine(mistake);
        }

        var count = files.Mistakes.Count;
        environment.Output.WriteLine(count switch
        {
            0 when files.Files.Count == 1 => "1 scenario file, no mistakes",
            0 => $"{files.Files.Count} scenario files, no mistakes",
            1 => "1 mistake",
            _ => $"{count} mistakes",
        });
        return count > 0 ? ExitCode.Usage : ExitCode.Good;
    }
}
