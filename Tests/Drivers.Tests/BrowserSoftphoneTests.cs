using Drivers.Tests.Support;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>The softphone in a page of a real browser, which the harness starts and which dials in; REST over CORS included.</summary>
public sealed class BrowserSoftphoneTests
{
    private static readonly string[] s_short = ["--max-real-time", "4s"];

    [Test]
    public async Task It_passes_the_short_scenarios_in_Chromium()
    {
        var suite = await Conformance.RunAsync(["--client", "browser:Fixtures/Clients/browser-softphone", "--browser", Programs.Chromium(), "--allow-inconclusive", .. s_short]);

        Assert.Multiple(() =>
        {
            Assert.That(suite.Runs.Where(static r => r.Value.Verdict is not ("pass" or "skip" or "inconclusive")).Select(static r => $"{r.Key}: {r.Value.Verdict}: {r.Value.Reason}"), Is.Empty, suite.Error);
            Assert.That(suite.Runs.Values.Count(static r => r.Verdict == "pass"), Is.AtLeast(40));
            Assert.That(suite.ExitCode, Is.Zero);
        });
    }

    [TestCase("impatient-when-held", "HOLD-03")]
    [TestCase("declines-by-hang-up", "INB-08")]
    public async Task A_faulty_variant_fails_the_check_of_its_requirement(string fault, string requirement)
    {
        var suite = await Conformance.RunAsync(
            "--filter", requirement, "--client", $"browser:Fixtures/Clients/browser-softphone?fault={fault}", "--browser", Programs.Chromium(), "--max-real-time", "12s");

        Assert.That(suite.Runs.Values.SelectMany(static r => r.Failed), Does.Contain(requirement), suite.Output);
    }

    [Test]
    public async Task A_page_that_does_not_dial_in_is_told_apart_from_one_that_is_not_there()
    {
        var suite = await Conformance.RunAsync("--client", "browser:docs");

        Assert.That(suite.Error, Does.Contain("there is no index.html in that folder"));
        Assert.That(suite.ExitCode, Is.EqualTo(2));
    }
}
