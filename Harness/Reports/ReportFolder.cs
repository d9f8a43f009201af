namespace Harness.Reports;

/// <summary>The folder of <c>--report DIR</c>: one report in every form.</summary>
internal static class ReportFolder
{
    /// <summary>Writes all of it. What lay there from a run before is replaced.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string folder, Report report)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, JsonReport.FileName), JsonReport.Write(report));
    }
}
