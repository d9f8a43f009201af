using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FakeDialStack.Protocol;
using Fixtures.Mutants;
using Harness.Cli;
using Harness.Tests.Documentation;
using NUnit.Framework;

namespace Harness.Tests.Coverage;

/// <summary>What coverage counts, held against counts made in another way: from the text of scenarios and of their snapshots.</summary>
public sealed partial class CoverageCommandTests
{
    private SmallSuite _suite = null!;

    [SetUp]
    public void Copy() => _suite = new SmallSuite();

    [TearDown]
    public void Remove() => _suite.Dispose();

    [Test]
    public async Task Requirements_are_decided_where_the_files_say_so()
    {
        var coverage = await JsonAsync("coverage", "--json");

        var counted = coverage["requirements"]!.AsArray().SelectMany(r => r!["checks"]!.AsArray().Select(c => $"{r["id"]} {c!["file"]}:{c["line"]}")).Order();
        var written = Directory.EnumerateFiles(_suite.Scenarios, "*.yaml", SearchOption.AllDirectories).Where(f => !f.EndsWith("requirements.yaml", StringComparison.Ordinal)).SelectMany(ChecksIn).Distinct().Order();
        Assert.That(counted, Is.EqualTo(written));
    }

    [Test]
    public async Task Messages_are_exercised_that_stand_in_the_snapshots()
    {
        var coverage = await JsonAsync("coverage", "--json");

        var messages = coverage["catalogue"]!["messages"]!;
        var (seen, injected) = (InSnapshots("->"), InSnapshots("=>"));
        var all = MessageCatalogue.ClientToServer.Select(m => "client " + m.Type).Concat(MessageCatalogue.ServerToClient.Select(m => "server " + m.Type)).ToList();
        Assert.That(Names(messages["missing"]), Is.EquivalentTo(all.Where(m => !seen.Contains(m) && !injected.Contains(m))));
        Assert.That(Names(messages["onlyInjected"]), Is.EquivalentTo(all.Where(m => !seen.Contains(m) && injected.Contains(m))));
        Assert.That((int)messages["total"]!, Is.EqualTo(all.Count));
        Assert.That((int)messages["exercised"]!, Is.EqualTo(all.Count - Names(messages["missing"]).Count));
    }

    [Test]
    public async Task Members_codes_and_transitions_that_never_came_are_named()
    {
        var catalogue = (await JsonAsync("coverage", "--json"))["catalogue"]!;

        Assert.That(Names(catalogue["fields"]!["missing"]), Does.Contain("client call.reject reason").And.Not.Contain("client call.hold call_id").And.Not.Contain("client call.create sdp"));
        Assert.That(Names(catalogue["errorCodes"]!["missing"]), Does.Contain("session_replaced").And.Not.Contain("call_failed"));
        Assert.That(Names(catalogue["values"]!["missing"]), Does.Not.Contain("server call.held held_by=local"));
        Assert.That(Names(catalogue["stateTransitions"]!["missing"]), Does.Contain("leg Ringing --Reject--> Ended").And.Not.Contain("call Active --UserHolds--> HeldByUser"));
    }

    [Test]
    public async Task Mutants_are_declared_at_first_and_with_their_killers_when_they_were_played()
    {
        var declared = (await JsonAsync("coverage", "--json"))["requirements"]!.AsArray();
        var played = (await JsonAsync("coverage", "--json", "--mutants"))["requirements"]!.AsArray();

        Assert.That(declared.SelectMany(r => r!["mutants"]!.AsArray()).Count(), Is.EqualTo(MutantCatalogue.All.Count));
        Assert.That(declared.SelectMany(r => r!["mutants"]!.AsArray()).Select(m => m!["killedBy"]), Has.All.Null);
        var impatient = played.SelectMany(r => r!["mutants"]!.AsArray()).Single(m => (string)m!["name"]! == "impatient-when-held")!;
        Assert.That(impatient["killedBy"]!.AsArray().Select(c => (string)c!["scenario"]!).Distinct(), Is.EqualTo(new[] { "hold/by-the-far-end", "hold/crossing-holds" }));
        var elsewhere = played.Single(r => (string)r!["id"]! == "SESS-01")!;
        Assert.That(elsewhere["mutants"]!.AsArray().SelectMany(m => m!["killedBy"]!.AsArray()), Is.Empty, "nothing here decides it");
        Assert.That((string)elsewhere["state"]!, Is.EqualTo("open"));
    }

    [Test]
    public async Task People_read_the_counts_at_the_end()
    {
        var code = await _suite.RunAsync("coverage");

        Assert.That(code, Is.Zero);
        Assert.That(_suite.Output, Does.Match(@"HOLD-03 +MUST +covered +hold/by-the-far-end \(3 checks\), hold/crossing-holds( \(\d checks\))?\n +mutant ").And.Contain("messages never exercised:\n"));
        Assert.That(_suite.Output, Does.Match(@"\n\d+ requirements: \d+ covered, \d+ unproven, \d+ announced, \d+ open\n").And.Contain("declared, not played"));
    }

    [Test]
    public async Task What_did_not_pass_is_named_and_not_counted()
    {
        _suite.Mutant = "impatient-when-held";

        var code = await _suite.RunAsync("coverage", "--json");

        Assert.That(code, Is.EqualTo(ExitCode.Failed));
        Assert.That(_suite.Error, Does.Contain("hold/by-the-far-end: fail").And.Contain("not counted"));
        Assert.That((string)JsonNode.Parse(_suite.Output)!["requirements"]!.AsArray().Single(r => (string)r!["id"]! == "HOLD-03")!["state"]!, Is.EqualTo("open"));
    }

    private async Task<JsonNode> JsonAsync(params string[] args)
    {
        Assert.That(await _suite.RunAsync(args), Is.Zero, _suite.Error);
        return JsonNode.Parse(_suite.Output)!;
    }

    // The head of the line is the item of the list above its checks.
    private IEnumerable<string> ChecksIn(string file)
    {
        var head = 0;
        var lines = File.ReadAllLines(file);
        for (var i = 0; i < lines.Length; i++)
        {
            head = Item().IsMatch(lines[i]) ? i + 1 : head;
            foreach (var id in Checks().Match(lines[i]) is { Success: true } found ? found.Groups["ids"].Value.Split(',', StringSplitOptions.TrimEntries) : [])
            {
                yield return $"{id} {Path.GetRelativePath(_suite.Directory, file).Replace('\\', '/')}:{head}";
            }
        }
    }

    private HashSet<string> InSnapshots(string arrow) =>
    [
        .. Directory.EnumerateFiles(_suite.Scenarios, "*.verified.txt", SearchOption.AllDirectories).SelectMany(File.ReadAllLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 3 && words[1] == arrow && words[0] != "app" && words[2] != "app")
            .Select(words => (words[0] == "server" ? "server " : "client ") + words[3]),
    ];

    private static List<string> Names(JsonNode? list) => [.. list!.AsArray().Select(name => (string)name!)];

    [GeneratedRegex(@"^\s*- ")]
    private static partial Regex Item();

    [GeneratedRegex(@"\bchecks: \[?(?<ids>[A-Z0-9, -]+\d)")]
    private static partial Regex Checks();
}
