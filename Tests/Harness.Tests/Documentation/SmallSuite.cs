using System.Runtime.CompilerServices;
using Fixtures.Mutants;
using Fixtures.ReferenceClient;
using Harness.Cli;
using Harness.Drivers;
using Harness.Engine;
using Harness.Tests.Scenarios;

namespace Harness.Tests.Documentation;

/// <summary>A folder with a few scenarios of the suite, and the command line run in it with the true engine.</summary>
internal sealed class SmallSuite : IDisposable
{
    private static readonly string[] s_scenarios = ["hold", "calls/refused-dial", "reconnect/error-without-close", "calls/noise-in-a-call"];

    public SmallSuite()
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("conformance-docs-").FullName;
        Copy("requirements.yaml");
        foreach (var file in s_scenarios.SelectMany(FilesOf))
        {
            Copy(file);
        }
    }

    public string Directory { get; }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    /// <summary>Whoever is played in place of the reference client; null for nobody.</summary>
    public string? Mutant { get; set; }

    public string Scenarios => In("Scenarios");

    public string In(string relative) => Path.Combine(Directory, relative);

    public string Read(string relative) => File.ReadAllText(In(relative));

    public void Write(string relative, string text)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(In(relative))!);
        File.WriteAllText(In(relative), text);
    }

    /// <summary>All files below a folder with their texts.</summary>
    public IReadOnlyDictionary<string, string> All(string folder) => System.IO.Directory
        .EnumerateFiles(In(folder), "*", SearchOption.AllDirectories)
        .ToDictionary(path => Path.GetRelativePath(In(folder), path).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    public async Task<int> RunAsync(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var environment = new CliEnvironment { Output = output, Error = error, CurrentDirectory = Directory, ExecutableDirectory = In("nowhere") };
        var code = await CliApp.RunAsync(args, environment, PlayAsync, CancellationToken.None);
        (Output, Error) = (output.ToString(), error.ToString());
        return code;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);

    private async IAsyncEnumerable<RunResult> PlayAsync(SuiteOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var mutant = MutantCatalogue.All.FirstOrDefault(one => one.Name == Mutant);
        var played = mutant is null ? options : options with { Driver = new ReferenceDriver(mutant.Name, mutant.Change(SoftphoneRules.Reference)) };
        await foreach (var run in new SuiteRunner(played).PlayAsync(cancellationToken))
        {
            yield return run;
        }
    }

    private static IEnumerable<string> FilesOf(string place)
    {
        var folder = Repository.In("Scenarios", place);
        return System.IO.Directory.Exists(folder)
            ? System.IO.Directory.EnumerateFiles(folder).Where(file => !file.Contains(".received.", StringComparison.Ordinal)).Select(file => $"{place}/{Path.GetFileName(file)}")
            : [place + ".yaml", place + ".verified.txt"];
    }

    private void Copy(string relative) => Write("Scenarios/" + relative, File.ReadAllText(Repository.In("Scenarios", relative)));
}
