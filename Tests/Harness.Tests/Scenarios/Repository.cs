namespace Harness.Tests.Scenarios;

/// <summary>Where the files of the project are.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>A file or folder below it.</summary>
    public static string In(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Conformance.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("The tests run inside the repository.");
    }
}
