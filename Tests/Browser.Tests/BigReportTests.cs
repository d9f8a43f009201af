using Browser.Tests.Support;
using Harness.Reports.Html;
using NUnit.Framework;

namespace Browser.Tests;

/// <summary>500 scenarios with 100,000 entries: what the page does for them. How long it takes is printed, and not judged.</summary>
[NonParallelizable]
public sealed class BigReportTests
{
    private const int Scenarios = 500;
    private const int Entries = 100_000;
    private const int MostElementsARow = 20;
    private const int MostElementsAnEntry = 12;

    // Counts what the page parses, before any script of its own runs.
    private const string Counting = """
        window.parsed = [];
        const parse = JSON.parse;
        JSON.parse = (text, ...more) => { window.parsed.push(text.length); return parse(text, ...more); };
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"conformance-{Path.GetRandomFileName()}.html");
    private Chromium _browser = null!;
    private Page _page = null!;

    [OneTimeSetUp]
    public async Task WriteAsync()
    {
        await using (var file = new StreamWriter(_file))
        {
            HtmlReport.Write(BigReport.Of(Scenarios, Entries), file);
        }

        _browser = await Chromium.StartAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        File.Delete(_file);
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }
    }

    [SetUp]
    public async Task OpenAsync()
    {
        _page = await _browser.OpenAsync();
        await _page.LookAsync("light", 1280);
        await _page.BeforeAllAsync(Counting);
        await _page.GoAsync(new Uri(_file));
    }

    [Test]
    public async Task Opening_the_page_reads_no_run()
    {
        Assert.That(await NumberAsync("parsed.length"), Is.Zero);
        Assert.That(await NumberAsync("document.querySelectorAll('li.run').length"), Is.EqualTo(Scenarios));
        Assert.That(await NumberAsync("document.getElementsByTagName('*').length"), Is.LessThan((Scenarios * MostElementsARow * 2) + 10_000));
        await PrintAsync("first contentful paint", "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0");
        await PrintAsync("interactive (script has run)", "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
        TestContext.Out.WriteLine($"file: {new FileInfo(_file).Length / 1e6:0.0} MB");
    }

    [Test]
    public async Task Opening_a_run_reads_and_draws_that_one_and_closing_it_takes_it_away()
    {
        var before = await NumberAsync("document.getElementsByTagName('*').length");
        var took = await NumberAsync(Drawn("document.querySelector('li.run details').open = true"));
        var opened = await NumberAsync("document.getElementsByTagName('*').length");

        Assert.That(await NumberAsync("parsed.length"), Is.EqualTo(2), "the run and the list of scenarios");
        Assert.That(await NumberAsync("document.querySelectorAll('.ladder').length"), Is.EqualTo(1));
        Assert.That(opened - before, Is.LessThan((Entries / Scenarios * MostElementsAnEntry) + 200));

        await _page.EvaluateAsync("document.querySelector('li.run details').open = false");
        await _page.UntilAsync("!document.querySelector('.ladder')");
        Assert.That(await NumberAsync("document.getElementsByTagName('*').length"), Is.LessThanOrEqualTo(before + 2), "the region that says things may stay");
        TestContext.Out.WriteLine($"opening a run until it is painted: {took:0} ms");
    }

    [Test]
    public async Task Filtering_touches_rows_and_reads_no_run()
    {
        await _page.EvaluateAsync("""
            window.touched = 0;
            new MutationObserver(records => { touched += records.filter(record => record.target.matches('li.run')).length; })
              .observe(document.getElementById('runs'), { attributes: true, subtree: true });
            """);
        var took = await NumberAsync(Drawn("document.querySelector('input[name=odd]').click()", "document.getElementById('shown').textContent.startsWith('50 of')"));

        Assert.That(await NumberAsync("document.querySelectorAll('li.run:not([hidden])').length"), Is.EqualTo(Scenarios / 10));
        Assert.That(await NumberAsync("touched"), Is.EqualTo(Scenarios * 9 / 10), "each row that goes, once");
        Assert.That(await NumberAsync("parsed.length"), Is.Zero);

        var typed = await NumberAsync(Drawn("(q => { q.value = 'scenario-049'; q.dispatchEvent(new Event('input', { bubbles: true })); })(document.querySelector('input[name=q]'))", "document.getElementById('shown').textContent.startsWith('1 of')"));
        TestContext.Out.WriteLine($"filter until it is painted: {took:0} ms for a box, {typed:0} ms for a text (120 ms of it waiting for more keys)");
    }

    // Milliseconds until a frame has been painted in which the change shows.
    private static string Drawn(string change, string shows = "true") => $$"""
        new Promise(done => {
          const start = performance.now();
          {{change}};
          const look = () => ({{shows}}) ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - start))) : setTimeout(look, 1);
          look();
        })
        """;

    private async Task<double> NumberAsync(string expression) => (await _page.EvaluateAsync(expression))!.GetValue<double>();

    private async Task PrintAsync(string what, string expression) => TestContext.Out.WriteLine($"{what}: {await NumberAsync(expression):0} ms");
}
