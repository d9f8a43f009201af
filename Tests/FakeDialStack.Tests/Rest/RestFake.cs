using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Protocol;
using FakeDialStack.Rest;
using FakeDialStack.Tests.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace FakeDialStack.Tests.Rest;

/// <summary>The REST API on a host of its own, without the rest of the platform.</summary>
internal sealed class RestFake : IRestHost, IAsyncDisposable
{
    private readonly Loop _loop = new();
    private readonly LoopThread _thread;
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private RestFake()
    {
        _thread = new LoopThread(_loop);
        Flow = new FreeFlow(_loop);
        Accounts = new AccountDirectory(Clock, new IdSequence(1));
        Tokens = new UserTokens(Accounts, Clock);
        Account = Accounts.Create();
        Alice = Account.CreateUser("Alice Example", "alice@example.com");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        _app = builder.Build();
        RestEndpoints.Map(_app, this);
        _http = new HttpClient(new LateHandler(() => _app.GetTestServer().CreateHandler())) { BaseAddress = new Uri("http://backend.test") };
    }

    public ManualTime Clock { get; } = new();

    public AccountDirectory Accounts { get; }

    public UserTokens Tokens { get; }

    public TimeProvider Time => Clock;

    public IFlow Flow { get; }

    public Account Account { get; }

    public User Alice { get; }

    public List<FakeEvent> Happened { get; } = [];

    public List<User> Revoked { get; } = [];

    public Func<LoopRequest, LoopReply?> Rule { get; set; } = _ => null;

    public static async Task<RestFake> StartAsync()
    {
        var fake = new RestFake();
        await fake._app.StartAsync();
        return fake;
    }

    public string PeerOf(HttpContext context) => context.Request.Host.Host.Split('.')[0];

    public AccountSettings SettingsOf(string peer) => Account.Settings;

    public void Raise(FakeEvent happened) => Happened.Add(happened);

    public void RevokeSessions(User user) => Revoked.Add(user);

    public Task<LoopReply?> InterceptAsync(LoopRequest request) => Task.FromResult(Rule(request));

    public Task<RestAnswer> WithKeyAsync(string method, string path, string? body = null) =>
        SendAsync(method, path, body, Account.PlatformKey, Account.Id.Value);

    public Task<RestAnswer> WithTokenAsync(string method, string path, string? token = null) =>
        SendAsync(method, path, null, token ?? Tokens.Mint(Alice, TimeSpan.FromHours(1)).Token);

    public async Task<RestAnswer> SendAsync(
        string method, string path, string? body, string? bearer, string? account = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        foreach (var (name, value) in new[] { ("DialStack-Account", account), ("Origin", origin) })
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new RestAnswer(
            (int)response.StatusCode,
            text,
            response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _thread.Dispose();
        Tokens.Dispose();
    }

    // The server has no handler before it has started.
    private sealed class LateHandler(Func<HttpMessageHandler> make) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            InnerHandler ??= make();
            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>An answer of the API.</summary>
internal sealed record RestAnswer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Body => (JsonObject)JsonNode.Parse(Text)!;

    public string? Code => (string?)Body["code"];
}
