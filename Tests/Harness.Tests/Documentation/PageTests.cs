using System.Text.RegularExpressions;
using Harness.Tests.Scenarios;
using NUnit.Framework;

namespace Harness.Tests.Documentation;

/// <summary>The pages of this repository, and the same as HTML, as readers find them.</summary>
public sealed partial class PageTests
{
    private static readonly string s_committed = Repository.In("docs", "protocol");

    private SmallSuite _suite = null!;

    [OneTimeSetUp]
    public async Task Write()
    {
        _suite = new SmallSuite();
        await _suite.RunAsync("docs", "--html");
    }

    [OneTimeTearDown]
    public void Remove() => _suite.Dispose();

    [Test]
    public void Every_link_of_every_page_leads_somewhere()
    {
        var pages = Directory.EnumerateFiles(s_committed, "*.md", SearchOption.AllDirectories).ToList();

        var dead = pages.SelectMany(page => MarkdownLink().Matches(WithoutCode(File.ReadAllText(page))).Select(m => m.Groups["to"].Value).Where(to => !Leads(page, to)).Select(to => $"{page}: {to}"));

        Assert.That(pages, Has.Count.GreaterThan(100));
        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void Every_link_of_the_html_leads_somewhere()
    {
        var pages = Directory.EnumerateFiles(_suite.In("docs/protocol"), "*.html", SearchOption.AllDirectories).ToList();

        var dead = pages.SelectMany(page => HtmlLink().Matches(File.ReadAllText(page)).Select(m => m.Groups["to"].Value).Where(to => !Leads(page, to)).Select(to => $"{page}: {to}"));

        Assert.That(pages, Has.Count.GreaterThan(40));
        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void The_html_needs_neither_network_nor_script()
    {
        var texts = _suite.All("docs/protocol").Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal)).Select(file => file.Value.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal)).ToList();

        Assert.That(texts, Has.All.Not.Contain("http:").And.All.Not.Contain("https:").And.All.Not.Contain("<script").And.All.Not.Contain("url("));
    }

    [Test]
    public void Every_diagram_of_the_html_is_drawn_with_a_title_and_told_in_words()
    {
        var page = _suite.Read("docs/protocol/scenarios/hold/by-the-far-end.html");

        Assert.That(page, Does.Contain("<svg class=\"ladder\" role=\"img\"").And.Contain("<title>A hold by the far end is shown as such and not undone</title>\n<desc>"));
        Assert.That(page, Does.Contain("<li>caller → server: re-INVITE; direction=sendonly</li>"));
        Assert.That(page, Does.Not.Contain("sequenceDiagram"));
    }

    [Test]
    public void Nothing_secret_is_on_any_page()
    {
        var texts = Directory.EnumerateFiles(s_committed, "*.md", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();

        Assert.That(texts, Has.All.Not.Match("eyJ[A-Za-z0-9_-]{8}").And.All.Not.Contain("a=ice-pwd").And.All.Not.Contain("a=fingerprint"));
    }

    [Test]
    public void All_pages_together_stay_small_enough_to_be_reviewed() =>
        Assert.That(Directory.EnumerateFiles(s_committed, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length), Is.LessThan(1_500_000));

    private static bool Leads(string page, string link)
    {
        var (file, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, "");
        var target = file.Length == 0 ? page : Path.GetFullPath(file, Path.GetDirectoryName(page)!);
        return File.Exists(target) && (anchor.Length == 0 || Anchors(File.ReadAllText(target)).Contains(anchor));
    }

    private static IEnumerable<string> Anchors(string text) =>
        Id().Matches(text).Select(m => m.Groups["id"].Value).Concat(Heading().Matches(text).Select(m => m.Groups["text"].Value.ToLowerInvariant().Replace(' ', '-')));

    private static string WithoutCode(string text) => Fence().Replace(text, "");

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex MarkdownLink();

    [GeneratedRegex("href=\"(?<to>[^\"]+)\"")]
    private static partial Regex HtmlLink();

    [GeneratedRegex("id=\"(?<id>[^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("^##+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
