using Drivers.Tests.Support;

namespace Browser.Tests.Support;

/// <summary>The scenarios of the folder EveryFailure, played for real against a client that is wrong in every way, and their report.</summary>
internal sealed class FailureSuite : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conformance-every-failure-");

    /// <summary>The page.</summary>
    public string File => Path.Combine(_folder.FullName, "report", "report.html");

    /// <summary>Its address on the disk.</summary>
    public Uri Address => new(File);

    /// <summary>Plays them.</summary>
    public async Task<Conformance> PlayAsync()
    {
        var node = Programs.Node();
        Copy("Scenarios");
        Copy("Snapshots");
        System.IO.File.Copy(Checkout.In("Scenarios", "requirements.yaml"), Path.Combine(_folder.FullName, "Scenarios", "requirements.yaml"));
        var driver = Checkout.In("Tests", "Browser.Tests", "EveryFailure", "driver.mjs");
        return await Conformance.AnyAsync(_folder.FullName, ["run", "--client", $"\"{node}\" \"{driver}\"", "--clock", "virtual", "--snapshots", "Snapshots", "--report", "report"]);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);

    private void Copy(string name)
    {
        var from = Checkout.In("Tests", "Browser.Tests", "EveryFailure", name);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(static file => !file.EndsWith(".received.txt", StringComparison.Ordinal)))
        {
            var to = Path.Combine(_folder.FullName, name, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            System.IO.File.Copy(file, to);
        }
    }
}
