using Drivers.Tests.Support;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>The softphone in Node, in a process of its own, under the virtual clock.</summary>
public sealed class NodeSoftphoneTests
{
    private static readonly Lazy<Task<Conformance>> s_suite = new(() => Conformance.RunAsync("--client", Command()));

    private static string Command(string fault = "") =>
        $"\"{Programs.Node()}\" Fixtures/Clients/node-softphone/driver.mjs{(fault.Length > 0 ? $" --fault {fault}" : "")}";

    [Test]
    public async Task It_passes_every_scenario_that_its_capabilities_allow()
    {
        var suite = await s_suite.Value;

        Assert.That(suite.Runs.Where(static r => r.Value.Verdict is not ("pass" or "skip")).Select(static r => $"{r.Key}: {r.Value.Verdict}: {r.Value.Reason}"), Is.Empty, suite.Error);
        Assert.That(suite.Runs.Values.Count(static r => r.Verdict == "pass"), Is.AtLeast(160));
        Assert.That(suite.ExitCode, Is.Zero);
    }

    [Test]
    public async Task The_server_and_the_far_end_do_the_same_as_with_the_reference_client()
    {
        var node = await s_suite.Value;
        var reference = await Conformance.RunAsync();

        Assert.Multiple(() =>
        {
            foreach (var (id, run) in node.Runs.Where(static r => r.Value.Verdict == "pass"))
            {
                Assert.That(Lanes.OfServer(run.Transcript), Is.EqualTo(Lanes.OfServer(reference.Runs[id].Transcript)), id);
            }
        });
    }

    [Test]
    public async Task The_same_seed_gives_the_same_transcript_again_and_again()
    {
        var suite = await Conformance.RunAsync("--filter", "restore", "--filter", "sessions", "--filter", "push", "--client", Command(), "--repeat", "5");

        Assert.That(suite.Runs.Where(static r => r.Value.Verdict != "pass").Select(static r => $"{r.Key}: {r.Value.Reason}"), Is.Empty);
    }

    [TestCase("impatient-when-held", "HOLD-03")]
    [TestCase("declines-by-hang-up", "INB-08")]
    [TestCase("never-refreshes", "REFRESH-01")]
    [TestCase("no-new-media", "RESTORE-04")]
    public async Task A_faulty_variant_fails_the_check_of_its_requirement(string fault, string requirement)
    {
        var suite = await Conformance.RunAsync("--filter", requirement, "--client", Command(fault));

        Assert.That(suite.Runs.Values.SelectMany(static r => r.Failed), Does.Contain(requirement));
        Assert.That(suite.ExitCode, Is.EqualTo(1));
    }
}
