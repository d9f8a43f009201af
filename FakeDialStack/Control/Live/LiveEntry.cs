using System.Text.Json.Nodes;
using FakeDialStack.Media;

namespace FakeDialStack.Control.Live;

/// <summary>One entry of the live transcript, as people may see it: nothing secret is in it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">Since the feed began.</param>
/// <param name="Kind">action, event, message, socket, http, webhook, push, pstn, fault or rule.</param>
/// <param name="From">Lane.</param>
/// <param name="To">Lane.</param>
/// <param name="Name">Message type, signal, <c>GET /v1/…</c> (answers: <c>200 GET /v1/…</c>).</param>
/// <param name="Fields">What it carries.</param>
internal sealed record LiveEntry(long Number, TimeSpan At, string Kind, string From, string To, string Name, JsonObject Fields)
{
    private const int LongestWord = 60;

    /// <summary>What is remarkable about it: <c>not valid: …</c>, <c>consumed by: …</c>, <c>socket 2</c>.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>True when the fake would not have sent it by itself.</summary>
    public bool Injected { get; init; }

    /// <summary>As it goes out.</summary>
    public JsonObject Write() => new()
    {
        ["number"] = Number,
        ["at"] = Math.Round(At.TotalMilliseconds, 1),
        ["kind"] = Kind,
        ["from"] = From,
        ["to"] = To,
        ["name"] = Name,
        ["details"] = string.Join(' ', Fields.Select(f => $"{f.Key}={Word(f.Value)}")),
        ["fields"] = Fields.DeepClone(),
        ["marks"] = new JsonArray([.. Marks.Select(m => JsonValue.Create(m))]),
        ["injected"] = Injected,
    };

    // One line of a ladder has room for so much; all of it is in the fields.
    private static string Word(JsonNode? value)
    {
        var text = value switch
        {
            null => "null",
            JsonValue scalar when scalar.TryGetValue<string>(out var held) => SdpDescription.Read(held)?.Media is [var media, ..] ? Short(media) : held.ReplaceLineEndings(" ").Trim(),
            _ => value.ToJsonString(ControlJson.Plain),
        };
        return text.Length <= LongestWord ? text : text[..LongestWord] + "…";
    }

    private static string Short(SdpMedia media) => $"<sdp {media.Direction}{(media.HasCandidate ? "" : " no candidate")}>";
}
