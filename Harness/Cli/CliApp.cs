using System.CommandLine;
using System.CommandLine.Invocation;
using Harness.Engine;

namespace Harness.Cli;

/// <summary>The command line <c>conformance</c>. Exit codes are those of <see cref="ExitCode"/>.</summary>
public static class CliApp
{
    /// <summary>Runs a command line to its end.</summary>
    /// <param name="args">As the shell gave them.</param>
    /// <param name="environment">Everything outside.</param>
    /// <param name="cancellationToken">Stops between runs.</param>
    public static Task<int> RunAsync(string[] args, CliEnvironment environment, CancellationToken cancellationToken = default) =>
        RunAsync(args, environment, static (options, token) => new SuiteRunner(options).PlayAsync(token), cancellationToken);

    /// <summary>Runs a command line with another engine behind it.</summary>
    internal static async Task<int> RunAsync(string[] args, CliEnvironment environment, SuitePlay play, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(environment);
        var parsed = new CommandTree(environment, play).Root.Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            return UsageMistakes.Refuse(parsed, environment);
        }

        var configuration = new InvocationConfiguration
        {
            Output = environment.Output,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception broke)
        {
            await environment.Error.WriteLineAsync($"conformance: the harness broke: {broke}");
            return ExitCode.Broken;
        }
    }
}
