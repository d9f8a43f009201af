using System.Text.Json.Nodes;
using Harness.Engine;

namespace Harness.Transcripts;

/// <summary>
/// The record of one run as people may see it: scrubbed, one line an entry. Everything that leaves the harness (snapshot,
/// ladder, report, failure text) is made from this and never from the raw entries.
/// </summary>
public sealed class Transcript
{
    private readonly Scrubber _scrubber;

    private Transcript(RunResult run, Scrubber scrubber)
    {
        _scrubber = scrubber;
        Run = run;
        Lines = [.. run.Transcript.Select(Line)];
    }

    /// <summary>The run as the engine left it, unscrubbed.</summary>
    public RunResult Run { get; }

    /// <summary>All entries in order.</summary>
    public IReadOnlyList<TranscriptLine> Lines { get; }

    /// <summary>Scrubs a run, its entries first, so that numbers follow the timeline.</summary>
    public static Transcript Of(RunResult run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new Transcript(run, new Scrubber(run.Names));
    }

    /// <summary>Scrubs a sentence about this run with the same names.</summary>
    public string Scrub(string text) => _scrubber.Text(text);

    private TranscriptLine Line(TranscriptEntry entry)
    {
        var name = _scrubber.Text(entry.Name);
        var details = new List<string>();
        if (entry.Status is { } status && entry.Kind is EntryKind.Socket or EntryKind.Webhook && !char.IsAsciiDigit(entry.Name.FirstOrDefault()))
        {
            details.Add($"status={status}");
        }

        var members = _scrubber.Fields(entry.Fields);
        if (FieldText.Of(members) is { Length: > 0 } fields)
        {
            details.Add(fields);
        }

        // The raw text of a message says nothing that its members don't say.
        if (entry.Raw is { Length: > 0 } raw && entry.Kind == EntryKind.Socket && !entry.Fields.ContainsKey("text"))
        {
            details.Add("raw=" + FieldText.Word(_scrubber.Text(raw)));
        }

        return new TranscriptLine(entry, name, string.Join(' ', details), [.. Marks(entry)])
        {
            Fields = members.Count > 0 ? members : null,
        };
    }

    private IEnumerable<string> Marks(TranscriptEntry entry)
    {
        if (entry.Socket is > 1)
        {
            yield return $"socket {entry.Socket}";
        }

        if (entry.Signed == false)
        {
            yield return "signature wrong";
        }

        if (entry.Violation is { } violation)
        {
            yield return "not valid: " + _scrubber.Text(violation);
        }

        if (entry.ConsumedBy is { } rule)
        {
            yield return "consumed by: " + _scrubber.Text(rule);
        }
    }
}

/// <summary>One entry as people may see it.</summary>
/// <param name="Entry">The raw entry: for its place, lanes and time, not for what it carries.</param>
/// <param name="Name">Its name, scrubbed.</param>
/// <param name="Details"><c>k=v k=v</c>, scrubbed; may be empty.</param>
/// <param name="Marks">What is remarkable about it: <c>not valid: …</c>, <c>consumed by: …</c>, <c>socket 2</c>.</param>
public sealed record TranscriptLine(TranscriptEntry Entry, string Name, string Details, IReadOnlyList<string> Marks)
{
    /// <summary><c>-></c>, or <c>=></c> for what the fake would not have sent by itself.</summary>
    public string Arrow => Entry.Injected ? "=>" : "->";

    /// <summary>What it carries, scrubbed, member by member; null for nothing.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>Details and marks together.</summary>
    public string Rest => string.Join(' ', new[] { Details }.Where(text => text.Length > 0).Concat(Marks.Select(mark => $"[{mark}]")));

    /// <summary>True for native pings and pongs, which most readers don't want to see.</summary>
    public bool IsKeepAlive => Entry.Name is "ws.ping" or "ws.pong";
}
