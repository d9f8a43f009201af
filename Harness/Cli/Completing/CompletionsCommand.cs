using Harness.Scenarios;

namespace Harness.Cli.Completing;

/// <summary><c>conformance completions</c>: prints the script that teaches a shell to complete.</summary>
internal static class CompletionsCommand
{
    /// <summary>Runs it and returns the exit code.</summary>
    public static int Run(CliEnvironment environment, string shell)
    {
        if (CompletionScripts.For(shell) is not { } script)
        {
            environment.Error.WriteLine($"conformance: there are no completions for '{shell}'"
                + (Suggestion.Nearest(shell, CompletionScripts.Shells) is { } near ? $"; did you mean '{near}'?" : $" (only for {string.Join(", ", CompletionScripts.Shells)})"));
            return ExitCode.Usage;
        }

        environment.Output.WriteLine(script.ReplaceLineEndings("\n"));
        return ExitCode.Good;
    }
}
