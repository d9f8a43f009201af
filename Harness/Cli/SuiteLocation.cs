namespace Harness.Cli;

/// <summary>Where the suite lies.</summary>
/// <param name="Folder">The folder with the areas in it.</param>
/// <param name="InCheckout">True when it is the suite of a checkout of this repository, where <c>dotnet run</c> works.</param>
internal sealed record SuiteLocation(string Folder, bool InCheckout)
{
    /// <summary>What the folder of a suite is called.</summary>
    public const string FolderName = "Scenarios";

    private const string Solution = "Conformance.sln";

    /// <summary>
    /// <c>Scenarios</c> in the current directory, or in the nearest parent that holds the solution; else the copy that
    /// travels with the executable. Null when there is none.
    /// </summary>
    public static SuiteLocation? Find(CliEnvironment environment)
    {
        for (var folder = new DirectoryInfo(environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var suite = Path.Combine(folder.FullName, FolderName);
            var isCheckout = File.Exists(Path.Combine(folder.FullName, Solution));
            var isCurrent = string.Equals(folder.FullName, new DirectoryInfo(environment.CurrentDirectory).FullName, StringComparison.Ordinal);
            if ((isCurrent || isCheckout) && Directory.Exists(suite))
            {
                return new SuiteLocation(suite, isCheckout);
            }
        }

        var copy = Path.Combine(environment.ExecutableDirectory, FolderName);
        return Directory.Exists(copy) ? new SuiteLocation(copy, false) : null;
    }
}
