using System.Text.Json.Nodes;
using Harness.Cli;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary><c>conformance lint</c>: mistakes and advice, for people, programs and GitHub.</summary>
public sealed class LintCommandTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start()
    {
        _cli = new CliRun();
        _cli.Write("Scenarios/calls/odd, it is.yaml", "format: 1\ntitle: 100% odd\nseeds: 1\ngiven: { users: { alice: }, clients: { laptop: { user: alice, is: connected } } }\nlines:\n  - clock: 1s");
    }

    [TearDown]
    public void Remove() => _cli.Dispose();

    [TestCase("", ExpectedResult = ExitCode.Good)]
    [TestCase("--strict", ExpectedResult = ExitCode.Usage)]
    public async Task<int> Advice_is_no_mistake_unless_it_is_wanted_so(string option)
    {
        var code = await _cli.RunAsync(["lint", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.That(_cli.Output, Is.EqualTo("Scenarios/calls/odd, it is.yaml:3:1: advice: 'seeds: 1' holds anyway: leave it out (written-default)\n2 scenario files, no mistakes, 1 to think about\n"));
        return code;
    }

    [Test]
    public async Task Github_is_told_by_annotations_whose_texts_are_escaped()
    {
        await _cli.RunAsync("lint", "--format", "github");

        Assert.That(_cli.Output, Is.EqualTo("::warning file=Scenarios/calls/odd%2C it is.yaml,line=3,col=1,title=written-default::'seeds: 1' holds anyway: leave it out\n"));
        Assert.That(
            GitHubAnnotation.Of("error", "a:b,c%.yaml", 1, 2, "t", "50%\r\nmore: a, b"),
            Is.EqualTo("::error file=a%3Ab%2Cc%25.yaml,line=1,col=2,title=t::50%25%0D%0Amore: a, b"));
    }

    [Test]
    public async Task Programs_read_json()
    {
        await _cli.RunAsync("lint", "--format", "json");

        Assert.That(JsonNode.Parse(_cli.Output)!["findings"]![0]!.ToJsonString(), Is.EqualTo(
            """{"file":"Scenarios/calls/odd, it is.yaml","line":3,"column":1,"severity":"advice","rule":"written-default","message":"\u0027seeds: 1\u0027 holds anyway","instead":"leave it out"}"""));
    }

    [Test]
    public async Task A_mistake_is_one_in_every_format()
    {
        _cli.Write("Scenarios/calls/bad.yaml", "format: 1\ntitle: x\nlinse: []");
        var text = await _cli.RunAsync("lint");
        var github = await _cli.RunAsync("lint", "--format", "github");
        var annotations = _cli.Output;
        var json = await _cli.RunAsync("lint", "--format", "json");

        Assert.That(new[] { text, github, json }, Is.All.EqualTo(ExitCode.Usage));
        Assert.That(annotations, Does.Contain("::error file=Scenarios/calls/bad.yaml,line=3,col=1,title=scenario::a scenario has no key 'linse'; did you mean 'lines'?\n"));
        Assert.That(JsonNode.Parse(_cli.Output)!["findings"]!.AsArray().Select(static one => (string?)one!["severity"]), Is.All.EqualTo("mistake"));
    }
}
