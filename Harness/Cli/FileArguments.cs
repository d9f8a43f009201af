using System.CommandLine;

namespace Harness.Cli;

/// <summary>Arguments that name files.</summary>
internal static class FileArguments
{
    /// <summary>None, one or several.</summary>
    public static Argument<string[]> Of(string description)
    {
        var files = new Argument<string[]>("files") { Description = description, Arity = ArgumentArity.ZeroOrMore };
        ArgumentWords.Check(files);
        return files;
    }
}
