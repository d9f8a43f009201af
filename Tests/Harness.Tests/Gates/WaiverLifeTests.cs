using Harness.Cli;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Gates;

/// <summary>A waiver from its first day to its last, with a client that is really wrong and is really mended.</summary>
public sealed class WaiverLifeTests
{
    private const string Wrong = "mutant:impatient-when-held";

    private string _folder = "";
    private string _output = "";

    [SetUp]
    public void Copy()
    {
        _folder = Directory.CreateTempSubdirectory("waivers").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "Scenarios", "hold"));
        File.Copy(Repository.In("Scenarios", "requirements.yaml"), Path.Combine(_folder, "Scenarios", "requirements.yaml"));
        foreach (var file in Directory.EnumerateFiles(Repository.In("Scenarios", "hold")))
        {
            File.Copy(file, Path.Combine(_folder, "Scenarios", "hold", Path.GetFileName(file)));
        }
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Add_it_mend_the_client_let_it_expire()
    {
        Assert.That(await Run("run", "--client", Wrong, "--report", "out"), Is.EqualTo(ExitCode.Failed));
        Assert.That(await Run("waive", "out", "--reason", "the new hold comes in spring", "--expires", "2099-12-31"), Is.EqualTo(ExitCode.Good), _output);

        Assert.That(await Run("run", "--client", Wrong, "--known-failing", "known-failing.yaml"), Is.EqualTo(ExitCode.Good), _output);
        Assert.That(_output, Does.Contain("3 pass, 0 fail, 3 known-failing").And.Contains("known-failing.yaml:4:5"));

        Assert.That(await Run("run", "--client", "reference", "--known-failing", "known-failing.yaml"), Is.EqualTo(ExitCode.Failed), _output);
        Assert.That(_output, Does.Contain("known-failing.yaml:4:5: hold/by-the-far-end HOLD-03 requirement-2 passes now: delete this waiver"));

        var list = Path.Combine(_folder, "known-failing.yaml");
        await File.WriteAllTextAsync(list, (await File.ReadAllTextAsync(list)).Replace("2099-12-31", "2020-12-31", StringComparison.Ordinal));
        Assert.That(await Run("run", "--client", Wrong, "--known-failing", "known-failing.yaml"), Is.EqualTo(ExitCode.Failed), _output);
        Assert.That(_output, Does.Contain("known-failing.yaml:4:5: the waiver of hold/by-the-far-end HOLD-03 requirement-2 expired on 2020-12-31"));
    }

    [Test]
    public async Task One_run_of_a_scenario_can_be_played_alone()
    {
        const string One = "hold/crossing-holds[server>laptop laptop laptop]";
        Assert.That(await Run("run", "--client", Wrong, "--only", One), Is.EqualTo(ExitCode.Failed));
        Assert.That(_output, Does.Contain($"FAIL  {One}").And.Contains("1 scenario, 1 run").And.Contains($"--only \"{One}\""));

        Assert.That(await Run("run", "--only", "hold/crossing-holds[nobody]"), Is.EqualTo(ExitCode.NothingJudged));
        Assert.That(_output, Does.Contain("No run is called 'hold/crossing-holds[nobody]'."));
    }

    private async Task<int> Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var environment = new CliEnvironment { Output = output, Error = output, CurrentDirectory = _folder, ExecutableDirectory = Path.Combine(_folder, "nowhere") };
        var code = await CliApp.RunAsync(args, environment);
        _output = output.ToString();
        return code;
    }
}
