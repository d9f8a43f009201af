using System.Text.Json.Nodes;
using Harness.Engine;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Tests.Transcripts;

/// <summary>Runs made by hand, for what is done with runs.</summary>
internal sealed class MadeRun
{
    public const string Jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyXzAxaHprM24wYTFiMmMzZDRlNWY2ZzdoOGo5In0.c2lnbmF0dXJl";
    public const string AliceId = "user_01hzk3n0a1b2c3d4e5f6g7h8j9";
    public const string CallId = "call_01hzk3p5d6e7f8g9h0j1k2m3n4";

    private readonly List<TranscriptEntry> _entries = [];

    public Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal) { [AliceId] = "alice", [Jwt] = "alice token 1" };

    public Verdict Verdict { get; set; } = Verdict.Pass;

    public string Reason { get; set; } = "";

    public string? Order { get; set; }

    public TimeSpan? Lateness { get; set; }

    public ExampleRow? Row { get; set; }

    public List<CheckResult> Checks { get; } = [];

    public List<string> AuthorMistakes { get; } = [];

    public List<Line> Lines { get; } = [];

    public List<string> Retried { get; } = [];

    public string Id { get; set; } = "calls/made";

    public string File { get; set; } = "Scenarios/calls/made.yaml";

    public static SourcePosition At(int line) => new("Scenarios/calls/made.yaml", line, 5);

    public TranscriptEntry Add(string from, string to, string name, string fields = "{}", double seconds = 0, EntryKind kind = EntryKind.Message, Func<TranscriptEntry, TranscriptEntry>? further = null)
    {
        var entry = new TranscriptEntry(_entries.Count, TimeSpan.FromSeconds(seconds), kind, from, to, name, JsonNode.Parse(fields)!.AsObject());
        entry = further?.Invoke(entry) ?? entry;
        _entries.Add(entry);
        return entry;
    }

    public RunResult Result()
    {
        var given = new Given
        {
            Users = [new GivenUser(At(4), "alice", false, false, null)],
            Clients = [new GivenClient(At(5), "laptop", "alice", null, true, new Dictionary<string, string>())],
        };
        return new RunResult
        {
            Id = Id + (Row is null ? "" : $"[{Row.Label}]") + (Order is null ? "" : $"[{Order}]"),
            Scenario = new Scenario(Id, new SourcePosition(File, 1, 1), "A made call", ["CALL-02"], null, given, Row, 1, Lines),
            Seed = 1,
            Order = Order,
            Verdict = Verdict,
            Reason = Reason,
            Checks = Checks,
            Transcript = _entries,
            Names = Names,
            Took = TimeSpan.FromMilliseconds(12),
            ProtocolTime = _entries.Count == 0 ? TimeSpan.Zero : _entries[^1].At,
            AuthorMistakes = AuthorMistakes,
            Lateness = Lateness,
            Retried = Retried,
        };
    }

    public string Text() => SnapshotText.Of(Transcript.Of(Result()));
}
