using Drivers.Tests.Support;
using Harness;
using Harness.Engine;
using NUnit.Framework;

namespace Drivers.Tests.InProcess;

/// <summary>A .NET client that knows nothing of our loop and clock, played from a test of its team's own.</summary>
public sealed class PlainClientTests
{
    private static readonly ConformanceSuite s_suite = ConformanceSuite.Load(Checkout.In("Scenarios"));

    [TestCase("connection/upgrade", Verdict.Pass)]
    [TestCase("connection/ping", Verdict.Skip)]
    [TestCase("hold/hold-and-resume", Verdict.Skip)]
    public async Task It_is_judged_by_what_it_can(string id, Verdict verdict)
    {
        var runs = await s_suite.PlayAsync(new PlainDriver(), s_suite.Files.Single(f => f.Id == id));

        Assert.That(runs.Select(static r => r.Verdict), Is.All.AnyOf(verdict, Verdict.Inconclusive), string.Join('\n', runs.Select(s_suite.Explain)));
    }

    [Test]
    public async Task What_is_wrong_is_explained_with_its_requirement()
    {
        var file = s_suite.Files.Single(static f => f.Id == "connection/upgrade");

        var runs = await s_suite.PlayAsync(new PlainDriver(userAgent: ""), file);

        Assert.That(runs.Select(static r => r.Verdict), Is.All.AnyOf(Verdict.Fail, Verdict.Inconclusive));
        Assert.That(s_suite.Explain(runs[0]), Does.Contain("CONN-04").Or.Contain("nothing can be said"));
    }
}
