namespace Harness.Reports;

/// <summary>What the terminal says of a run, as plain text, for reports that have no form of their own for it.</summary>
internal static class StoryText
{
    /// <summary>The story of a run that did not pass.</summary>
    public static string Of(Report report, ReportedScenario scenario, ReportedRun run) =>
        Lines(new FailureStory(report.Requirements.GetValueOrDefault).Of(scenario, run));

    /// <summary>What drifted.</summary>
    public static string OfDrift(ReportedScenario scenario, ReportedRun run) => Lines(FailureStory.Drift(run, scenario.Verified ?? "its snapshot"));

    private static string Lines(IEnumerable<Span[]> lines) =>
        string.Join('\n', lines.Select(static line => string.Concat(line.Select(static span => span.Text)).TrimEnd())).Trim('\n');
}
