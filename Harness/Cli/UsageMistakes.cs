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
                : Words(error))
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
        var known = (isOption ? OptionsOf(command) : command?.Subcommands.Select(inner => inner.Name) ?? []).ToList();
        var what = isOption ? UnknownOption : UnknownCommand;
        if (!isOption && command?.Subcommands.Count == 0)
        {
            return $"'{command.Name}' does not take so many words: '{word}' is one too many";
        }

        if (known.Contains(name))
        {
            return $"'{word}' stands behind '--', where options count as files: put it in front";
        }

        if (name == "help")
        {
            return $"{what} '{name}'; did you mean '--help'?";
        }

        if (Suggestion.Nearest(name, known) is { } near)
        {
            return $"{what} '{name}'; did you mean '{near}'?";
        }

        // An option of `run` given to the bare command.
        return isOption && command?.Subcommands.FirstOrDefault(inner => OptionsOf(inner).Contains(name)) is { } owner
            ? $"{UnknownOption} '{name}'; did you mean 'conformance {owner.Name} {name}'?"
            : $"{what} '{name}'";
    }

    // The library's own sentences name what is wrong, and not what to write.
    private static string Words(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: 0, Option: var option } when IsMissing(error) => $"{option.Name} wants a value: {option.Name} <{option.HelpName ?? "value"}>",
        OptionResult { Tokens.Count: > 1, Option: { Arity.MaximumNumberOfValues: 1 } option } => $"{option.Name} is given more than once",
        ArgumentResult { Argument: var argument, Parent: CommandResult command } when IsMissing(error) => Wanted(command.Command, argument),
        CommandResult command when IsMissing(error) && command.Command.Arguments.FirstOrDefault(argument => command.GetResult(argument) is null or { Tokens.Count: 0 }) is { } argument =>
            Wanted(command.Command, argument),
        _ => error.Message,
    };

    private static string Wanted(Command command, System.CommandLine.Argument argument) => $"'{command.Name}' wants <{argument.Name}>: {argument.Description}";

    private static bool IsMissing(ParseError error) => error.Message.StartsWith("Required argument", StringComparison.Ordinal);

    private static IEnumerable<string> OptionsOf(Command? command) =>
        command?.Options.Select(option => option.Name).Append("--help") ?? [];
}
