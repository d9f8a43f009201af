using Drivers.Tests.Support;
using Fixtures.ReferenceClient;
using Harness;
using Harness.Drivers;
using Harness.Engine;
using NUnit.Framework;

namespace Drivers.Tests.InProcess;

/// <summary>A client that gives a call up when no media comes is not asked for longer calls than it can have before there is media.</summary>
public sealed class ImpatientClientTests
{
    private static readonly ConformanceSuite s_suite = ConformanceSuite.Load(Checkout.In("Scenarios"));

    [TestCase("hold/hold-and-resume", Verdict.Pass, "")]
    [TestCase("hold/mute", Verdict.Skip, "a call in it lasts 1m, and this client gives a call without media up after 10s")]
    [TestCase("connection/upgrade", Verdict.Pass, "")]
    public async Task Long_calls_are_skipped_for_that_reason(string id, Verdict verdict, string reason)
    {
        var runs = await s_suite.PlayAsync(new ImpatientDriver(), s_suite.Files.Single(f => f.Id == id));

        Assert.That(runs.Select(static r => (r.Verdict, r.Reason)), Is.All.EqualTo((verdict, reason)));
    }

    private sealed class ImpatientDriver : IClientDriver
    {
        private readonly ReferenceDriver _reference = new("impatient", SoftphoneRules.Reference);

        public string Name => "impatient";

        public IReadOnlyList<string> Capabilities => _reference.Capabilities;

        public TimeSpan? SilentMediaPatience => TimeSpan.FromSeconds(10);

        public IDrivenClient Create(ClientSetup setup) => _reference.Create(setup);
    }
}
