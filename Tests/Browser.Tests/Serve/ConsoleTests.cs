using System.Diagnostics;
using Browser.Tests.Support;
using NUnit.Framework;

namespace Browser.Tests.Serve;

/// <summary>The console page and its phone in a real browser, from the README's command to a call that is over.</summary>
public sealed class ConsoleTests
{
    private const string Phone = "document.querySelector('#phones iframe').contentDocument";

    private static readonly TimeSpan s_promised = TimeSpan.FromMinutes(1);

    [Test]
    public async Task From_the_readme_a_call_rings_is_answered_held_and_ended_in_the_browser_phone()
    {
        var began = Stopwatch.GetTimestamp();
        await using var served = await ServeProcess.StartAsTheReadmeSaysAsync();
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, served.Console);

        await page.ClickAsync("Open phone");
        await page.UntilAsync($"{Phone}?.querySelector('#status').textContent === 'connected'");
        await page.ClickAsync("Call ann");
        await page.UntilAsync($"{Phone}.querySelector('#ringing').textContent.startsWith('Ringing: +14155550100')");
        var ringing = Stopwatch.GetElapsedTime(began);
        TestContext.Out.WriteLine($"ringing after {ringing.TotalSeconds:0.0} s");

        await page.UntilAsync("document.querySelector('#heard').textContent === 'ann is ringing'");
        await page.ClickAsync("Answer", Phone);
        await page.UntilAsync("document.querySelector('#calls .state').textContent === 'active'");
        await page.ClickAsync("Hold");
        await page.UntilAsync($"{Phone}.querySelector('#calls').innerText.includes('held by the far end')");
        await page.ClickAsync("Resume");
        await page.UntilAsync($"{Phone}.querySelector('#calls').innerText.includes('active')");
        await page.ClickAsync("Hang up");
        await page.UntilAsync($"{Phone}.querySelector('#calls').children.length === 0 && document.querySelector('#calls').children.length === 0");
        await page.UntilAsync("document.querySelector('#ladder').textContent.includes('call.ended')");

        var origin = served.Console.GetLeftPart(UriPartial.Authority);
        Assert.Multiple(() =>
        {
            // The promise of the README; a machine that does a hundred other things is no fault of ours.
            Warn.Unless(ringing, Is.LessThan(s_promised));
            Assert.That(page.Requests.Where(u => !u.StartsWith("data:", StringComparison.Ordinal) && !u.StartsWith(origin + "/", StringComparison.Ordinal) && !u.StartsWith($"ws{origin[4..]}/", StringComparison.Ordinal)), Is.Empty, "another origin");
            Assert.That(page.Requests, Has.Some.EndsWith("/v1/webrtc"));
            Assert.That(page.Complaints, Is.Empty);
        });
    }

    [Test]
    public async Task The_phone_comes_back_from_a_dropped_socket_with_its_call()
    {
        await using var served = await ServeProcess.StartAsync("--no-https");
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, served.Console);
        await page.ClickAsync("Open phone");
        await page.UntilAsync($"{Phone}?.querySelector('#status').textContent === 'connected'");
        await page.ClickAsync("Call ann");
        await page.ClickAsync("Answer", Phone);
        await page.UntilAsync("document.querySelector('#calls .state').textContent === 'active'");

        await page.ClickAsync("Let it happen");
        await page.UntilAsync("document.querySelector('#sessions').innerText.includes('client-2')");

        await page.UntilAsync($"{Phone}.querySelector('#status').textContent === 'connected' && {Phone}.querySelector('#calls').innerText.includes('active')");
        await page.UntilAsync("document.querySelector('#ladder').textContent.includes('call.restored')");
        Assert.That(await page.TextAsync($"{Phone}.querySelector('#notice').textContent"), Is.Empty, "this browser has a microphone");
    }

    [Test]
    public async Task A_phone_whose_token_has_ended_is_opened_anew()
    {
        await using var served = await ServeProcess.StartAsync("--no-https");
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, served.Console);
        await page.ClickAsync("Open phone");
        await page.UntilAsync($"{Phone}?.querySelector('#status').textContent === 'connected'");
        await page.ClickAsync("Expire tokens");
        await page.UntilAsync($"{Phone}.querySelector('#status').textContent === 'off'");

        await page.ClickAsync("Open phone");

        await page.UntilAsync($"{Phone}?.querySelector('#status').textContent === 'connected'");
        await page.ClickAsync("Call ann");
        await page.UntilAsync($"{Phone}.querySelector('#ringing').textContent.startsWith('Ringing: +14155550100')");
    }

    [Test]
    public async Task Where_there_is_no_microphone_the_phone_says_so_and_answers_all_the_same()
    {
        await using var served = await ServeProcess.StartAsync("--no-https");
        await using var browser = await Chromium.StartAsync(hasMicrophone: false);
        var page = await OpenAsync(browser, served.Console);
        await page.ClickAsync("Open phone");
        await page.UntilAsync($"{Phone}?.querySelector('#status').textContent === 'connected'");
        await page.ClickAsync("Call ann");

        await page.ClickAsync("Answer", Phone);

        await page.UntilAsync("document.querySelector('#calls .state').textContent === 'active'");
        Assert.That(await page.TextAsync($"{Phone}.querySelector('#notice').textContent"), Does.Contain("nobody hears you"));
    }

    [Test]
    public async Task With_a_control_token_the_printed_address_opens_the_console_and_the_bare_one_asks()
    {
        await using var served = await ServeProcess.StartAsync("--control-token", "open+sesame/once=", "--no-https");
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, new Uri(served.Console.GetLeftPart(UriPartial.Path)));
        await page.UntilAsync("!document.querySelector('#unlock').hidden && document.querySelector('#main').hidden");

        await page.EvaluateAsync("(() => { document.forms.unlock.elements.token.value = 'open+sesame/once='; })()");
        await page.ClickAsync("Use it");

        await page.UntilAsync("document.querySelector('#live').textContent === 'live' && !document.querySelector('#main').hidden");
        var direct = await OpenAsync(browser, served.Console);
        await direct.UntilAsync("document.querySelector('#users').innerText.includes('Ann Example')");
        Assert.That(await direct.TextAsync("location.hash"), Is.Empty);
    }

    private static async Task<Page> OpenAsync(Chromium browser, Uri address)
    {
        var page = await browser.OpenAsync();
        await page.LookAsync("light", 1280, 1000);
        await page.GoAsync(address);
        return page;
    }
}
