using Harness.Reports.Html;

namespace Harness.Reports;

/// <summary>The folder of <c>--report DIR</c>: one report in every form.</summary>
internal static class ReportFolder
{
    private const string Transcripts = "transcripts";
    private const string Extension = ".txt";

    /// <summary>Writes all of it. What lay there from a run before is replaced.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string folder, Report report)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, JsonReport.FileName), JsonReport.Write(report));
        File.WriteAllText(Path.Combine(folder, JUnitReport.FileName), JUnitReport.Write(report));
        File.WriteAllText(Path.Combine(folder, MarkdownSummary.FileName), MarkdownSummary.Write(report));
        WriteHtml(Path.Combine(folder, HtmlReport.FileName), report);
        WriteTranscripts(Path.Combine(folder, Transcripts), report);
    }

    private static void WriteHtml(string path, Report report)
    {
        using var page = new StreamWriter(path);
        HtmlReport.Write(report, page);
    }

    // One file a scenario, as snapshots have it; those of a run before would lie beside these as if they were of today.
    private static void WriteTranscripts(string folder, Report report)
    {
        if (Directory.Exists(folder))
        {
            foreach (var before in Directory.EnumerateFiles(folder, "*" + Extension, SearchOption.AllDirectories).ToList())
            {
                File.Delete(before);
            }
        }

        foreach (var scenario in report.Scenarios)
        {
            var path = Path.Combine(folder, scenario.Id.Replace('/', Path.DirectorySeparatorChar) + Extension);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, string.Join('\n', scenario.Runs.Select(static run => $"{run.Id}: {VerdictWords.Of(run.Verdict)}{(run.Reason.Length > 0 ? ", " + run.Reason : "")}\n\n{run.Transcript}")));
        }
    }
}
