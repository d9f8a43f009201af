using Harness.Scenarios;
using Harness.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Transcripts;

/// <summary>Received beside verified.</summary>
public sealed class SnapshotStoreTests
{
    private string _folder = "";

    private string Verified => Path.Combine(_folder, "Scenarios", "calls", "made.verified.txt");

    private string Received => Path.Combine(_folder, "Scenarios", "calls", "made.received.txt");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("snapshots").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "Scenarios", "calls"));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_missing_snapshot_is_new_and_received()
    {
        var compared = Compare([new("", "a\nb\n")]);

        Assert.That(compared.Sections.Single().State, Is.EqualTo(SnapshotState.New));
        Assert.That(File.ReadAllText(Received), Is.EqualTo("a\nb\n"));
        Assert.That(Verified, Does.Not.Exist);
    }

    [Test]
    public void Drift_is_shown_line_by_line_and_received_goes_when_it_matches_again()
    {
        File.WriteAllText(Verified, "a\r\nb\r\n");

        var drifted = Compare([new("", "a\nc\n")]);
        var receivedThen = File.Exists(Received);
        var same = Compare([new("", "a\nb\n")]);

        Assert.That(drifted.Sections.Single().Diff.Select(line => line.ToString()), Is.EqualTo(new[] { "  a", "- b", "+ c" }));
        Assert.That(receivedThen);
        Assert.That(same.Sections.Single().State, Is.EqualTo(SnapshotState.Same));
        Assert.That(Received, Does.Not.Exist);
    }

    [Test]
    public void White_space_counts()
    {
        File.WriteAllText(Verified, "a  b\n");

        Assert.That(Compare([new("", "a b\n")]).Sections.Single().State, Is.EqualTo(SnapshotState.Drift));
    }

    [Test]
    public void A_row_that_is_gone_is_an_orphan_only_when_everything_was_played()
    {
        File.WriteAllText(Verified, SnapshotFile.Write([new("offerer=client", "a\n"), new("offerer=server", "b\n")]));

        var part = Compare([new("offerer=client", "a\n")], whole: false);
        var all = Compare([new("offerer=client", "a\n")]);

        Assert.That(part.Orphans, Is.Empty);
        Assert.That(all.Orphans, Is.EqualTo(new[] { "offerer=server" }));
        Assert.That(File.ReadAllText(Received), Is.EqualTo("=== offerer=client\na\n"));
    }

    [Test]
    public void A_scenario_played_in_part_keeps_its_other_rows()
    {
        File.WriteAllText(Verified, SnapshotFile.Write([new("offerer=client", "a\n"), new("offerer=server", "b\n")]));

        Compare([new("offerer=server", "c\n")], whole: false);

        Assert.That(File.ReadAllText(Received), Is.EqualTo("=== offerer=client\na\n\n=== offerer=server\nc\n"));
    }

    [Test]
    public void A_folder_of_its_own_keeps_areas()
    {
        var store = new SnapshotStore(_folder, "mine");

        Assert.That(store.VerifiedPath(Made()), Is.EqualTo(Path.Combine(_folder, "mine", "calls", "made.verified.txt")));
    }

    [Test]
    public void A_file_reads_as_it_was_written()
    {
        SnapshotSection[] sections = [new("one", "a\n"), new("two", ""), new("three | laptop phone", "b\n+1s\nc\n")];

        Assert.That(SnapshotFile.Read(SnapshotFile.Write(sections)), Is.EqualTo(sections));
    }

    [Test]
    public void Long_sameness_is_left_out_of_a_diff()
    {
        var before = string.Concat(Enumerable.Range(0, 50).Select(i => $"line {i}\n"));
        var diff = SnapshotDiff.Between(before, before.Replace("line 25\n", "", StringComparison.Ordinal));

        Assert.That(diff.Select(line => line.ToString()), Is.EqualTo(new[]
        {
            "  … 22 lines the same", "  line 22", "  line 23", "  line 24", "- line 25", "  line 26", "  line 27", "  line 28", "  … 21 lines the same",
        }));
    }

    [Test]
    public void Orphaned_files_are_found_and_received_ones_accepted()
    {
        File.WriteAllText(Verified, "a\n");
        File.WriteAllText(Received, "b\n");
        File.WriteAllText(Path.Combine(_folder, "Scenarios", "calls", "other.yaml"), "");
        File.WriteAllText(Path.Combine(_folder, "Scenarios", "calls", "other.verified.txt"), "");

        var orphans = SnapshotFolder.Orphans(_folder, new HashSet<string>());
        var known = SnapshotFolder.Orphans(_folder, new HashSet<string> { "calls/made" });
        var accepted = SnapshotFolder.Received(_folder).Select(SnapshotFolder.Accept).ToList();

        Assert.That(orphans, Is.EqualTo(new[] { Verified }));
        Assert.That(known, Is.Empty);
        Assert.That(accepted, Is.EqualTo(new[] { Verified }));
        Assert.That(File.ReadAllText(Verified), Is.EqualTo("b\n"));
        Assert.That(Received, Does.Not.Exist);
    }

    private static Scenario Made() => new MadeRun().Result().Scenario;

    private SnapshotComparison Compare(SnapshotSection[] sections, bool whole = true) =>
        new SnapshotStore(_folder, null).Compare(Made(), sections, whole);
}
