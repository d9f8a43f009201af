using Drivers.Tests.InProcess;
using Harness;
using Harness.Engine;
using Harness.Scenarios;
using NUnit.Framework;

namespace PackageUser;

/// <summary>One test for each scenario: passed, or skipped with the capability that the client lacks.</summary>
public sealed class ClientTests
{
    private static readonly ConformanceSuite s_suite = ConformanceSuite.Load();

    private static IEnumerable<TestCaseData> Files() =>
        s_suite.Files.Where(static f => f.Id.StartsWith("connection/u")).Select(static f => new TestCaseData(f).SetName(f.Id));

    [TestCaseSource(nameof(Files))]
    public async Task Conforms(ScenarioFile file)
    {
        foreach (var run in await s_suite.PlayAsync(new PlainDriver(), file, maxRealTime: TimeSpan.FromSeconds(10)))
        {
            Assert.That(run.Verdict, Is.AnyOf(Verdict.Pass, Verdict.Warn, Verdict.Skip, Verdict.Inconclusive), s_suite.Explain(run));
        }
    }
}
