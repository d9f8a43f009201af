using Browser.Tests.Support;
using Drivers.Tests.Support;
using NUnit.Framework;

namespace Browser.Tests;

/// <summary>The ladder diagram by itself, as a page draws it that hears of entries while they happen.</summary>
[NonParallelizable]
public sealed class LadderTests
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"conformance-{Path.GetRandomFileName()}.html");
    private Chromium _browser = null!;
    private Page _page = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var folder = Checkout.In("FakeDialStack", "Control", "Console");
        var script = (await File.ReadAllTextAsync(Path.Combine(folder, "ladder.mjs"))).Replace("\nexport ", "\n");
        await File.WriteAllTextAsync(_file, $$"""
            <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>ladder</title><style>{{await File.ReadAllTextAsync(Path.Combine(folder, "ladder.css"))}}</style>
            <main><div id="place"></div></main>
            <script type="module">
            {{script}}
            window.picked = [];
            window.ladder = createLadder(document.getElementById('place'), { lanes: ['app', 'laptop', 'server'], onSelect: entry => picked.push(entry.number) });
            window.entry = (number, from, to, name = 'ping', more = {}) => ({ number, at: 0, kind: 'message', from, to, name, details: '', marks: [], injected: false, consumedBy: null, ...more });
            </script>
            """);
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
        await _page.GoAsync(new Uri(_file));
    }

    [TearDown]
    public void Nothing_is_complained_of() => Assert.That(_page.Complaints, Is.Empty);

    [Test]
    public async Task A_party_that_nobody_knew_gets_a_lane_and_the_focus_stays()
    {
        await _page.EvaluateAsync("ladder.add([entry(0, 'app', 'laptop'), entry(1, 'laptop', 'server')])");
        await _page.EvaluateAsync("document.querySelectorAll('.ladder-row')[1].focus()");
        await _page.EvaluateAsync("ladder.add([entry(2, 'server', 'backend', 'call.incoming')])");

        Assert.That(await _page.TextAsync("[...document.querySelectorAll('.ladder-party')].map(party => party.textContent).join()"), Is.EqualTo("app,laptop,server,backend"));
        Assert.That(await _page.TextAsync("document.activeElement.textContent"), Does.StartWith("0s: laptop to server"));
    }

    [Test]
    public async Task Thousands_of_entries_are_appended_without_drawing_any_of_them_again()
    {
        await _page.EvaluateAsync("ladder.add([entry(0, 'laptop', 'server')]); window.first = document.querySelector('.ladder-row'); undefined");
        var took = await _page.TextAsync("(start => { for (let n = 1; n < 5000; n++) ladder.add([entry(n, 'laptop', 'server')]); return performance.now() - start; })(performance.now())");

        Assert.That(await _page.TextAsync("document.querySelectorAll('.ladder-row').length"), Is.EqualTo("5000"));
        Assert.That(await _page.TextAsync("first.isConnected && document.querySelector('.ladder-row') === first"), Is.EqualTo("true"));
        Assert.That(await _page.TextAsync("document.querySelectorAll('.ladder-row[tabindex=\"0\"]').length"), Is.EqualTo("1"));
        Assert.That(await _page.TextAsync("document.querySelectorAll('.ladder-chunk').length"), Is.EqualTo("51"));
        TestContext.Out.WriteLine($"5000 entries, one at a time: {took} ms");
    }

    [Test]
    public async Task Time_is_written_where_it_changes_and_a_pause_is_a_row()
    {
        await _page.EvaluateAsync("ladder.add([entry(0, 'laptop', 'server'), entry(1, 'server', 'laptop'), entry(2, 'laptop', 'server', 'ping', { at: 500 }), entry(3, 'laptop', 'server', 'ping', { at: 30500 })])");

        Assert.That(
            await _page.TextAsync("[...document.querySelectorAll('.ladder-body .ladder-time, .ladder-gap-words')].map(text => text.textContent).join('|')"),
            Is.EqualTo("0s||0.5s||+30s|30.5s"));
    }

    [Test]
    public async Task A_long_name_is_shortened_in_the_picture_and_whole_in_words()
    {
        const string Name = "call.with_a_name_that_is_longer_than_any_gap_between_two_lanes";
        await _page.EvaluateAsync($"ladder.add([entry(0, 'laptop', 'server', '{Name}'), entry(1, 'server', 'server', 'thinks')])");

        Assert.That(await _page.TextAsync("document.querySelector('.ladder-row text').textContent"), Does.EndWith("…"));
        Assert.That(await _page.TextAsync("document.querySelector('.ladder-row').textContent"), Does.Contain(Name));
        Assert.That(await _page.TextAsync("document.querySelectorAll('.ladder-row')[1].querySelectorAll('.ladder-tip').length"), Is.EqualTo("1"), "an arrow to itself");
    }

    [Test]
    public async Task Selecting_and_marking_are_told_and_clearing_leaves_the_parties()
    {
        await _page.EvaluateAsync("ladder.add([entry(0, 'app', 'laptop'), entry(1, 'laptop', 'server')]); ladder.select(1); ladder.mark(0)");

        Assert.That(await _page.TextAsync("picked.join()"), Is.EqualTo("1"));
        Assert.That(await _page.TextAsync("document.querySelector('[aria-pressed=\"true\"]').textContent"), Does.Contain("laptop to server"));
        Assert.That(await _page.TextAsync("document.querySelector('.ladder-marked').textContent"), Does.StartWith("Failing here. "));
        Assert.That(await Axe.ViolationsAsync(_page), Is.Empty);

        await _page.EvaluateAsync("ladder.clear()");
        Assert.That(await _page.TextAsync("`${document.querySelectorAll('.ladder-row').length} ${document.querySelectorAll('.ladder-party').length}`"), Is.EqualTo("0 3"));
    }
}
