using System.IO.Pipelines;
using Drivers.Tests.Support;
using Harness.Drivers.Remote;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;
using NUnit.Framework;
using StreamJsonRpc;

namespace Drivers.Tests.FarReference;

/// <summary>The same client gives the same transcript inside the process and across the border, over real sockets.</summary>
public sealed class FarReferenceTests
{
    private static readonly LoadResult s_suite = ScenarioLoader.Load([Checkout.In("Scenarios")], new LoaderContext(Checkout.In("Scenarios"), Checkout.Root));

    private static IEnumerable<TestCaseData> Areas() =>
        s_suite.Files.Select(static f => f.Id.Split('/')[0]).Distinct().Select(static a => new TestCaseData(a));

    [TestCaseSource(nameof(Areas))]
    public async Task The_transcripts_are_those_of_the_client_inside_the_process(string area)
    {
        await using var pool = new DriverPool(static _ => Task.FromResult(new DriverConnection(new FarLink(), TimeProvider.System, isHeld: false)), "far");
        await pool.StartAsync(CancellationToken.None);
        var files = s_suite.Files.Where(f => f.Id.StartsWith(area + "/", StringComparison.Ordinal)).ToList();

        var runs = new List<RunResult>();
        await foreach (var run in new SuiteRunner(new SuiteOptions { Files = files, Driver = pool, Requirement = s_suite.Requirements.Find }).PlayAsync(CancellationToken.None))
        {
            runs.Add(run);
        }

        Assert.Multiple(() =>
        {
            Assert.That(runs.Where(static r => r.Verdict != Verdict.Pass).Select(static r => $"{r.Id}: {r.Verdict}: {r.Reason}"), Is.Empty);
            foreach (var file in files)
            {
                var sections = runs.Where(r => r.Scenario.Id == file.Id && r.HasSnapshot).Select(static r => new SnapshotSection(SnapshotFile.LabelOf(r), SnapshotText.Of(Transcript.Of(r)))).ToList();
                var beside = File.ReadAllText(Path.ChangeExtension(file.Path, null) + SnapshotStore.Verified);
                Assert.That(SnapshotFile.Write(sections), Is.EqualTo(beside), file.Id);
            }
        });
    }

    private sealed class FarLink : IDriverLink
    {
        private readonly Pipe _toDriver = new();
        private readonly Pipe _toHarness = new();
        private readonly Thread _driver;
        private string _lastWords = "";

        public FarLink()
        {
            Handler = new NewLineDelimitedMessageHandler(_toDriver.Writer, _toHarness.Reader, DriverFormat.Make());
            _driver = new Thread(Serve) { IsBackground = true };
            _driver.Start();
        }

        public IJsonRpcMessageHandler Handler { get; }

        public string? WhatWentWrong() => null;

        public string LastWords() => _lastWords;

        public ValueTask DisposeAsync()
        {
            _toDriver.Writer.Complete();
            _driver.Join();
            return ValueTask.CompletedTask;
        }

        private void Serve()
        {
            using var input = new StreamReader(_toDriver.Reader.AsStream());
            using var output = new StreamWriter(_toHarness.Writer.AsStream());
            try
            {
                new FarDriver(input, output).Serve();
            }
            catch (Exception broke)
            {
                // Closing the pipe tells the harness; why is told here.
                _lastWords = $" Its last words: {broke.Message}";
            }
        }
    }
}
