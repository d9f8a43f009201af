using System.Text.Json;
using Drivers.Tests.Support;
using NUnit.Framework;

namespace Drivers.Tests;

/// <summary>What goes over the line is what the published schema says, by a validator that is not ours.</summary>
public sealed class TrafficTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("conformance-traffic-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    [Platform(Exclude = "Win", Reason = "listens to the line with sh and tee")]
    public async Task Every_message_of_a_run_fits_the_schema()
    {
        var there = Path.Combine(_folder.FullName, "there.jsonl");
        var back = Path.Combine(_folder.FullName, "back.jsonl");

        var suite = await Conformance.RunAsync(
            "Scenarios/auth/short-tokens.yaml", "Scenarios/hold/hold-and-resume.yaml", "Scenarios/push/wake-in-time.yaml", "--parallel", "1",
            "--client", $"sh -c 'tee {there} | \"{Programs.Node()}\" Fixtures/Clients/node-softphone/driver.mjs | tee {back}'");

        Assert.That(suite.ExitCode, Is.Zero, suite.Output + suite.Error);
        var lines = File.ReadLines(there).Concat(File.ReadLines(back)).ToList();
        Assert.That(lines.Select(MethodOf).Distinct(), Is.SupersetOf(new[] { "hello", "client.create", "client.dispose", "act", "clock.settle", "clock.advance", "event", "token", "" }));
        Assert.That(Errors(lines), Is.Empty);
    }

    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"act","params":{"client":"a","action":"dial","args":{}}}""")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"method":"act","params":{"client":"a","action":"call","args":{}}}""")]
    [TestCase("""{"jsonrpc":"2.0","method":"event","params":{"client":"a","event":"conected"}}""")]
    [TestCase("""{"jsonrpc":"2.0","method":"event","params":{"event":"connected"}}""")]
    [TestCase("""{"jsonrpc":"1.0","id":1,"result":{}}""")]
    [TestCase("""{"id":1,"result":{}}""")]
    public void What_the_contract_does_not_have_does_not_fit(string message) => Assert.That(Errors([message]), Is.Not.Empty);

    private static string MethodOf(string line)
    {
        using var message = JsonDocument.Parse(line);
        return message.RootElement.TryGetProperty("method", out var method) ? method.GetString()! : "";
    }

    private List<string> Errors(IReadOnlyList<string> lines)
    {
        var tools = Checkout.In("Tests", "Harness.Tests", "tools");
        var node = Programs.Node();
        Programs.InstallPackages(tools);
        var files = lines.Distinct(StringComparer.Ordinal).Select((line, i) =>
        {
            var file = Path.Combine(_folder.FullName, $"{i}.json");
            File.WriteAllText(file, line);
            return file;
        }).ToList();
        var list = Path.Combine(_folder.FullName, "list");
        File.WriteAllLines(list, files);
        var (_, output) = Programs.Run(node, ["check.mjs", Checkout.In("docs", "driver-contract.schema.json"), list], tools);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static l => !l.EndsWith("\"errors\":[]}", StringComparison.Ordinal))];
    }
}
