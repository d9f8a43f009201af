using System.Text.Json;
using System.Text.Json.Nodes;
using Fixtures.ReferenceClient;
using Harness.Drivers;
using Harness.Engine.Playing;
using Harness.Scenarios;
using Harness.Transcripts;

namespace Harness.Engine;

/// <summary>How long a run takes in protocol time.</summary>
/// <param name="Whole">From its beginning to its end.</param>
/// <param name="LongestCall">The longest time for which a call was up in it; zero without one.</param>
internal sealed record ProtocolTime(TimeSpan Whole, TimeSpan LongestCall);

/// <summary>Learns how long runs take by playing them with the reference client under the virtual clock, which takes milliseconds. Thread-safe.</summary>
internal sealed class ProtocolTimes(string profile, Func<string, Requirement?> requirement)
{
    private readonly ScenarioRunner _runner = new(new ReferenceDriver("reference", SoftphoneRules.Reference), profile, NetworkReach.Loopback, requirement);
    private readonly Dictionary<(Scenario Scenario, int Seed), ProtocolTime> _known = [];
    private readonly Lock _gate = new();

    /// <summary>Learns it for one row and seed, on the calling thread.</summary>
    public ProtocolTime Of(Scenario scenario, int seed)
    {
        // One at a time: others play in real time beside it, and must find a core free.
        lock (_gate)
        {
            if (!_known.TryGetValue((scenario, seed), out var time))
            {
                var played = _runner.Play(scenario, seed, [], isAlone: false, out _);
                _known[(scenario, seed)] = time = new ProtocolTime(played.ProtocolTime, LongestCallIn(played.Transcript, played.ProtocolTime));
            }

            return time;
        }
    }

    /// <summary>From the answer (of the call, or of its media, whichever comes first) to its end, on each lane.</summary>
    private static TimeSpan LongestCallIn(IReadOnlyList<TranscriptEntry> transcript, TimeSpan end) => transcript
        .Where(static e => e.Kind == EntryKind.Message && CallOf(e) is not null)
        .GroupBy(static e => (Lane: e.From == "server" ? e.To : e.From, Call: CallOf(e)))
        .Select(call => call.SkipWhile(static e => e.Name is not ("call.answer" or "call.answered" or "sdp.answer")).ToList())
        .Where(static up => up.Count > 0)
        .Select(up => (up.Find(static e => e.Name == "call.ended")?.At ?? end) - up[0].At)
        .DefaultIfEmpty(TimeSpan.Zero)
        .Max();

    private static string? CallOf(TranscriptEntry entry) =>
        entry.Fields["call_id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String ? id.GetValue<string>() : null;
}
