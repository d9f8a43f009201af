using System.CommandLine;

namespace Harness.Cli;

/// <summary>Arguments that name files.</summary>
internal static class FileArguments
{
    /// <summary>None, one or several.</summary>
    public static Argument<string[]> Of(string description)
    {
        var files = new Argument<string[]>("files") { Description = description, Arity = ArgumentArity.ZeroOrMore };

        // The parser takes an unknown option for a file.
        files.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError(UsageMistakes.UnknownWord(token.Value, result.Parent));
            }
        });
        return files;
    }
}
