using System.CommandLine;

namespace Harness.Cli;

/// <summary>Mistakes in words of the command line that the parser takes as they are.</summary>
internal static class ArgumentWords
{
    /// <summary>An unknown option, which the parser takes for a word; a word without a letter.</summary>
    public static void Check(Argument argument) => argument.Validators.Add(static result =>
    {
        foreach (var token in result.Tokens.Where(static token => token.Value.StartsWith('-')))
        {
            result.AddError(UsageMistakes.UnknownWord(token.Value, result.Parent));
        }

        if (result.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"<{result.Argument.Name}> is empty: an empty text names nothing");
        }
    });

    /// <summary>A value without a letter.</summary>
    public static void NotEmpty(Option option) => option.Validators.Add(static result =>
    {
        if (result.Tokens.Any(static token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{result.Option.Name} is empty: leave it out, or say what is meant");
        }
    });

    /// <summary>A file where a folder is wanted.</summary>
    public static void Folder(Option option, CliEnvironment environment)
    {
        NotEmpty(option);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { Length: > 0 } place }] && File.Exists(Path.GetFullPath(place, environment.CurrentDirectory)))
            {
                result.AddError($"{result.Option.Name} {place} is a file: name a folder");
            }
        });
    }
}
