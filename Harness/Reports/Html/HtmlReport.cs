namespace Harness.Reports.Html;

/// <summary>
/// Writes <c>report.html</c>: everything in one file that loads nothing, from nowhere. What a reader needs first is markup;
/// ladders and messages lie beside it as JSON, a block a run, which the page's script reads when the run is opened.
/// </summary>
internal static class HtmlReport
{
    /// <summary>The file's name.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes the page.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Report report, TextWriter output)
    {
        var page = new HtmlWriter(output);
        var runs = RunRow.Of(report);
        Head(page, report);
        page.Raw("<body>\n<a class=\"skip\" href=\"#runs\">Skip to the runs</a>\n");
        ReportHead.Write(page, report);
        page.Raw("<main>\n");
        Findings.Write(page, report, runs);
        RunList.Write(page, report, runs);
        RequirementMatrix.Write(page, report, runs);
        page.Raw("</main>\n");
        RunBlocks.Write(page, report, runs);
        page.Raw($"<script type=\"module\">{HtmlAssets.Script}</script>\n</body>\n</html>\n");
    }

    private static void Head(HtmlWriter page, Report report)
    {
        page.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{HtmlAssets.Policy}\">\n");
        page.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n");
        // Without one, browsers ask the server of an artefact for it.
        page.Raw("<link rel=\"icon\" href=\"data:,\">\n");
        page.Line($"<title>Conformance of {report.Client}: {report.Summary.Words()}</title>");
        page.Raw($"<style>{HtmlAssets.Style}</style>\n</head>\n");
    }
}
