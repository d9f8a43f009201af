using Harness.Cli;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary><c>conformance new</c>: what it writes is right as it stands.</summary>
public sealed class NewCommandTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun { IsReal = true };

    [TearDown]
    public void Remove() => _cli.Dispose();

    [TestCase("")]
    [TestCase("--covers HOLD-01")]
    [TestCase("--covers HOLD-01 --covers CALL-02")]
    [TestCase("--title 'quoted': # 1")]
    public async Task A_new_scenario_has_no_mistakes_needs_no_advice_and_passes(string options)
    {
        var written = await _cli.RunAsync(["new", "calls/brand-new", .. options.Length == 0 ? [] : options.StartsWith("--title", StringComparison.Ordinal) ? ["--title", options[8..]] : options.Split(' ')]);
        var lint = await _cli.RunAsync("lint", "--strict");
        var run = await _cli.RunAsync("run", "calls/brand-new");

        Assert.That(new[] { written, lint, run }, Is.All.EqualTo(ExitCode.Good), _cli.Output + _cli.Error);
        Assert.That(_cli.Output, Does.Contain("pass            calls/brand-new  10s  new snapshot\n"));
    }

    [Test]
    public async Task It_shows_the_requirement_where_it_is_to_be_decided()
    {
        await _cli.RunAsync("new", "calls/brand-new", "--covers", "HOLD-01");

        Assert.That(_cli.Read("Scenarios/calls/brand-new.yaml"), Does.Contain("# HOLD-01 (MUST): Holds.\ncovers: [HOLD-01]\n").And.Contain("    checks: HOLD-01\n"));
        Assert.That(_cli.Output, Does.StartWith("wrote Scenarios/calls/brand-new.yaml\n").And.Contain("conformance run Scenarios/calls/brand-new.yaml --watch"));
    }

    [Test]
    public async Task It_names_the_schema_where_there_is_one()
    {
        _cli.Write("Scenarios/scenario.schema.json", "{}");
        await _cli.RunAsync("new", "calls/brand-new");

        Assert.That(_cli.Read("Scenarios/calls/brand-new.yaml"), Does.StartWith("# yaml-language-server: $schema=../scenario.schema.json\nformat: 1\n"));
    }

    [Test]
    public async Task A_folder_of_ones_own_is_made()
    {
        Assert.That(await _cli.RunAsync("new", "mine/first", "--in", "own/suite"), Is.EqualTo(ExitCode.Good), _cli.Error);
        Assert.That(await _cli.RunAsync("run", "own/suite"), Is.EqualTo(ExitCode.Good), _cli.Output);
    }

    [TestCase("calls/made", "Scenarios/calls/made.yaml is there already; 'new' overwrites nothing: choose another name")]
    [TestCase("Calls/Brand_New.yaml", "'Calls/Brand_New.yaml' is no name for a scenario: it is <area>/<name>, each of small letters, digits and dashes; did you mean 'calls/brand-new'?")]
    [TestCase("brand-new", "'brand-new' is no name for a scenario: it is <area>/<name>, each of small letters, digits and dashes, such as hold/hold-twice")]
    [TestCase("../x", "'../x' is no name for a scenario: it is <area>/<name>, each of small letters, digits and dashes, such as hold/hold-twice")]
    [TestCase("sets/x", "'sets' holds requirement sets, and no scenario in it would be played with the suite: choose another area")]
    [TestCase("cals/it", "there is no area 'cals' yet; did you mean 'calls/it'? (--new-area makes it)")]
    [TestCase("calls/it --covers HOLD-1", "there is no requirement 'HOLD-1'; did you mean 'HOLD-01'?")]
    [TestCase("calls/it --in Scenarios/requirements.yaml", "--in Scenarios/requirements.yaml is a file: name a folder")]
    public async Task It_refuses_what_is_no_new_scenario(string line, string message)
    {
        var before = Directory.GetFiles(_cli.Directory, "*", SearchOption.AllDirectories);

        Assert.That(await _cli.RunAsync(["new", .. line.Split(' ')]), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error.Split('\n')[0], Is.EqualTo("conformance: " + message));
        Assert.That(Directory.GetFiles(_cli.Directory, "*", SearchOption.AllDirectories), Is.EquivalentTo(before));
    }

    [Test]
    public async Task A_new_area_is_made_when_it_is_meant()
    {
        Assert.That(await _cli.RunAsync("new", "cals/it", "--new-area"), Is.EqualTo(ExitCode.Good));
        Assert.That(_cli.Output, Does.Contain("'cals' is a new area; there are calls\n"));
    }
}
