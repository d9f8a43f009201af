using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

/// <summary>A page in a browser, with all that it complained of and all that it asked the network for.</summary>
internal sealed class Page
{
    private const int MostAttempts = 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    private readonly DevTools _tools;
    private readonly string _session;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Page(DevTools tools, string session)
    {
        (_tools, _session) = (tools, session);
        tools.Listen(session, Take);
    }

    /// <summary>Errors on its console, broken policies, exceptions that nobody caught.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>URLs that it asked for, the page itself and sockets included.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Opens an empty page.</summary>
    public static async Task<Page> OpenAsync(DevTools tools)
    {
        var target = await tools.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        var attached = await tools.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]!.GetValue<string>(), ["flatten"] = true });
        var page = new Page(tools, attached["sessionId"]!.GetValue<string>());
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await page.SendAsync(domain + ".enable");
        }

        return page;
    }

    /// <summary>Runs a script in every document before any of its own.</summary>
    public Task BeforeAllAsync(string script) => SendAsync("Page.addScriptToEvaluateOnNewDocument", new JsonObject { ["source"] = script });

    /// <summary>Goes to a page and waits until it has loaded.</summary>
    public async Task GoAsync(Uri address)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await SendAsync("Page.navigate", new JsonObject { ["url"] = address.AbsoluteUri });
        await _loaded.Task.WaitAsync(s_patience);
    }

    /// <summary>Light or dark, and how wide; on a phone also with its pixels.</summary>
    public async Task LookAsync(string scheme, int width, int height = 900)
    {
        await SendAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });
        await SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
    }

    /// <summary>Evaluates an expression, promises awaited, and gives its value.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var said = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        return said["exceptionDetails"] is { } wrong ? throw new InvalidOperationException(wrong.ToJsonString()) : said["result"]?["value"];
    }

    /// <summary>The same, as text.</summary>
    public async Task<string> TextAsync(string expression) => (await EvaluateAsync(expression))?.ToString() ?? "";

    /// <summary>Waits until an expression is true; what it looks at may be missing until then.</summary>
    public async Task UntilAsync(string expression) =>
        await EvaluateAsync($$"""
            new Promise((met, missed) => {
              const end = performance.now() + 60000;
              const holds = () => { try { return Boolean({{expression}}); } catch { return false; } };
              const look = () => holds() ? met(true) : performance.now() > end
                ? missed(new Error('never came true: ' + {{JsonValue.Create(expression).ToJsonString()}} + '. The page says: ' + document.body.innerText))
                : requestAnimationFrame(look);
              look();
            })
            """);

    /// <summary>Presses a button with the mouse, where it is on the screen.</summary>
    /// <param name="name">What is written on it.</param>
    /// <param name="document">Which document it is in, as an expression: that of a frame of the same origin has its place in the page.</param>
    public async Task ClickAsync(string name, string document = "document")
    {
        var text = JsonValue.Create(name).ToJsonString();
        var button = $"[...{document}.querySelectorAll('button')].find(one => one.textContent.trim() === {text} && one.offsetParent !== null)";
        await EvaluateAsync($$"""
            window.pressed = null;
            {{document}}.addEventListener('click', event => { window.pressed = event.target.closest('button')?.textContent.trim(); }, { capture: true });
            """);

        // A page that draws itself anew may move the button away from under the mouse: what the button has not noticed is done again.
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            await UntilAsync(button);
            await ClickOnceAsync(button);
            if (await TextAsync("window.pressed") == name)
            {
                return;
            }
        }

        throw new InvalidOperationException($"'{name}' did not notice {MostAttempts} clicks.");
    }

    private async Task ClickOnceAsync(string button)
    {
        var place = await EvaluateAsync($$"""
            (() => {
              const button = {{button}};
              button?.scrollIntoView({ block: 'center' });
              const frame = button?.ownerDocument.defaultView.frameElement;
              frame?.scrollIntoView({ block: 'nearest' });
              const outer = frame?.getBoundingClientRect() ?? { x: 0, y: 0 };
              const inner = button?.getBoundingClientRect() ?? { x: 0, y: 0, width: 0, height: 0 };
              return { x: outer.x + inner.x + inner.width / 2, y: outer.y + inner.y + inner.height / 2 };
            })()
            """);
        foreach (var (type, clicks) in new[] { ("mouseMoved", 0), ("mousePressed", 1), ("mouseReleased", 1) })
        {
            await SendAsync("Input.dispatchMouseEvent", new JsonObject { ["type"] = type, ["x"] = place!["x"]!.DeepClone(), ["y"] = place["y"]!.DeepClone(), ["button"] = clicks == 0 ? "none" : "left", ["clickCount"] = clicks });
        }
    }

    /// <summary>Presses a key: a character, or a name such as <c>ArrowDown</c>.</summary>
    public async Task PressAsync(string key)
    {
        var text = key.Length == 1 ? key : key == "Enter" ? "\r" : null;
        var down = new JsonObject { ["type"] = text is null ? "rawKeyDown" : "keyDown", ["key"] = key, ["code"] = Code(key), ["windowsVirtualKeyCode"] = KeyCode(key) };
        if (text is not null)
        {
            down["text"] = text;
        }

        await SendAsync("Input.dispatchKeyEvent", down);
        await SendAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = key, ["code"] = Code(key), ["windowsVirtualKeyCode"] = KeyCode(key) });
    }

    /// <summary>A picture of what is in sight.</summary>
    public async Task<byte[]> PictureAsync() => Convert.FromBase64String((await SendAsync("Page.captureScreenshot"))["data"]!.GetValue<string>());

    /// <summary>Any command to this page.</summary>
    public Task<JsonNode> SendAsync(string method, JsonObject? parameters = null) => _tools.SendAsync(method, parameters, _session);

    private static string Code(string key) => key switch { "/" => "Slash", _ => key };

    private static int KeyCode(string key) => key switch
    {
        "Tab" => 9,
        "Enter" => 13,
        "Escape" => 27,
        "End" => 35,
        "Home" => 36,
        "ArrowUp" => 38,
        "ArrowDown" => 40,
        "/" => 191,
        _ => char.ToUpperInvariant(key[0]),
    };

    private void Take(string name, JsonNode said)
    {
        switch (name)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Network.requestWillBeSent":
                _requests.Enqueue(said["request"]!["url"]!.GetValue<string>());
                break;
            case "Network.webSocketCreated":
                _requests.Enqueue(said["url"]!.GetValue<string>());
                break;
            case "Runtime.exceptionThrown":
                _complaints.Enqueue(said["exceptionDetails"]!.ToJsonString());
                break;
            case "Log.entryAdded" when said["entry"]!["level"]!.GetValue<string>() is "error" or "warning":
                _complaints.Enqueue(said["entry"]!.ToJsonString());
                break;
            case "Runtime.consoleAPICalled" when said["type"]!.GetValue<string>() is "error" or "warning" or "assert":
                _complaints.Enqueue(said["args"]!.ToJsonString());
                break;
        }
    }
}
