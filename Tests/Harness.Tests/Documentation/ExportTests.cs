using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDialStack.Protocol;
using Fixtures.ReferenceClient;
using Harness.Documentation.Export;
using Harness.Drivers;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Tests.Scenarios;
using Harness.Transcripts;
using NUnit.Framework;

namespace Harness.Tests.Documentation;

/// <summary>What is exported, held against the tools that others read it with.</summary>
public sealed class ExportTests
{
    private const int Warning = 1;

    private static readonly NodeTools s_tools = new(Repository.In("Tests", "Harness.Tests", "tools", "documents"));

    private SmallSuite _suite = null!;

    [SetUp]
    public void Copy() => _suite = new SmallSuite();

    [TearDown]
    public void Remove() => _suite.Dispose();

    [TestCase("api.json")]
    [TestCase("api.yaml")]
    public async Task The_official_parser_takes_the_document_without_error_or_warning(string file)
    {
        Assert.That(await _suite.RunAsync("export", "asyncapi", "--out", file), Is.Zero, _suite.Error);

        var read = JsonNode.Parse(s_tools.Run("asyncapi.mjs", _suite.In(file)))!;

        Assert.That(read["diagnostics"]!.AsArray().Where(d => (int)d!["severity"]! <= Warning).Select(d => d!.ToJsonString()), Is.Empty);
        Assert.That((int)read["operations"]!, Is.EqualTo(MessageNames.All.Count()));
        Assert.That((int)read["messages"]!, Is.EqualTo(MessageNames.All.Count()));
    }

    [Test]
    public async Task The_official_parser_refuses_a_document_that_is_wrong()
    {
        await _suite.RunAsync("export", "asyncapi", "--out", "api.json");
        _suite.Write("api.json", _suite.Read("api.json").Replace("\"action\": \"send\"", "\"action\": \"shout\"", StringComparison.Ordinal));

        var read = JsonNode.Parse(s_tools.Run("asyncapi.mjs", _suite.In("api.json")))!;

        Assert.That(read["diagnostics"]!.AsArray().Where(d => (int)d!["severity"]! <= Warning), Is.Not.Empty);
    }

    [Test]
    public async Task Without_a_file_the_document_is_the_output()
    {
        await _suite.RunAsync("export", "asyncapi");

        Assert.That((string)JsonNode.Parse(_suite.Output)!["asyncapi"]!, Is.EqualTo("3.0.0"));
    }

    [Test]
    public async Task Schemas_say_of_every_frame_of_the_suite_what_the_check_of_frames_says()
    {
        var frames = (await PlayedAsync()).SelectMany(run => run.Transcript)
            .Where(entry => CatalogueEntry.ShapeOf(entry) is not null)
            .Select(entry => (CatalogueEntry.ShapeOf(entry)!.Value.Direction, Frame: CatalogueEntry.MessageOf(entry))).ToList();

        await AssertAgreementAsync(frames);
        Assert.That(frames, Has.Count.GreaterThan(1000));
        Assert.That(frames.Select(f => (f.Direction, (string)f.Frame["type"]!)).Distinct().Count(), Is.GreaterThan(20));
    }

    [Test]
    public async Task Schemas_say_of_every_spoiled_example_what_the_check_of_frames_says()
    {
        var frames = MessageNames.All.SelectMany(message => Spoiled(message.Shape).Select(frame => (message.Direction, frame))).ToList();

        var valid = await AssertAgreementAsync(frames);

        Assert.That(valid, Is.InRange(1, frames.Count - 100), "some are right, and many are wrong");
    }

    private async Task<int> AssertAgreementAsync(IReadOnlyList<(Direction Direction, JsonObject Frame)> frames)
    {
        await _suite.RunAsync("export", "schemas", "schemas");
        var lines = frames.Select(f => new JsonObject
        {
            ["schema"] = MessageNames.Of(f.Direction, MessageCatalogue.Find(f.Direction, (string)f.Frame["type"]!)!),
            ["frame"] = f.Frame.DeepClone(),
        }.ToJsonString());
        await File.WriteAllLinesAsync(_suite.In("frames"), lines);

        var verdicts = s_tools.Run("schemas.mjs", _suite.In("schemas"), _suite.In("frames")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<string>(line)).ToList();

        var differ = frames.Zip(verdicts).Where(pair => (pair.Second is null) != (MessageCatalogue.Validate(pair.First.Direction, pair.First.Frame) is null))
            .Select(pair => $"{pair.First.Frame.ToJsonString()}: schema says {pair.Second ?? "valid"}, check says {MessageCatalogue.Validate(pair.First.Direction, pair.First.Frame) ?? "valid"}");
        Assert.That(verdicts, Has.Count.EqualTo(frames.Count));
        Assert.That(differ, Is.Empty);
        return verdicts.Count(verdict => verdict is null);
    }

    /// <summary>The example, and it again with each member gone, null, and of another kind.</summary>
    private static IEnumerable<JsonObject> Spoiled(MessageShape shape)
    {
        yield return MessageNames.Example(shape, whole: true);
        yield return MessageNames.Example(shape, whole: false);
        foreach (var field in shape.Fields)
        {
            foreach (var value in new Func<JsonNode?>[] { () => null, () => 5, () => "odd", () => true, () => new JsonObject(), () => new JsonArray(7) })
            {
                var spoiled = MessageNames.Example(shape, whole: true);
                spoiled[field.Name] = value();
                yield return spoiled;
            }

            var without = MessageNames.Example(shape, whole: true);
            without.Remove(field.Name);
            yield return without;
        }
    }

    private static async Task<List<RunResult>> PlayedAsync()
    {
        var folder = Repository.In("Scenarios");
        var loaded = ScenarioLoader.Load([folder], new LoaderContext(folder, Repository.Root));
        var runs = new List<RunResult>();
        var options = new SuiteOptions { Files = loaded.Files, Driver = new ReferenceDriver("reference", SoftphoneRules.Reference), Requirement = loaded.Requirements.Find };
        await foreach (var run in new SuiteRunner(options).PlayAsync(CancellationToken.None))
        {
            runs.Add(run);
        }

        return runs;
    }
}
