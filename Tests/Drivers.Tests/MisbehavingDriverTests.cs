using Drivers.Tests.Support;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>A driver that goes wrong in the middle of a suite costs the scenario in which it does, and nothing else.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[Parallelizable(ParallelScope.All)]
public sealed class MisbehavingDriverTests
{
    private const string Good = """
        format: 1
        title: A scenario in which nothing goes wrong
        given: { users: { alice: }, clients: { laptop: { user: alice, is: connected } } }
        lines:
          - app -> laptop: disconnect
          - laptop -> app: disconnected
        """;

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("conformance-misbehaving-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    private static IEnumerable<TestCaseData> Ways()
    {
        foreach (var clock in new[] { "virtual", "real" })
        {
            yield return new TestCaseData(clock, "garbage", "Hello from a stray print");
            yield return new TestCaseData(clock, "death", "about to fall over");
            yield return new TestCaseData(clock, "killed", "signal 9");
            yield return new TestCaseData(clock, "flood", "more than 20000 events");
            yield return new TestCaseData(clock, "unknown event", "did you mean 'connected'?");
            yield return new TestCaseData(clock, "refusal", "this button is stuck");
            yield return new TestCaseData(clock, "children", "code 8");
            yield return new TestCaseData(clock, "stray client", "for the client 'laptop', which was never made");
            yield return new TestCaseData(clock, "unreadable event", "'event' with params that cannot be read");
            yield return new TestCaseData(clock, "unknown method", "sent 'events', which the contract does not have");
            yield return new TestCaseData(clock, "object", "{ a: 1 }");
        }

        yield return new TestCaseData("virtual", "hang", "did not answer 'act' within 10 s");
        yield return new TestCaseData("real", "hang", "did not answer");
    }

    [TestCaseSource(nameof(Ways))]
    public async Task It_is_an_error_with_its_last_words_and_the_others_finish(string clock, string way, string word)
    {
        var mark = Leftovers.Mark();
        Write("area/a-good.yaml", Good);
        Write("area/b-bad.yaml", Good.Replace("user: alice,", $"user: alice, options: {{ misbehave: {way} }},"));
        Write("area/c-good.yaml", Good);

        var suite = await Conformance.RunInAsync(_folder.FullName, "area", "--clock", clock, "--parallel", "2", "--client", Command(mark));

        Assert.Multiple(() =>
        {
            Assert.That(suite.Runs["area/b-bad"].Verdict, Is.EqualTo("error"), suite.Output);
            Assert.That(suite.Runs["area/b-bad"].Reason, Does.Contain(word));
            Assert.That(suite.Runs["area/a-good"].Verdict, Is.EqualTo("pass"), suite.Runs["area/a-good"].Reason);
            Assert.That(suite.Runs["area/c-good"].Verdict, Is.EqualTo("pass"), suite.Runs["area/c-good"].Reason);
            Assert.That(suite.ExitCode, Is.EqualTo(3));
            Assert.That(Leftovers.With(mark), Is.Empty);
        });
    }

    [TestCase("virtual")]
    [TestCase("real")]
    public async Task A_driver_that_breaks_in_every_scenario_is_an_error_in_each(string clock)
    {
        var mark = Leftovers.Mark();
        for (var i = 0; i < 12; i++)
        {
            Write($"area/bad-{i}.yaml", Good.Replace("user: alice,", "user: alice, options: { misbehave: death },"));
        }

        var suite = await Conformance.RunInAsync(_folder.FullName, "area", "--clock", clock, "--client", Command(mark));

        Assert.Multiple(() =>
        {
            Assert.That(suite.Runs, Has.Count.EqualTo(12));
            Assert.That(suite.Runs.Values.Select(static r => r.Verdict), Is.All.EqualTo("error"));
            Assert.That(suite.Runs.Values.Select(static r => r.Reason), Is.All.Contains("about to fall over"));
            Assert.That(suite.ExitCode, Is.EqualTo(3));
            Assert.That(Leftovers.With(mark), Is.Empty);
        });
    }

    [Test]
    public async Task A_driver_that_cannot_be_started_is_said_before_anything_is_played()
    {
        Write("area/a-good.yaml", Good);

        var suite = await Conformance.RunInAsync(_folder.FullName, "area", "--client", "no-such-program --at all");

        Assert.Multiple(() =>
        {
            Assert.That(suite.ExitCode, Is.EqualTo(3));
            Assert.That(suite.Error, Does.Contain("'no-such-program' cannot be started"));
            Assert.That(suite.Output, Is.Empty);
        });
    }

    private static string Command(string mark) =>
        $"\"{Programs.Node()}\" \"{Checkout.In("Tests", "Drivers.Tests", "Scripts", "misbehaving.mjs")}\" {mark}";

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }
}
