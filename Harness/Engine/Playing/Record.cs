using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Engine.Matching;
using Harness.Engine.Time;
using Harness.Transcripts;

namespace Harness.Engine.Playing;

/// <summary>Everything that happened in a run, in order. Only ever grows.</summary>
internal sealed class Record(TimeProvider time) : ITimeline
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<TranscriptEntry> _entries = [];

    /// <summary>The entries so far.</summary>
    public IReadOnlyList<TranscriptEntry> Entries => _entries;

    /// <summary>Another one whenever something was added, or an entry got its status.</summary>
    public int Version { get; private set; }

    /// <summary>Time since the start of the run.</summary>
    public TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>This point of the record.</summary>
    public Moment Here => new(_entries.Count, Now);

    /// <summary>Adds an entry and returns it.</summary>
    public TranscriptEntry Add(EntryKind kind, string from, string to, string name, JsonObject? fields = null, Func<TranscriptEntry, TranscriptEntry>? further = null)
    {
        var entry = new TranscriptEntry(_entries.Count, Now, kind, from, to, name, fields ?? []);
        entry = further is null ? entry : further(entry);
        _entries.Add(entry);
        Version++;
        return entry;
    }

    /// <summary>A request has been answered: its entry says so from now on.</summary>
    public void Answer(TranscriptEntry request, int status)
    {
        request.Status = status;
        Version++;
    }

    /// <summary>The newest socket of a client when an entry was recorded; 0 before the first.</summary>
    public int NewestSocket(string client, int before)
    {
        for (var i = Math.Min(before, _entries.Count - 1); i >= 0; i--)
        {
            var entry = _entries[i];
            if (entry is { Kind: EntryKind.Socket, Name: "ws.open" } && entry.From == client && entry.Status is null or 101)
            {
                return entry.Socket ?? 0;
            }
        }

        return 0;
    }

    /// <summary>True when no earlier entry of the client carried these ICE credentials.</summary>
    public bool IsNewCredentials(TranscriptEntry entry, SdpFacts facts) =>
        !_entries.Take(entry.Number).Any(earlier =>
            earlier.From == entry.From
            && earlier.Fields["sdp"] is JsonValue sdp
            && sdp.GetValueKind() == JsonValueKind.String
            && SdpFacts.TryRead(sdp.GetValue<string>()) is { } before
            && before.Ufrag == facts.Ufrag
            && before.Password == facts.Password);
}
