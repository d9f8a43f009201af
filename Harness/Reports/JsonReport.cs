using System.Text.Encodings.Web;
using System.Text.Json;
using Harness.Engine;

namespace Harness.Reports;

/// <summary>Writes and reads <c>report.json</c>, the report for machines. Its format is in <c>docs/report-format.md</c>.</summary>
internal static class JsonReport
{
    /// <summary>The version of the format; raised when a member changes its meaning or goes away.</summary>
    public const int FormatVersion = 1;

    /// <summary>The file's name.</summary>
    public const string FileName = "report.json";

    private static readonly ReportJsonContext s_json = new(new JsonSerializerOptions(ReportJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });

    /// <summary>The report as text. Under the virtual clock, and apart from <c>durationMs</c> and <c>driverOutput</c>, the same runs give the same text.</summary>
    public static string Write(Report report) => JsonSerializer.Serialize(report, s_json.Report) + "\n";

    /// <summary>Reads a report.</summary>
    /// <param name="path">The file, or the folder that it lies in.</param>
    /// <exception cref="HarnessException">There is none, or it cannot be read.</exception>
    public static Report Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        try
        {
            using var text = File.OpenRead(file);
            using var document = JsonDocument.Parse(text);
            var version = document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("formatVersion", out var number) && number.TryGetInt32(out var known) ? known : (int?)null;
            return version switch
            {
                FormatVersion => document.Deserialize(s_json.Report)!,
                null => throw new HarnessException($"{path}: this is no report of 'conformance run --report DIR': it has no 'formatVersion'"),
                _ => throw new HarnessException($"{path}: its format version is {version}, and this version reads {FormatVersion}: write it again with this version"),
            };
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new HarnessException($"{path}: there is no report here that can be read ({missing.Message}); 'conformance run --report DIR' writes one", missing);
        }
        catch (JsonException wrong)
        {
            throw new HarnessException($"{path}:{wrong.LineNumber + 1}:{wrong.BytePositionInLine + 1}: this is no report of 'conformance run --report DIR': {wrong.Message}", wrong);
        }
    }
}
