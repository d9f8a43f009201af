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
    [TestCase("accept Scenarios/requirements.txt", "Scenarios/requirements.txt is neither a scenario nor a snapshot: name those, or a folder with them")]
    [TestCase("help", "unknown command 'help'; did you mean '--help'?")]
    [TestCase("run --seed", "--seed wants a value: --seed <number>")]
    [TestCase("run --client", "--client wants a value: --client <client>")]
    [TestCase("run --seed 1 --seed 2", "--seed is given more than once")]
    [TestCase("run --filter=", "--filter wants a value: --filter <text>")]
    [TestCase("run --report Scenarios/requirements.yaml", "--report Scenarios/requirements.yaml is a file: name a folder")]
    [TestCase("run --snapshots Scenarios/requirements.yaml", "--snapshots Scenarios/requirements.yaml is a file: name a folder")]
    [TestCase("run -- --filter", "'--filter' stands behind '--', where options count as files: put it in front")]
    [TestCase("run --watch --report out", "--report wants a whole run, and --watch plays parts: leave one of them out")]
    [TestCase("list --jsn", "unknown option '--jsn'; did you mean '--json'?")]
    [TestCase("list scenarios requirements", "'list' does not take so many words: 'requirements' is one too many")]
    [TestCase("lint --format jsn", "there is no format 'jsn'; did you mean 'json'?")]
    [TestCase("describe", "'describe' wants <subject>: the id of a requirement or scenario, or an area")]
    [TestCase("describe --hepl", "unknown option '--hepl'; did you mean '--help'?")]
    [TestCase("describe HLD-01", "there is no requirement, scenario or area 'HLD-01'; did you mean 'HOLD-01'?")]
    [TestCase("describe nothing-like-it", "there is no requirement, scenario or area 'nothing-like-it' ('list requirements', 'list scenarios' and 'list areas' name them all)")]
    [TestCase("completions bsh", "there are no completions for 'bsh'; did you mean 'bash'?")]
    public async Task A_wrong_command_line_ends_with_two_and_says_why(string line, string message)
    {
        _cli.Write("Scenarios/requirements.txt", "no scenario");

        var code = await _cli.RunAsync(line.Split(' '));

        Assert.That(code, Is.EqualTo(ExitCode.Usage), _cli.Output);
        Assert.That(_cli.Error.Split('\n')[0], Is.EqualTo("conformance: " + message));
        Assert.That(_cli.Played, Is.Null);
    }

    [TestCase("--filter", "--filter is empty: leave it out, or say what is meant")]
    [TestCase("--report", "--report is empty: leave it out, or say what is meant")]
    [TestCase(null, "<files> is empty: an empty text names nothing")]
    public async Task An_empty_text_is_not_taken_for_everything(string? option, string message)
    {
        Assert.That(await _cli.RunAsync(option is null ? ["run", ""] : ["run", option, ""]), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error.Split('\n')[0], Is.EqualTo("conformance: " + message));
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
    [TestCase("list areas", "calls  1  CALL-02\n")]
    [TestCase("list messages --filter call.held", "call.held  server -> client  call_id held_by  D.2.10\n")]
    [TestCase("list actions --filter dtmf", "dtmf  call_id? digits  presses keys\n")]
    [TestCase("list events --filter ring*", "ringing")]
    [TestCase("list signals --filter BYE", "BYE    hangs up\n")]
    [TestCase("list requirements --filter hold --json", "\"text\": \"Holds.\"")]
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

    [TestCase("a tab", "format: 1\n\ttitle: x", ":1:9: this is not YAML: a tab; indent with spaces")]
    [TestCase("a quote", "format: 1\ntitle: \"x", ":2:8: this is not YAML: a quote that begins here is not closed")]
    [TestCase("no scenario at all", "one two three four five six seven eight nine ten eleven twelve thirteen",
        ":1:1: a scenario must be a map, not 'one two three four five six seven eight nine ten eleven twel…'")]
    public async Task A_file_that_is_no_scenario_gets_one_line(string what, string text, string message)
    {
        _cli.Write("Scenarios/calls/bad.yaml", text);

        Assert.That(await _cli.RunAsync("lint"), Is.EqualTo(ExitCode.Usage), what);
        Assert.That(_cli.Error, Is.EqualTo($"Scenarios/calls/bad.yaml{message}\n"));
    }

    [Test]
    public async Task A_file_in_another_encoding_is_told_by_the_place_of_its_first_bad_byte()
    {
        File.WriteAllBytes(_cli.Path("Scenarios/calls/bad.yaml"), [.. "format: 1\ntitle: M"u8, 0xFC, .. "te\n"u8]);

        Assert.That(await _cli.RunAsync("lint"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Is.EqualTo("Scenarios/calls/bad.yaml:2:9: this is not UTF-8: the byte 0xFC begins no character; save the file as UTF-8\n"));
    }

    [Test]
    public async Task Requirements_in_another_encoding_are_a_mistake_as_well()
    {
        File.WriteAllBytes(_cli.Path("Scenarios/requirements.yaml"), [.. "requirements: # "u8, 0xFC]);

        Assert.That(await _cli.RunAsync("run"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error, Does.Contain("Scenarios/requirements.yaml:1:17: this is not UTF-8"));
    }

    [TestCase("utf-8 with a mark")]
    [TestCase("utf-16")]
    [TestCase("lines of Windows")]
    public async Task Files_as_other_systems_write_them_are_read(string how)
    {
        var text = _cli.Read("Scenarios/calls/made.yaml");
        File.WriteAllBytes(_cli.Path("Scenarios/calls/made.yaml"), how switch
        {
            "utf-16" => [.. System.Text.Encoding.Unicode.GetPreamble(), .. System.Text.Encoding.Unicode.GetBytes(text)],
            "lines of Windows" => System.Text.Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")),
            _ => [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(text)],
        });

        Assert.That(await _cli.RunAsync("lint", "--strict"), Is.EqualTo(ExitCode.Good), _cli.Error);
    }

    [TestCase("calls/maed", "calls/maed:1:1: there is no such file, folder or scenario; did you mean 'calls/made'?")]
    [TestCase("Scenarios/calls/mad.yaml", "Scenarios/calls/mad.yaml:1:1: there is no such file, folder or scenario; did you mean 'Scenarios/calls/made.yaml'?")]
    public async Task A_file_that_is_not_there_gets_a_suggestion(string file, string message)
    {
        Assert.That(await _cli.RunAsync("run", file), Is.EqualTo(ExitCode.Usage));
        Assert.That(_cli.Error.Split('\n')[0], Is.EqualTo(message));
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
