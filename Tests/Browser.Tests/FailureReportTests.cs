using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Browser.Tests.Support;
using Drivers.Tests.Support;
using NUnit.Framework;

namespace Browser.Tests;

/// <summary>A run with one failure of each kind, and its report as somebody reads it who has nothing but the page.</summary>
[NonParallelizable]
public sealed partial class FailureReportTests
{
    private readonly FailureSuite _suite = new();
    private Chromium _browser = null!;
    private Conformance _played = null!;
    private Page _page = null!;

    private static readonly string[] s_failures =
        ["calls/driver-died", "calls/missing-message", "calls/wrong-field", "hold/unexpected-message", "reconnect/too-early", "reconnect/too-late", "calls/drift"];

    private static readonly (string Scheme, int Width, int Height)[] s_looks = [("light", 1280, 1700), ("dark", 1280, 1700), ("light", 390, 2200)];

    [OneTimeSetUp]
    public async Task PlayAsync()
    {
        _browser = await Chromium.StartAsync();
        _played = await _suite.PlayAsync();
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _suite.Dispose();
    }

    [SetUp]
    public async Task OpenAsync()
    {
        _page = await _browser.OpenAsync();
        await _page.LookAsync("light", 1280);
        await _page.GoAsync(_suite.Address);
    }

    [TearDown]
    public void Nothing_is_complained_of_or_loaded()
    {
        Assert.That(_page.Complaints, Is.Empty);
        Assert.That(_page.Requests.Where(static url => !url.StartsWith("data:", StringComparison.Ordinal)), Is.All.StartsWith(_suite.Address.AbsoluteUri).And.Not.Empty);
    }

    [Test]
    public async Task The_outcome_is_said_in_words_and_drift_is_a_count_of_its_own()
    {
        Assert.That(_played.ExitCode, Is.EqualTo(3), _played.Output);
        var head = await _page.TextAsync("document.querySelector('header').innerText");

        Assert.That(head, Does.Contain("Not conformant.").And.Contain("2 pass, 5 fail, 1 skip, 1 error").And.Contain("snapshots: 6 same, 1 drift"));
        foreach (var (scheme, width, height) in s_looks)
        {
            await _page.LookAsync(scheme, width, height);
            await Pictures.TakeAsync(_page, FormattableString.Invariant($"whole-{scheme}-{width}"));
        }
    }

    [TestCase("calls/missing-message", "MUTE-01 (MUST, source: ", "laptop did not send call.mute to server within 5s.", "nothing from laptop to server", "missing-message.yaml:9:5")]
    [TestCase("calls/wrong-field", "CALL-03 (MUST, source: ", "destination: expected \"+14155550123\", got \"+14155550129\"", "wrong-field.yaml:10:5")]
    [TestCase("hold/unexpected-message", "call.resume, which laptop sent to server, was not asked for by any line.", "unexpected-message.yaml:1:1")]
    [TestCase("reconnect/too-early", "RECON-02 (MUST, source: ", "0.417s too early", "between 0.5s and 1.1s after the line above", "too-early.yaml:10:5")]
    [TestCase("reconnect/too-late", "RECON-02 (MUST, source: ", "it came 3.916s too late, at 5.016s", "too-late.yaml:9:5")]
    [TestCase("calls/driver-died", "The driver exited early, with code 7", "cannot read properties of null (reading 'setEnabled')", "Not the client's fault: something else broke")]
    [TestCase("calls/drift", "Drift: the transcript is not that of Snapshots/calls/drift.verified.txt any more", "- laptop   -> server    call.mute", "+ laptop   -> app       ended")]
    public async Task Each_failure_is_told_where_a_link_to_it_leads(string run, params string[] said)
    {
        await GoToAsync(run);
        var text = await _page.TextAsync($"{Item(run)}.innerText");

        foreach (var words in said)
        {
            Assert.That(text, Does.Contain(words));
        }

        Assert.That(text, Does.Contain($"Play it again: conformance run Scenarios/{run}.yaml --seed 1 --client"));
        Assert.That(await _page.TextAsync($"{Item(run)}.querySelectorAll('.ladder .ladder-row').length"), Is.Not.EqualTo("0"));
        await TakePicturesAsync(run);
    }

    [Test]
    public async Task Drift_is_no_failure_and_is_shown_as_its_own_result()
    {
        var badges = await _page.TextAsync($"[...{Item("calls/drift")}.querySelectorAll('summary .badge')].map(badge => badge.innerText.trim()).join('|')");
        var finding = await _page.TextAsync("document.querySelector('.findings').innerText");

        Assert.That(badges, Is.EqualTo("✓ pass|± drift"));
        Assert.That(finding, Does.Contain("calls/drift met every line, but its transcript is not that of"));
    }

    [Test]
    public async Task The_failing_arrow_is_marked_and_a_message_that_never_came_is_said_to_be_missing()
    {
        await GoToAsync("reconnect/too-early");
        Assert.That(await _page.TextAsync("document.querySelector('.ladder-marked').textContent"), Does.StartWith("Failing here. 40.083s: laptop to server, socket ws.open"));

        await GoToAsync("calls/missing-message");
        Assert.That(await _page.TextAsync($"{Item("calls/missing-message")}.querySelector('.missing').innerText"), Is.EqualTo("▶ not met: laptop -> server: call.mute"));
    }

    [Test]
    public async Task Rules_faults_injections_and_pauses_are_drawn()
    {
        await GoToAsync("calls/mute");
        var seen = await _page.TextAsync($$"""
            (run => [
              run.querySelectorAll('.ladder-note').length,
              run.querySelectorAll('.ladder-cross').length,
              run.querySelectorAll('.ladder-stop').length,
              [...run.querySelectorAll('.ladder-message')].filter(row => row.querySelectorAll('.ladder-shaft').length === 2).length,
              run.querySelector('.ladder-gap').textContent.trim(),
            ].join('|'))({{Item("calls/mute")}})
            """);

        Assert.That(seen, Is.EqualTo("1|1|1|1|the scenario lets 45s pass"));
        await TakePicturesAsync("calls/mute");
    }

    [Test]
    public async Task The_ladder_is_walked_by_keyboard_and_Enter_opens_the_message_with_its_check()
    {
        await GoToAsync("reconnect/too-early");
        await _page.EvaluateAsync("document.querySelector('.ladder-row[tabindex=\"0\"]').focus()");
        await _page.PressAsync("End");
        await _page.PressAsync("ArrowUp");
        await _page.PressAsync("ArrowDown");
        await _page.PressAsync("Home");
        await _page.PressAsync("ArrowDown");
        Assert.That(await _page.TextAsync("document.activeElement.textContent"), Does.Contain("laptop to server, http GET /v1/webrtc/ice-servers"));
        Assert.That(await _page.TextAsync("document.querySelectorAll('.ladder-row[tabindex=\"0\"]').length"), Is.EqualTo("1"));

        await _page.EvaluateAsync("document.querySelector('.ladder-marked').focus()");
        await _page.PressAsync("Enter");
        await _page.UntilAsync("document.querySelector('.panel h5')");
        var panel = await _page.TextAsync("document.querySelector('.panel').innerText");

        Assert.That(panel, Does.Contain("ws.open").And.Contain("\"user-agent\": \"node-softphone/1.0 (node)\"").And.Contain("✗ fail RECON-02 (MUST): Delays grow exponentially"));
    }

    [Test]
    public async Task A_slash_leads_to_the_filters_and_what_is_filtered_stays_in_the_address()
    {
        await _page.PressAsync("/");
        foreach (var key in "recon")
        {
            await _page.PressAsync(key.ToString());
        }

        await _page.UntilAsync("document.getElementById('shown').innerText.startsWith('2 of 9')");
        await _page.UntilAsync("location.hash === '#q=recon'");
        await _page.EvaluateAsync("(form => { form.reset(); })(document.getElementById('filters'))");
        await _page.UntilAsync("document.getElementById('shown').innerText === 'All 9 runs are shown.'");
        await _page.EvaluateAsync("document.querySelector('input[name=drift]').click()");
        await _page.UntilAsync("location.hash === '#drift=1'");

        Assert.That(await _page.TextAsync("[...document.querySelectorAll('li.run:not([hidden]) .id')].map(id => id.innerText).join()"), Is.EqualTo("calls/drift"));
    }

    [TestCase("light", 1280)]
    [TestCase("dark", 1280)]
    [TestCase("light", 390)]
    [TestCase("dark", 390)]
    public async Task Nothing_stands_in_the_way_of_assistive_technology(string scheme, int width)
    {
        await _page.LookAsync(scheme, width);
        await OpenAllAsync();

        Assert.That(await Axe.ViolationsAsync(_page), Is.Empty);
        Assert.That(await _page.TextAsync("document.documentElement.scrollWidth <= innerWidth"), Is.EqualTo("true").IgnoreCase, "the page is wider than the screen");
    }

    [Test]
    public async Task On_paper_every_failure_is_open()
    {
        await _page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");

        Assert.That(await _page.TextAsync("[...document.querySelectorAll('details[data-run][open] .id')].map(id => id.innerText).sort().join()"), Is.EqualTo(string.Join(',', s_failures.Order(StringComparer.Ordinal))));
        await _page.SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["media"] = "print" });
        await Pictures.TakeAsync(_page, "paper");
        await _page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.That(await _page.TextAsync("document.querySelectorAll('details[data-run][open]').length"), Is.EqualTo("0"));
    }

    [Test]
    public async Task The_file_holds_no_secret_and_no_address_to_load_from()
    {
        var file = await File.ReadAllTextAsync(_suite.File);

        Assert.That(Token().Matches(file), Is.Empty, "a token");
        Assert.That(Ice().Matches(file), Is.Empty, "ICE credentials");
        Assert.That(Url().Matches(file), Is.Empty, "a URL");
        Assert.That(Loading().Matches(file), Is.Empty, "something that is loaded");
    }

    private async Task GoToAsync(string run)
    {
        await _page.EvaluateAsync($"location.hash = '#run=' + encodeURIComponent('{run}')");
        await _page.UntilAsync($"{Item(run)}.querySelector('.view') && document.activeElement.closest('li')?.id === 'run={run}'");
    }

    private Task OpenAllAsync() => _page.UntilAsync("""
        (() => {
          document.querySelectorAll('details[data-run]').forEach(details => { details.open = true; });
          return [...document.querySelectorAll('details[data-run]')].every(details => details.querySelector('.view'));
        })()
        """);

    private async Task TakePicturesAsync(string run)
    {
        foreach (var (scheme, width, height) in s_looks)
        {
            await _page.LookAsync(scheme, width, height);
            await _page.EvaluateAsync($"document.querySelectorAll('details[data-run]').forEach(d => {{ d.open = d.closest('li').id === 'run={run}'; }})");
            await _page.EvaluateAsync($"new Promise(drawn => requestAnimationFrame(() => {{ {Item(run)}.scrollIntoView({{ behavior: 'instant' }}); requestAnimationFrame(drawn); }}))");
            await Pictures.TakeAsync(_page, $"{run.Replace('/', '-')}-{scheme}-{width}");
        }
    }

    private static string Item(string run) => $"document.getElementById('run={run}')";

    [GeneratedRegex(@"eyJ[\w-]+\.")]
    private static partial Regex Token();

    [GeneratedRegex(@"ice-(pwd|ufrag):(?!<)|""(credential|password|ufrag|pwd)"":""(?!\\u003C)")]
    private static partial Regex Ice();

    [GeneratedRegex("(https?|wss?)://")]
    private static partial Regex Url();

    [GeneratedRegex(@"<(link|img|iframe|object|embed)\b(?!.*href=""data:,"")|\ssrc=|@import|url\(")]
    private static partial Regex Loading();
}
