using Harness.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Scenarios;

/// <summary>The catalogue holds every row of section K.</summary>
public sealed class RequirementCatalogueTests
{
    private static readonly RequirementCatalogue s_catalogue = RequirementCatalogue.Load(Repository.In("Scenarios", RequirementCatalogue.FileName));

    [TestCase("CONN", 18, 16)]
    [TestCase("RECON", 11, 8)]
    [TestCase("AUTH", 10, 7)]
    [TestCase("REFRESH", 14, 12)]
    [TestCase("SESS", 7, 5)]
    [TestCase("RESTORE", 15, 8)]
    [TestCase("CALL", 16, 11)]
    [TestCase("INB", 14, 11)]
    [TestCase("HOLD", 7, 5)]
    [TestCase("MUTE", 3, 3)]
    [TestCase("DTMF", 4, 2)]
    [TestCase("XFER", 13, 11)]
    [TestCase("MEDIA", 15, 12)]
    [TestCase("PRES", 9, 6)]
    [TestCase("E911", 10, 9)]
    [TestCase("ERR", 6, 4)]
    [TestCase("PUSH", 11, 9)]
    [TestCase("HOOK", 11, 9)]
    [TestCase("REST", 5, 4)]
    public void Each_area_is_complete(string area, int all, int core)
    {
        var requirements = s_catalogue.All.Where(r => r.Area == area).ToList();

        Assert.That((requirements.Count, requirements.Count(r => r.Tier == "C")), Is.EqualTo((all, core)));
    }

    [Test]
    public void There_are_199_and_152_of_them_are_core()
    {
        Assert.That(s_catalogue.Diagnostics, Is.Empty);
        Assert.That((s_catalogue.All.Count, s_catalogue.All.Count(r => r.Tier == "C")), Is.EqualTo((199, 152)));
    }

    [Test]
    public void Each_states_something_about_one_thing() => Assert.That(
        s_catalogue.All,
        Is.All.Matches<Requirement>(r => r!.Id.StartsWith(r.Area + "-", StringComparison.Ordinal)
            && r.Tier is "C" or "X" && r.Level is "MUST" or "SHOULD" or "MAY" && r.Text.TrimEnd(')').EndsWith('.') && r.Source.Length > 0));

    [Test]
    public void Core_requirements_are_musts() => Assert.That(s_catalogue.All.Where(r => r.Tier == "C").Select(r => r.Level), Is.All.EqualTo("MUST"));

    [Test]
    public void Mistakes_in_it_are_told()
    {
        var result = ScenarioText.Load(
            ("requirements.yaml", "requirements:\n  - { id: A-1, level: MUSST, text: x }\n  - { id: A-1, level: MUST, text: x }\n  - { id: A-2, text: x }\n"),
            ("it.yaml", "format: 1\ntitle: x\nlines: [{ clock: 1s }]\n"));

        Assert.That(result.Diagnostics.Select(d => d.ToString()), Is.EqualTo(new[]
        {
            "area/requirements.yaml:2:23: level is one of MUST, SHOULD, MAY, not 'MUSST'; did you mean 'MUST'?",
            "area/requirements.yaml:3:5: the requirement A-1 is there already",
            "area/requirements.yaml:4:5: a requirement has 'level'; this one has none",
        }));
    }
}
