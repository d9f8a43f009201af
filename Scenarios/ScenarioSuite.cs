using System.Runtime.CompilerServices;
using Harness.Drivers;
using Harness.Engine;
using Harness.Scenarios;

namespace Scenarios;

/// <summary>The suite as it lies in this folder.</summary>
internal static class ScenarioSuite
{
    /// <summary>The folder of the suite: the source, so that received snapshots lie beside the verified ones.</summary>
    public static string Folder { get; } = FolderOf();

    /// <summary>What paths of scenarios are relative to.</summary>
    public static string Root { get; } = Path.GetDirectoryName(Folder)!;

    /// <summary>Everything in it, mistakes included.</summary>
    public static LoadResult Loaded { get; } = ScenarioLoader.Load([Folder], new LoaderContext(Folder, Root));

    /// <summary>Plays files against a client.</summary>
    public static async Task<List<RunResult>> PlayAsync(IClientDriver driver, IReadOnlyList<ScenarioFile> files)
    {
        var suite = new SuiteRunner(new SuiteOptions { Files = files, Driver = driver, IsReference = driver.Name == "reference", Requirement = Loaded.Requirements.Find });
        var results = new List<RunResult>();
        await foreach (var result in suite.PlayAsync(CancellationToken.None))
        {
            results.Add(result);
        }

        return results;
    }

    private static string FolderOf([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
