using FakeDialStack.Accounts;
using Harness.Cli;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>Bad input from a user gets one clear line.</summary>
public sealed class UsageTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun();

    [TearDown]
    public void Remove() => _cli.Dispose();

    [TestCase("rnu", "unknown command 'rnu'; did you mean 'run'?")]
    [TestCase("run --client listen:many", "--client listen:many: 'many' is no port")]
    [TestCase("run --client browser:nowhere", "--client browser:nowhere: there is no index.html in that folder")]
    [TestCase("run --client reference --client reference", "--client is given more than once: a run plays one implementation, with as many clients as the scenario has")]
    [TestCase("run --client listen --bind 0.0.0.0", "--bind 0.0.0.0 listens everywhere: say with --advertise under which name or address clients find this machine")]
    [TestCase("run --client listen --bind here", "--bind here is no IP address")]
    [TestCase("run --client listen --advertise not/a/host", "--advertise not/a/host is no host name")]
    [TestCase("doctor", "the doctor examines drivers: name one with --client")]
    [TestCase("run --clinet reference", "unknown option '--clinet'; did you mean '--client'?")]
    [TestCase("run --clinet=reference", "unknown option '--clinet'; did you mean '--client'?")]
    [TestCase("--filter x", "unknown option '--filter'; did you mean 'conformance run --filter'?")]
    [TestCase("run --seed abc", "'abc' is no whole number for --seed")]
    [TestCase("run --repeat 0", "--repeat must be 1 or more")]
    [TestCase("run --parallel 0", "--parallel must be 1 or more")]
    [TestCase("run --clock reel", "there is no clock 'reel'; did you mean 'real'?")]
    [TestCase("run --clock sundial", "there is no clock 'sundial' (there are virtual and real)")]
    [TestCase("run --clock real --max-real-time soon", "--max-real-time soon is no duration: write 45s or 2m")]
    [TestCase("run --clock real --max-real-time 0s", "--max-real-time 0s is no duration: write 45s or 2m")]
    [TestCase("run --max-real-time 2m", "--max-real-time is for the real clock: use it with --clock real")]
    [TestCase("run --clock real --repeat 2", "--repeat is for the virtual clock: under the real one no two runs are the same to the byte")]
    [TestCase("run --clock real --snapshots mine", "--snapshots is for the virtual clock: under the real one transcripts are not compared")]
    [TestCase("run --profile sdk3", "there is no profile 'sdk3'; did you mean 'sdk-3'?")]
    [TestCase("list scenarois", "cannot list 'scenarois'; did you mean 'scenarios'?")]
    [TestCase("accept nowhere-at-all", "there is no file or folder 'nowhere-at-all'")]
    public async Task A_wrong_command_line_ends_with_two_and_says_why(string line, string message)
    {
        var code = await _cli.RunAsync(line.Split(' '));

        Assert.That(code, Is.EqualTo(ExitCode.Usage), _cli.Output);
        Assert.That(_cli.Error.Split('\n')[0], Is.EqualTo("conformance: " + message));
        Assert.That(_cli.Played, Is.Null);
    }

    [Test]
    public async Task An_unknown_mutant_gets_a_suggestion()
    {
        var name = Fixtures.Mutants.MutantCatalogue.All[0].Name;

        Assert.That(await _cli.RunAsync("run", "--client", $"mutant:{name}x"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Is.EqualTo($"conformance: there is no mutant '{name}x'; did you mean '{name}'?\n"));
    }

    [TestCase("--help", "Commands:")]
    [TestCase("run --help", "--filter")]
    [TestCase("list", "calls/made  A made call  CALL-02\n")]
    [TestCase("list requirements", "HOLD-01  MUST  C  Holds.\n")]
    [TestCase("list profiles", "sdk-next")]
    [TestCase("list mutants", "  ")]
    [TestCase("lint", "1 scenario file, no mistakes\n")]
    [TestCase("lint Scenarios/calls/*.yaml", "1 scenario file, no mistakes\n")]
    [TestCase("accept", "nothing to accept\n")]
    public async Task What_is_asked_for_is_answered(string line, string answer)
    {
        Assert.That(await _cli.RunAsync(line.Split(' ')), Is.EqualTo(ExitCode.Good), _cli.Error);
        Assert.That(_cli.Output, Does.Contain(answer));
    }

    [Test]
    public async Task Lint_reports_every_mistake_and_ends_with_two()
    {
        _cli.Write("Scenarios/calls/bad.yaml", "format: 1\ntitle: x\nlinse: []");

        Assert.That(await _cli.RunAsync("lint"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("Scenarios/calls/bad.yaml:3:1: "));
    }

    [Test]
    public async Task Orphans_are_deleted_only_when_asked()
    {
        _cli.Write("Scenarios/calls/gone.verified.txt", "x");
        await _cli.RunAsync("accept");
        var kept = File.Exists(_cli.Path("Scenarios/calls/gone.verified.txt"));
        await _cli.RunAsync("accept", "--prune");

        Assert.That(kept);
        Assert.That(_cli.Output, Does.Contain("deleted Scenarios/calls/gone.verified.txt\n"));
        Assert.That(_cli.Path("Scenarios/calls/gone.verified.txt"), Does.Not.Exist);
    }

    [Test]
    public async Task A_snapshot_folder_of_ones_own_is_pruned_by_the_suite()
    {
        _cli.Write("mine/calls/made.verified.txt", "x");
        _cli.Write("mine/calls/gone.verified.txt", "x");
        await _cli.RunAsync("accept", "mine", "--prune");

        Assert.That(_cli.Output, Is.EqualTo("nothing to accept\ndeleted mine/calls/gone.verified.txt\n"));
        Assert.That(_cli.Path("mine/calls/made.verified.txt"), Does.Exist);
    }

    [Test]
    public async Task One_scenario_can_be_accepted_alone()
    {
        _cli.Write("Scenarios/calls/made.received.txt", "x");
        _cli.Write("Scenarios/calls/other.received.txt", "x");
        await _cli.RunAsync("accept", "Scenarios/calls/made.yaml");

        Assert.That(_cli.Output, Is.EqualTo("accepted Scenarios/calls/made.verified.txt\n"));
        Assert.That(_cli.Path("Scenarios/calls/other.received.txt"), Does.Exist);
    }

    [Test]
    public async Task The_suite_of_a_checkout_is_found_from_any_folder_in_it()
    {
        _cli.Write("Conformance.sln", "");
        Directory.CreateDirectory(_cli.Path("Harness/Cli"));

        await _cli.RunAsync("run");

        Assert.That(_cli.Output, Does.Contain("dotnet run --project Harness -- accept"));
        Assert.That(SuiteLocation.Find(Environment(_cli.Path("Harness/Cli")))!.Folder, Is.EqualTo(_cli.Path("Scenarios")));
    }

    [Test]
    public void Every_profile_that_is_named_exists()
    {
        Assert.That(ServerProfiles.All.Select(profile => AccountSettings.ForProfile(profile.Name)), Is.All.Not.Null);
    }

    private static CliEnvironment Environment(string directory) => new()
    {
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        CurrentDirectory = directory,
        ExecutableDirectory = directory,
    };
}
