using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Drivers.Tests.Serve;

/// <summary>
/// A page in Chromium, looked at and clicked on as a person does, over the browser's DevTools protocol. Frames of the same origin
/// belong to it.
/// </summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(50);

    private static readonly string[] s_arguments =
    [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-extensions", "--mute-audio", "--remote-debugging-port=0",
        "--window-size=1280,1000",
    ];

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _requested = [];
    private readonly List<string> _complaints = [];
    private int _commands;

    private BrowserPage(Process process, DirectoryInfo profile)
    {
        _process = process;
        _profile = profile;
    }

    /// <summary>Every address that the page and its frames asked for, sockets included.</summary>
    public IReadOnlyList<string> Requested => _requested;

    /// <summary>Errors of the console, of scripts, of the page's policy.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Opens one.</summary>
    /// <param name="chromium">The executable.</param>
    /// <param name="address">What is opened.</param>
    /// <param name="arguments">Further ones for the browser.</param>
    public static async Task<BrowserPage> OpenAsync(string chromium, Uri address, params string[] arguments)
    {
        var profile = Directory.CreateTempSubdirectory("conformance-page-");
        var start = new ProcessStartInfo(chromium, [.. s_arguments, .. arguments, $"--user-data-dir={profile.FullName}", "about:blank"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.OutputDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var page = new BrowserPage(process, profile);
        try
        {
            await page.AttachAsync();
            await page.CommandAsync("Page.navigate", new JsonObject { ["url"] = address.ToString() });
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>What an expression of the page says.</summary>
    public async Task<JsonNode?> ReadAsync(string expression)
    {
        var answer = await CommandAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        return answer["exceptionDetails"] is { } thrown ? throw new InvalidOperationException($"{expression}: {thrown["exception"]?["description"]}") : answer["result"]!["value"];
    }

    /// <summary>Waits until the expression is true. Until its page is there, what it looks at may be missing.</summary>
    public async Task UntilAsync(string expression)
    {
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        while ((await ReadAsync($"(() => {{ try {{ return Boolean({expression}); }} catch {{ return false; }} }})()"))!.GetValue<bool>() is false)
        {
            if (patience.IsCancellationRequested)
            {
                Assert.Fail($"Not within {s_patience.TotalSeconds:0} s: {expression}. The page says: {await ReadAsync("document.body.innerText")}\n{string.Join('\n', _complaints)}");
            }

            await Task.Delay(s_moment, TimeProvider.System);
        }
    }

    /// <summary>Presses a button of that name with the mouse, where it is on the screen.</summary>
    /// <param name="name">What is written on it.</param>
    /// <param name="document">Which document it is in.</param>
    public async Task PressAsync(string name, string document = "document")
    {
        var button = $"[...{document}.querySelectorAll('button')].find(b => b.textContent.trim() === {JsonSerializer.Serialize(name)} && b.offsetParent !== null)";
        await UntilAsync(button);
        var place = await ReadAsync($$"""
            (() => {
              const button = {{button}};
              button.scrollIntoView({ block: 'center' });
              const frame = button.ownerDocument.defaultView.frameElement;
              frame?.scrollIntoView({ block: 'nearest' });
              const outer = frame?.getBoundingClientRect() ?? { x: 0, y: 0 };
              const inner = button.getBoundingClientRect();
              return { x: outer.x + inner.x + inner.width / 2, y: outer.y + inner.y + inner.height / 2 };
            })()
            """);
        foreach (var type in new[] { "mouseMoved", "mousePressed", "mouseReleased" })
        {
            await CommandAsync("Input.dispatchMouseEvent", new JsonObject { ["type"] = type, ["x"] = place!["x"]!.DeepClone(), ["y"] = place["y"]!.DeepClone(), ["button"] = type == "mouseMoved" ? "none" : "left", ["clickCount"] = type == "mouseMoved" ? 0 : 1 });
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        // A helper process of the browser may write its last file a moment after it was ended.
        for (var attempt = 0; _profile.Exists && attempt < 40; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
            }
            catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
            {
                await Task.Delay(s_moment, TimeProvider.System);
            }

            _profile.Refresh();
        }
    }

    private async Task AttachAsync()
    {
        var file = Path.Combine(_profile.FullName, "DevToolsActivePort");
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        while (!File.Exists(file) || (await File.ReadAllLinesAsync(file, patience.Token)).Length < 2)
        {
            await Task.Delay(s_moment, TimeProvider.System, patience.Token);
        }

        var port = int.Parse((await File.ReadAllLinesAsync(file, patience.Token))[0], CultureInfo.InvariantCulture);
        using var http = new HttpClient();
        var targets = JsonNode.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json"), patience.Token))!.AsArray();
        var target = targets.First(static t => (string?)t!["type"] == "page")!;
        await _socket.ConnectAsync(new Uri((string)target["webSocketDebuggerUrl"]!), patience.Token);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await CommandAsync($"{domain}.enable", []);
        }
    }

    private async Task<JsonNode> CommandAsync(string method, JsonObject parameters)
    {
        using var patience = new CancellationTokenSource(s_patience, TimeProvider.System);
        var id = ++_commands;
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, true, patience.Token);
        while (true)
        {
            var said = await ReceiveAsync(patience.Token);
            if ((int?)said["id"] == id)
            {
                return said["result"] ?? throw new InvalidOperationException($"{method}: {said["error"]}");
            }

            Note((string?)said["method"], said["params"]);
        }
    }

    private async Task<JsonNode> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var message = new MemoryStream();
        var buffer = new byte[65536];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, cancellationToken);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }

    private void Note(string? happened, JsonNode? about)
    {
        switch (happened)
        {
            case "Network.requestWillBeSent":
                _requested.Add((string)about!["request"]!["url"]!);
                break;
            case "Network.webSocketCreated":
                _requested.Add((string)about!["url"]!);
                break;
            case "Runtime.exceptionThrown":
                _complaints.Add(about!.ToJsonString());
                break;
            case "Runtime.consoleAPICalled" when (string?)about!["type"] is "error" or "assert":
                _complaints.Add(about.ToJsonString());
                break;
            case "Log.entryAdded" when (string?)about!["entry"]!["level"] == "error":
                _complaints.Add(about["entry"]!.ToJsonString());
                break;
        }
    }
}
