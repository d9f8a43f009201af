using Harness.Tests.Cli;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Reports;

/// <summary>What is written, held against the published schema by a validator that is not ours.</summary>
public sealed class ReportSchemaTests
{
    private CliRun _cli = new();

    [SetUp]
    public void Start() => _cli = new CliRun();

    [TearDown]
    public void Remove() => _cli.Dispose();

    [Test]
    public async Task A_report_fits_the_schema_and_a_broken_one_does_not()
    {
        _cli.Runs = _ => [JsonReportTests.Failing()];
        await _cli.RunAsync("run", "--report", "out");
        var report = _cli.Read("out/report.json");
        _cli.Write("out/broken.json", report.Replace("\"verdict\": \"fail\"", "\"verdict\": \"sad\"", StringComparison.Ordinal));

        var errors = SchemaCheck.Run(JsonReportTests.SchemaPath(), [_cli.Path("out/report.json"), _cli.Path("out/broken.json")]);

        Assert.That(errors[_cli.Path("out/report.json")], Is.Empty);
        Assert.That(errors[_cli.Path("out/broken.json")], Has.Some.Contain("must be equal to one of the allowed values"));
    }
}
