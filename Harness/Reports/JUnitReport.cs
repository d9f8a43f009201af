using System.Globalization;
using System.Text;
using System.Xml;
using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports;

/// <summary>
/// Writes <c>junit.xml</c> as CI viewers read it: a suite for each area, a case for each run, and one of its own where a snapshot drifted. Only
/// what the common schema (that of Jenkins) knows, so places stand in the texts.
/// </summary>
internal static class JUnitReport
{
    /// <summary>The file's name.</summary>
    public const string FileName = "junit.xml";

    private const string WholeSuite = "suite";

    private sealed record Case(string ClassName, string Name, double Milliseconds, string? Element, string Type, string Message, string Text, string Output, string Errors);

    /// <summary>The report as XML.</summary>
    public static string Write(Report report)
    {
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize }))
        {
            var suites = report.Scenarios.SelectMany(scenario => scenario.Runs.SelectMany(run => Cases(report, scenario, run)).Select(one => (Area: scenario.Id.Split('/')[0], Case: one)))
                .Concat(Whole(report).Select(static one => (Area: WholeSuite, Case: one)))
                .GroupBy(static one => one.Area, static one => one.Case).ToList();
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"conformance of {Clean(report.Client)}");
            Totals(xml, [.. suites.SelectMany(static suite => suite)], withSkipped: false);
            foreach (var suite in suites)
            {
                Suite(xml, report, suite.Key, [.. suite]);
            }

            xml.WriteEndElement();
        }

        return text + "\n";
    }

    private static IEnumerable<Case> Cases(Report report, ReportedScenario scenario, ReportedRun run)
    {
        var (element, name) = (ElementOf(report.Rules, run.Verdict), scenario.Id.Replace('/', '.'));
        var story = element is "failure" or "error" ? StoryText.Of(report, scenario, run) : run.Reason;
        var output = $"{scenario.Title}\n{scenario.File}\n{(run.Verdict == Verdict.Warn && element is null ? StoryText.Of(report, scenario, run) : run.Transcript)}";
        yield return new Case(name, run.Id, run.DurationMs, element, VerdictWords.Of(run.Verdict), run.Reason, story, output, string.Join('\n', run.DriverOutput));
        if (report.Rules.IsRed(run.Snapshot))
        {
            var (type, why) = run.Snapshot == SnapshotState.Drift
                ? ("drift", $"the transcript differs from {scenario.Verified}")
                : ("new", $"there is no verified snapshot: {scenario.Verified}");
            yield return new Case(name, run.Id + " (snapshot)", 0, "failure", type, why, run.Snapshot == SnapshotState.Drift ? StoryText.OfDrift(scenario, run) : why, "", "");
        }
    }

    // What belongs to no run, and makes the whole fail.
    private static IEnumerable<Case> Whole(Report report)
    {
        if (report.Broken is { } broken)
        {
            yield return new Case(WholeSuite, "played to its end", 0, "error", "broken", broken, broken, "", "");
        }

        foreach (var stale in report.StaleWaivers)
        {
            yield return new Case(WholeSuite, "known-failing list", 0, "failure", "waiver", stale, stale, "", "");
        }

        foreach (var (file, why) in report.Rules.InCi ? report.Orphans() : [])
        {
            yield return new Case(WholeSuite, file, 0, "failure", "orphaned", why, $"{file}: {why}", "", "");
        }
    }

    private static string? ElementOf(ReportRules rules, Verdict verdict) => verdict switch
    {
        Verdict.Error => "error",
        _ when rules.IsRed(verdict) => "failure",
        Verdict.Skip or Verdict.KnownFailing or Verdict.Inconclusive => "skipped",
        _ => null,
    };

    private static void Suite(XmlWriter xml, Report report, string area, IReadOnlyList<Case> cases)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Clean(area));
        Totals(xml, cases, withSkipped: true);
        xml.WriteStartElement("properties");
        foreach (var (name, value) in new[] { ("client", report.Client), ("seed", report.Seed.ToString(CultureInfo.InvariantCulture)), ("clock", report.Clock), ("profile", report.Profile), ("shard", report.Shard), ("set", report.Set) })
        {
            if (value is not null)
            {
                xml.WriteStartElement("property");
                xml.WriteAttributeString("name", name);
                xml.WriteAttributeString("value", Clean(value));
                xml.WriteEndElement();
            }
        }

        xml.WriteEndElement();
        foreach (var one in cases)
        {
            TestCase(xml, one);
        }

        xml.WriteEndElement();
    }

    private static void Totals(XmlWriter xml, IReadOnlyList<Case> cases, bool withSkipped)
    {
        int Of(string element) => cases.Count(one => one.Element == element);
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(Of("failure")));
        xml.WriteAttributeString("errors", Number(Of("error")));
        if (withSkipped)
        {
            xml.WriteAttributeString("skipped", Number(Of("skipped")));
        }

        xml.WriteAttributeString("time", Seconds(cases.Sum(static one => one.Milliseconds)));
    }

    private static void TestCase(XmlWriter xml, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Clean(one.Name));
        xml.WriteAttributeString("classname", Clean(one.ClassName));
        xml.WriteAttributeString("time", Seconds(one.Milliseconds));
        if (one.Element is { } element)
        {
            xml.WriteStartElement(element);
            if (element != "skipped")
            {
                xml.WriteAttributeString("type", one.Type);
                xml.WriteAttributeString("message", Clean(one.Message));
            }

            xml.WriteString(Clean(one.Text));
            xml.WriteEndElement();
        }

        Element(xml, "system-out", one.Output);
        Element(xml, "system-err", one.Errors);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text)
    {
        if (text.Length > 0)
        {
            xml.WriteElementString(name, Clean(text));
        }
    }

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double milliseconds) => (milliseconds / 1000).ToString("0.###", CultureInfo.InvariantCulture);

    // What a client sends may hold anything; XML may not.
    private static string Clean(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text, i))
            {
                clean.Append(text, i++, 2);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }

    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
