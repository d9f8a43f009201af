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
    /// <c>Scenarios</c> in the current directory; else that of the checkout around it; else that of the checkout in which
    /// the executable was built; else the copy that travels with the executable. Null when there is none.
    /// </summary>
    public static SuiteLocation? Find(CliEnvironment environment)
    {
        var current = Path.Combine(environment.CurrentDirectory, FolderName);
        var copy = Path.Combine(environment.ExecutableDirectory, FolderName);
        return Directory.Exists(current) ? new SuiteLocation(current, IsCheckout(environment.CurrentDirectory))
            : Around(environment.CurrentDirectory) ?? Around(environment.ExecutableDirectory)
            ?? (Directory.Exists(copy) ? new SuiteLocation(copy, false) : null);
    }

    private static SuiteLocation? Around(string place)
    {
        for (var folder = new DirectoryInfo(place); folder is not null; folder = folder.Parent)
        {
            var suite = Path.Combine(folder.FullName, FolderName);
            if (IsCheckout(folder.FullName) && Directory.Exists(suite))
            {
                return new SuiteLocation(suite, true);
            }
        }

        return null;
    }

    private static bool IsCheckout(string folder) => File.Exists(Path.Combine(folder, Solution));
}
