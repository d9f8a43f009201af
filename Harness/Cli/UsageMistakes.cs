using System.CommandLine;
using System.CommandLine.Parsing;
using Harness.Scenarios;

namespace Harness.Cli;

/// <summary>What is wrong with a command line, with the word that was probably meant.</summary>
internal static class UsageMistakes
{
    private const string UnknownOption = "unknown option";
    private const string UnknownCommand = "unknown command";

    /// <summary>Says all of it and returns the exit code for wrong usage.</summary>
    public static int Refuse(ParseResult parsed, CliEnvironment environment)
    {
        var unmatched = parsed.UnmatchedTokens;
        var messages = parsed.Errors
            .Select(error => unmatched.FirstOrDefault(word => error.Message.Contains($"'{word}'", StringComparison.Ordinal)) is { } word
                ? UnknownWord(word, parsed.CommandResult)
                : error.Message)
            .Distinct(StringComparer.Ordinal).ToList();

        // What follows an unknown option was meant as its value: one mistake, not two.
        if (messages.Exists(message => message.StartsWith(UnknownOption, StringComparison.Ordinal)))
        {
            messages.RemoveAll(message => message.StartsWith(UnknownCommand, StringComparison.Ordinal));
        }

        foreach (var message in messages)
        {
            environment.Error.WriteLine($"conformance: {message}");
        }

        environment.Error.WriteLine("'conformance --help' lists commands and options.");
        return ExitCode.Usage;
    }

    /// <summary>A word that is neither command nor option here.</summary>
    public static string UnknownWord(string word, SymbolResult? where)
    {
        var command = (where as CommandResult)?.Command;
        var name = word.Split('=', ':')[0];
        var isOption = word.StartsWith('-');
        var known = isOption ? OptionsOf(command) : command?.Subcommands.Select(inner => inner.Name) ?? [];
        var what = isOption ? UnknownOption : UnknownCommand;
        if (Suggestion.Nearest(name, known) is { } near)
        {
            return $"{what} '{name}'; did you mean '{near}'?";
        }

        // An option of `run` given to the bare command.
        return isOption && command?.Subcommands.FirstOrDefault(inner => OptionsOf(inner).Contains(name)) is { } owner
            ? $"{UnknownOption} '{name}'; did you mean 'conformance {owner.Name} {name}'?"
            : $"{what} '{name}'";
    }

    private static IEnumerable<string> OptionsOf(Command? command) => command?.Options.Select(option => option.Name) ?? [];
}
