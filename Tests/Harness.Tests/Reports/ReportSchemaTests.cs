using System.Diagnostics;
using Harness.Tests.Cli;
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
        _cli.Write("list", $"{_cli.Path("out/report.json")}\n{_cli.Path("out/broken.json")}");

        var lines = (await CheckAsync(JsonReportTests.SchemaPath(), _cli.Path("list"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Does.EndWith("\"errors\":[]}"));
        Assert.That(lines[1], Does.Contain("must be equal to one of the allowed values"));
    }

    private static async Task<string> CheckAsync(string schema, string list)
    {
        var tools = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(schema))!, "Tests", "Harness.Tests", "tools");
        if (!Directory.Exists(Path.Combine(tools, "node_modules", "ajv")))
        {
            Assert.Ignore("ajv is not installed: npm ci in Tests/Harness.Tests/tools");
        }

        var start = new ProcessStartInfo("node", ["check.mjs", schema, list]) { WorkingDirectory = tools, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return output;
    }
}
