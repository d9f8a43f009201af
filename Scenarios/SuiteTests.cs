using Fixtures.ReferenceClient;
using Harness.Drivers;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;
using NUnit.Framework;

namespace Scenarios;

/// <summary>The reference client is right, so it passes everything, and its transcripts stay what they were.</summary>
public sealed class SuiteTests
{
    private static IEnumerable<TestCaseData> Files() =>
        ScenarioSuite.Loaded.Files.Select(static f => new TestCaseData(f).SetName(f.Id));

    [Test]
    public void The_suite_has_no_mistakes() =>
        Assert.That(ScenarioSuite.Loaded.Diagnostics.Select(static d => d.ToString()), Is.Empty);

    [Test]
    public void The_suite_has_at_least_thirty_scenarios() =>
        Assert.That(ScenarioSuite.Loaded.Files, Has.Count.AtLeast(30));

    [TestCaseSource(nameof(Files))]
    public async Task The_reference_client_passes(ScenarioFile file)
    {
        var runs = await ScenarioSuite.PlayAsync(new ReferenceDriver("reference", SoftphoneRules.Reference), [file]);

        Assert.That(runs.Where(static r => r.Verdict != Verdict.Pass).Select(static r => $"{r.Id}: {r.Verdict}: {r.Reason}"), Is.Empty);
        var sections = runs.Where(static r => r.HasSnapshot)
            .Select(static r => new SnapshotSection(SnapshotFile.LabelOf(r), SnapshotText.Of(Transcript.Of(r))))
            .ToList();
        var comparison = new SnapshotStore(ScenarioSuite.Root, null).Compare(file.Rows[0], sections, whole: true);
        Assert.That(comparison.Sections.Where(static s => s.State != SnapshotState.Same).Select(static s => $"{s.Label}: {s.State}"), Is.Empty);
        Assert.That(comparison.Orphans, Is.Empty);
    }
}
