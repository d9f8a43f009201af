using Spectre.Console;

namespace Harness.Cli;

/// <summary>Everything outside that the command line reads or writes, so that tests can run it in their own process.</summary>
public sealed record CliEnvironment
{
    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where mistakes go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What relative paths start from.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>Where the executable lies; a copy of the suite lies beside it.</summary>
    public required string ExecutableDirectory { get; init; }

    /// <summary>Environment variables: <c>CI</c>, <c>NO_COLOR</c> and <c>TERM</c> are read.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>True when a person looks at <see cref="Output"/> and it understands ANSI sequences.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>For the real time that a suite takes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>True in CI: a missing or an orphaned snapshot is a failure there.</summary>
    public bool IsCi => Variables.TryGetValue("CI", out var value) && value is "true" or "True" or "1";

    /// <summary>False where <c>NO_COLOR</c> is set to anything.</summary>
    public bool WantsColour => !(Variables.TryGetValue("NO_COLOR", out var value) && value.Length > 0);

    /// <summary>That of this process.</summary>
    public static CliEnvironment OfProcess()
    {
        // Windows counts its consoles as able only where the sequences are switched on: Spectre knows.
        var understandsAnsi = AnsiConsole.Profile.Capabilities.Ansi;
        return new CliEnvironment
        {
            Output = Console.Out,
            Error = Console.Error,
            CurrentDirectory = Environment.CurrentDirectory,
            ExecutableDirectory = AppContext.BaseDirectory,
            Variables = Environment.GetEnvironmentVariables().Keys.Cast<string>()
                .ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name) ?? "", StringComparer.Ordinal),
            IsTerminal = !Console.IsOutputRedirected && understandsAnsi,
        };
    }
}
