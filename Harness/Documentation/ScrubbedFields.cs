using System.Text.Json.Nodes;
using Harness.Transcripts;

namespace Harness.Documentation;

/// <summary>What an entry carries, as people may see it.</summary>
internal static class ScrubbedFields
{
    /// <summary>A copy with the names that the transcript uses.</summary>
    public static JsonObject Of(Transcript transcript, TranscriptEntry entry) =>
        entry.Fields.Count == 0 ? [] : JsonNode.Parse(transcript.Scrub(entry.Fields.ToJsonString())) as JsonObject ?? [];
}
