using System.Text.Json;
using System.Text.Json.Serialization;
using Harness.Engine;
using Harness.Transcripts;

namespace Harness.Reports;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NewLine = "\n",
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(VerdictWord), typeof(SnapshotWord), typeof(TimingWord), typeof(KindWord)])]
[JsonSerializable(typeof(Report))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;

internal sealed class VerdictWord() : WordConverter<Verdict>(VerdictWords.Of);

internal sealed class SnapshotWord() : WordConverter<SnapshotState>(VerdictWords.Of);

internal sealed class TimingWord() : WordConverter<TimingGrade>(VerdictWords.Of);

internal sealed class KindWord() : WordConverter<EntryKind>(VerdictWords.Of);

/// <summary>Writes a value as the word that people read, and reads it back.</summary>
/// <param name="wordOf">The word of a value.</param>
internal abstract class WordConverter<T>(Func<T, string> wordOf) : JsonConverter<T>
    where T : struct, Enum
{
    private readonly Dictionary<string, T> _byWord = Enum.GetValues<T>().ToDictionary(wordOf, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && _byWord.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException($"expected one of {string.Join(", ", _byWord.Keys)}");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(wordOf(value));
}
