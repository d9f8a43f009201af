using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Engine;
using Harness.Reports;
using Harness.Tests.Cli;
using Harness.Tests.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Reports;

/// <summary>The report for machines.</summary>
public sealed class JsonReportTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun();

    [TearDown]
    public void Remove() => _cli.Dispose();

    [Test]
    public async Task A_failure_is_all_there_and_scrubbed()
    {
        _cli.Runs = _ => [Failing()];
        await _cli.RunAsync("run", "--report", "out", "--seed", "7", "--snapshots", "kept");

        var report = Written();
        var run = report["scenarios"]![0]!["runs"]![0]!;
        var check = run["checks"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((int?)report["formatVersion"], Is.EqualTo(1));
            Assert.That((int?)report["seed"], Is.EqualTo(7));
            Assert.That((int?)report["summary"]!["fail"], Is.EqualTo(1));
            Assert.That((int?)report["summary"]!["newSnapshots"], Is.EqualTo(1));
            Assert.That((string?)report["scenarios"]![0]!["file"], Is.EqualTo("Scenarios/calls/made.yaml"));
            Assert.That((string?)run["id"], Is.EqualTo("calls/made"));
            Assert.That((string?)run["snapshot"], Is.EqualTo("new"));
            Assert.That((string?)run["transcript"], Does.StartWith("laptop   -> server    authenticate          token=<alice token 1>\n"));
            Assert.That((string?)check["requirement"], Is.EqualTo("CALL-02"));
            Assert.That((string?)check["verdict"], Is.EqualTo("fail"));
            Assert.That((int?)check["line"], Is.EqualTo(9));
            Assert.That((string?)check["message"], Is.EqualTo("sent <alice token 1>"));
            Assert.That(_cli.Read("out/report.json"), Does.Not.Contain("eyJ").And.Not.Contain("\r"));
        });
    }

    [Test]
    public async Task Equal_runs_give_equal_reports()
    {
        _cli.Runs = _ => [Failing()];
        await _cli.RunAsync("run", "--report", "one");
        await _cli.RunAsync("run", "--report", "two");

        Assert.That(_cli.Read("one/report.json"), Is.EqualTo(_cli.Read("two/report.json")));
    }

    [Test]
    public async Task Under_the_real_clock_it_says_how_late_the_harness_was_and_how_well_times_were_kept()
    {
        _cli.Runs = static _ =>
        {
            var late = CliRun.Passing();
            late.Lateness = TimeSpan.FromMilliseconds(240);
            late.Checks.Add(new CheckResult("CALL-02", "requirement", Verdict.Pass, MadeRun.At(9), null) { Grade = TimingGrade.Late });
            return [late];
        };
        await _cli.RunAsync("run", "--report", "out", "--clock", "real");

        var run = Written()["scenarios"]![0]!["runs"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That((string?)Written()["clock"], Is.EqualTo("real"));
            Assert.That((double?)run["latenessMs"], Is.EqualTo(240));
            Assert.That((string?)run["checks"]![0]!["timing"], Is.EqualTo("late"));
        });
    }

    [Test]
    public void The_schema_names_every_member_that_is_written()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(SchemaPath()));
        var defs = schema.RootElement.GetProperty("definitions");

        Assert.Multiple(() =>
        {
            Assert.That(Members(schema.RootElement), Is.EqualTo(Written<Report>()));
            Assert.That(Members(schema.RootElement.GetProperty("properties").GetProperty("rules")), Is.EqualTo(Written<ReportRules>()));
            Assert.That(Members(defs.GetProperty("summary")), Is.EqualTo(Written<ReportSummary>()));
            Assert.That(Members(defs.GetProperty("scenario")), Is.EqualTo(Written<ReportedScenario>()));
            Assert.That(Members(defs.GetProperty("run")), Is.EqualTo(Written<ReportedRun>()));
            Assert.That(Members(defs.GetProperty("check")), Is.EqualTo(Written<ReportedCheck>()));
            Assert.That(Members(defs.GetProperty("entry")), Is.EqualTo(Written<ReportedEntry>()));
            Assert.That(Members(defs.GetProperty("requirement")), Is.EqualTo(Written<ReportedRequirement>()));
            Assert.That(Members(defs.GetProperty("clockMove")), Is.EqualTo(Written<ReportedClockMove>()));
        });
    }

    /// <summary>The schema of the report, in the source tree.</summary>
    internal static string SchemaPath()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "report.schema.json");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("docs/report.schema.json is in no parent of the test's folder");
    }

    /// <summary>A run with a check that failed and one that passed.</summary>
    internal static MadeRun Failing()
    {
        var run = CliRun.Passing();
        run.Verdict = Verdict.Fail;
        run.Reason = $"CALL-02: sent {MadeRun.Jwt}";
        run.Checks.Add(new CheckResult("CALL-02", "requirement", Verdict.Fail, MadeRun.At(9), new Failure($"sent {MadeRun.Jwt}", ["nothing"], [MadeRun.Jwt], 0)));
        run.Checks.Add(new CheckResult(null, "answered", Verdict.Pass, MadeRun.At(8), null));
        return run;
    }

    private static IEnumerable<string> Members(JsonElement schema)
    {
        var properties = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal).ToList();
        Assert.That(schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).Order(StringComparer.Ordinal), Is.EqualTo(properties));
        return properties;
    }

    private static List<string> Written<T>() =>
        [.. typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(StringComparer.Ordinal)];

    private JsonNode Written() => JsonNode.Parse(_cli.Read("out/report.json"))!;
}
