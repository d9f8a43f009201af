using Drivers.Tests.Support;
using Fixtures.ReferenceClient;
using Harness.Drivers.Remote;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;
using NUnit.Framework;

namespace Drivers.Tests.FarReference;

/// <summary>The same client gives the same transcript inside the process and across the border, over real sockets.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class FarReferenceTests
{
    private static readonly LoadResult s_suite = ScenarioLoader.Load([Checkout.In("Scenarios")], new LoaderContext(Checkout.In("Scenarios"), Checkout.Root));

    private static IEnumerable<TestCaseData> Areas() =>
        s_suite.Files.Select(static f => f.Id.Split('/')[0]).Distinct().Select(static a => new TestCaseData(a));

    [TestCaseSource(nameof(Areas))]
    public async Task The_transcripts_are_those_of_the_client_inside_the_process(string area) =>
        await CompareAsync(FarLink.Pool(), Files(area + "/"));

    [TestCase("connection/")]
    [TestCase("reconnect/")]
    public async Task They_are_the_same_where_the_driver_does_not_see_pings(string area) =>
        await CompareAsync(FarLink.Pool(seesPings: false), [.. Files(area).Where(static f => !f.Rows.Any(static r => SnapshotText.NamesKeepAlive(r.Lines)))]);

    [Test]
    public async Task A_client_that_answers_no_pings_is_sent_to_the_real_clock_where_the_driver_does_not_see_them()
    {
        var mute = SoftphoneRules.Reference with { Wire = SoftphoneRules.Reference.Wire with { PongAfter = null } };

        var runs = await PlayAsync(FarLink.Pool(seesPings: false, mute), Files("inbound/nobody-answers"));

        Assert.That(runs.Select(static r => r.Verdict), Is.All.EqualTo(Verdict.Error));
        Assert.That(runs[0].Reason, Does.Contain("The driver does not see pings").And.Contains("--clock real"));
    }

    private static List<ScenarioFile> Files(string start) => [.. s_suite.Files.Where(f => f.Id.StartsWith(start, StringComparison.Ordinal))];

    private static async Task CompareAsync(DriverPool pool, List<ScenarioFile> files)
    {
        var runs = await PlayAsync(pool, files);

        Assert.Multiple(() =>
        {
            Assert.That(runs, Is.Not.Empty);
            Assert.That(runs.Where(static r => r.Verdict != Verdict.Pass).Select(static r => $"{r.Id}: {r.Verdict}: {r.Reason}"), Is.Empty);
            foreach (var file in files)
            {
                var sections = runs.Where(r => r.Scenario.Id == file.Id && r.HasSnapshot).Select(static r => new SnapshotSection(SnapshotFile.LabelOf(r), SnapshotText.Of(Transcript.Of(r)))).ToList();
                Assert.That(SnapshotFile.Write(sections), Is.EqualTo(File.ReadAllText(Path.ChangeExtension(file.Path, null) + SnapshotStore.Verified)), file.Id);
            }
        });
    }

    private static async Task<List<RunResult>> PlayAsync(DriverPool pool, List<ScenarioFile> files)
    {
        await using (pool)
        {
            await pool.StartAsync(CancellationToken.None);
            var runs = new List<RunResult>();
            await foreach (var run in new SuiteRunner(new SuiteOptions { Files = files, Driver = pool, Requirement = s_suite.Requirements.Find }).PlayAsync(CancellationToken.None))
            {
                runs.Add(run);
            }

            return runs;
        }
    }
}
