using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Drivers.Tests.Support;
using FakeDialStack.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Browser.Tests.Serve;

/// <summary><c>conformance serve</c> from the outside: what it prints, who it lets in, how it ends.</summary>
public sealed class ServeTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Test]
    public async Task What_it_prints_works_when_pasted_and_an_interrupt_ends_it_well()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("This test interrupts a process with kill, which Windows has not.");
        }

        await using var served = await ServeProcess.StartAsync();
        using var http = new HttpClient { BaseAddress = served.Console };
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("dialstack.webrtc.v1");
        socket.Options.SetRequestHeader("User-Agent", "test/1.0");

        await socket.ConnectAsync(new Uri(served.After("signalling")), CancellationToken.None).WaitAsync(s_patience);
        var token = served.Banner.Split('\n').First(static l => l.StartsWith("  eyJ", StringComparison.Ordinal)).Trim();
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes($$"""{"type":"authenticate","token":"{{token}}"}"""), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[4096];
        var said = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(s_patience);
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {served.After("platform key")}");
        http.DefaultRequestHeaders.Add("DialStack-Account", served.After("Account"));
        var users = await http.GetFromJsonAsync<JsonObject>(new Uri("v1/users", UriKind.Relative));
        using var following = await http.GetAsync(new Uri("control/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);

        Assert.That(System.Text.Encoding.UTF8.GetString(buffer, 0, said.Count), Does.Contain("\"authenticated\"").And.Contain("ann"));
        Assert.That(users!["data"]!.AsArray(), Has.Count.EqualTo(3));
        Assert.That(await served.InterruptAsync(), Is.Zero);
    }

    [Test]
    public async Task On_another_address_control_needs_the_token_that_is_printed()
    {
        await using var served = await ServeProcess.StartAsync("--bind", "0.0.0.0", "--no-https");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{served.Console.Port}/") };

        using var without = await http.GetAsync(new Uri("control/state", UriKind.Relative));
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {served.After("Authorization: Bearer")}");
        using var with = await http.GetAsync(new Uri("control/state", UriKind.Relative));

        Assert.That((without.StatusCode, with.StatusCode), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.OK)));
        Assert.That(served.Console.Fragment, Is.EqualTo($"#control={served.After("Authorization: Bearer")}"));
    }

    [Test]
    public async Task Webhooks_arrive_signed_with_the_secret_that_is_printed()
    {
        var arrived = new TaskCompletionSource<(string Signature, byte[] Body)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var backend = WebApplication.CreateSlimBuilder().Build();
        backend.Urls.Add("http://127.0.0.1:0");
        backend.MapPost("/hook", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (context.Request.Headers.TryGetValue(WebhookSigner.Header, out var signature) && System.Text.Encoding.UTF8.GetString(body.ToArray()).Contains("call.mobile_push_wakeup", StringComparison.Ordinal))
            {
                arrived.TrySetResult((signature.ToString(), body.ToArray()));
            }
        });
        await backend.StartAsync();
        await using var served = await ServeProcess.StartAsync("--webhook", $"{backend.Urls.First()}/hook", "--no-https");
        using var http = new HttpClient { BaseAddress = served.Console };

        using var called = await http.PostAsJsonAsync(new Uri("control/calls", UriKind.Relative), new { to = "cam" });

        var (shown, sent) = await arrived.Task.WaitAsync(s_patience);
        Assert.That(WebhookSigner.Verify(served.After("signed with"), shown, sent, TimeProvider.System.GetUtcNow(), TimeSpan.FromSeconds(300)), Is.True);
    }

    [Test]
    public async Task A_development_certificate_is_found_and_serves_https_and_wss()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Elsewhere than on Linux the certificate of this test would stay in the keychain of whoever runs it.");
        }

        var home = Directory.CreateTempSubdirectory("conformance-home-");
        try
        {
            var variables = new Dictionary<string, string> { ["HOME"] = home.FullName, ["DOTNET_CLI_HOME"] = home.FullName };
            var (exit, output) = Programs.Run("env", [.. variables.Select(static v => $"{v.Key}={v.Value}"), "dotnet", "dev-certs", "https"]);
            Assert.That(exit, Is.Zero, output);
            await using var served = await ServeProcess.StartAsync(variables, "--https-port", "0");
            var secure = new Uri(served.After("with TLS"));
            using var trusting = new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=localhost" };
            using var http = new HttpClient(trusting) { BaseAddress = secure };
            using var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("dialstack.webrtc.v1");
            socket.Options.SetRequestHeader("User-Agent", "test/1.0");
            socket.Options.RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=localhost";

            var state = await http.GetFromJsonAsync<JsonObject>(new Uri("control/state", UriKind.Relative));
            await socket.ConnectAsync(new Uri($"wss://localhost:{secure.Port}/v1/webrtc"), CancellationToken.None).WaitAsync(s_patience);

            Assert.That(state!["users"]!.AsArray(), Has.Count.EqualTo(3));
            Assert.That(socket.State, Is.EqualTo(WebSocketState.Open));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Test]
    public async Task Without_a_development_certificate_it_says_how_to_make_one()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Elsewhere than on Linux the store of certificates cannot be replaced by an empty one.");
        }

        var home = Directory.CreateTempSubdirectory("conformance-home-");
        try
        {
            var variables = new Dictionary<string, string> { ["HOME"] = home.FullName };
            await using var served = await ServeProcess.StartAsync(variables);
            var (exit, output) = Programs.Run("env", [$"HOME={home.FullName}", Path.Combine(AppContext.BaseDirectory, "conformance"), "serve", "--port", "0", "--https-port", "0"]);

            Assert.That(served.Banner, Does.Contain("no https: there is no development certificate; make one with 'dotnet dev-certs https'"));
            Assert.That((exit, output), Is.EqualTo((2, "conformance: --https-port 0: there is no development certificate; make one with 'dotnet dev-certs https' ('--trust' makes browsers accept it), or leave --https-port out\n")));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Test]
    public async Task A_taken_port_is_one_clear_line()
    {
        await using var served = await ServeProcess.StartAsync("--no-https");

        var second = await Conformance.AnyAsync(Checkout.Root, ["serve", "--no-https", "--port", $"{served.Console.Port}"]);

        Assert.That((second.ExitCode, second.Error), Is.EqualTo((2, $"conformance: port {served.Console.Port} is taken by another program; choose another with --port, or 0 for any free one{Environment.NewLine}")));
    }

    [TestCase("--bind nowhere", "--bind nowhere is no IP address")]
    [TestCase("--port 70000", "ports are from 0")]
    [TestCase("--port many", "'many' is no whole number for --port")]
    [TestCase("--no-https --https-port 1", "cannot both be meant")]
    [TestCase("--webhook ftp://example.com", "is no http or https URL")]
    [TestCase("--profile sdk-9", "there are: default, docs-1.0, sdk-3, sdk-next")]
    [TestCase("--control-token short", "too short")]
    [TestCase("--bind 192.0.2.1 --no-https", "cannot listen on 192.0.2.1")]
    public async Task A_wrong_option_is_one_clear_line(string options, string mistake)
    {
        var refused = await Conformance.AnyAsync(Checkout.Root, ["serve", .. options.Split(' ')]);

        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.StartWith("conformance: ").And.Contain(mistake));
    }
}
