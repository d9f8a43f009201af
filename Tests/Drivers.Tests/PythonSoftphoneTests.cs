using Drivers.Tests.Support;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>The small example client, in a language that has nothing to do with ours, under the real clock.</summary>
public sealed class PythonSoftphoneTests
{
    private const int MostLines = 250;

    [Test]
    public async Task It_passes_the_scenarios_of_its_capabilities_and_the_rest_name_the_one_that_is_missing()
    {
        var suite = await Conformance.RunAsync("--client", Command(), "--max-real-time", "15s", "--allow-inconclusive");

        Assert.Multiple(() =>
        {
            Assert.That(suite.Runs.Where(static r => r.Value.Verdict is not ("pass" or "skip" or "inconclusive")).Select(static r => $"{r.Key}: {r.Value.Verdict}: {r.Value.Reason}"), Is.Empty, suite.Error);
            Assert.That(suite.Runs.Values.Count(static r => r.Verdict == "pass"), Is.AtLeast(30));
            Assert.That(suite.Runs.Where(static r => r.Value.Verdict == "skip" && !r.Value.Reason.StartsWith("the client has no '", StringComparison.Ordinal) && !r.Value.Reason.Contains("--max-real-time")), Is.Empty);
            Assert.That(suite.Runs["reconnect/backoff-ladder[seed 1]"].Verdict, Is.EqualTo("skip"));
        });
    }

    [TestCase("no-subprotocol", "CONN-02")]
    [TestCase("hangs-up-instead-of-reject", "INB-08")]
    public async Task A_faulty_variant_fails_the_check_of_its_requirement(string fault, string requirement)
    {
        var suite = await Conformance.RunAsync("--filter", requirement, "--client", Command($" --fault {fault}"));

        Assert.That(suite.Runs.Values.SelectMany(static r => r.Failed), Does.Contain(requirement), suite.Output);
    }

    [Test]
    public void It_stays_small() =>
        Assert.That(Directory.EnumerateFiles(Checkout.In("Fixtures", "Clients", "python-softphone"), "*.py")
            .Where(static f => !Path.GetFileName(f).StartsWith("test_", StringComparison.Ordinal)).Sum(static f => File.ReadLines(f).Count()), Is.AtMost(MostLines));

    private static string Command(string more = "") => $"\"{Programs.Python()}\" Fixtures/Clients/python-softphone/driver.py{more}";
}
