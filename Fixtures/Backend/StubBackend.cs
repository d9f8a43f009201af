using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Push;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fixtures.Backend;

/// <summary>
/// A customer's backend: mints user tokens with the platform key, receives webhooks and checks their signatures, and switches
/// the wake-up of its users on and off. It does as told, and misbehaves as told. All of it on the loop.
/// </summary>
public sealed class StubBackend : IDisposable
{
    /// <summary>Where it receives webhooks.</summary>
    public const string WebhookPath = "/webhooks/dialstack";

    private const string Lane = "backend";

    private static readonly TimeSpan s_signatureTolerance = TimeSpan.FromSeconds(300);

    private readonly StubBackendOptions _options;
    private readonly BackendRules _rules;
    private readonly HttpClient _http;
    private readonly List<string> _secrets = [];
    private readonly List<ReceivedWebhook> _received = [];

    /// <summary>A backend that has done nothing yet.</summary>
    public StubBackend(StubBackendOptions options)
    {
        _options = options;
        _rules = new BackendRules(options.Time, options.Flow.Loop);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (connecting, ct) => options.Dialer.ConnectAsync(connecting.InitialRequestMessage.RequestUri!, ct),
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Raised for every webhook, repeats and forgeries included.</summary>
    public event Action<ReceivedWebhook>? WebhookReceived;

    /// <summary>The webhooks so far, in the order in which they came.</summary>
    public IReadOnlyList<ReceivedWebhook> Received => _received;

    /// <summary>The address of its webhook receiver.</summary>
    public Uri WebhookUrl => new(_options.OwnBase, WebhookPath);

    /// <summary>Maps its webhook receiver.</summary>
    public void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost(WebhookPath, LoopEndpoint.OnLoop(_options.Flow, static _ => Lane, ReceiveAsync));

    /// <summary>From here on it does something else than usual.</summary>
    /// <param name="target"><c>token</c> (minting) or <c>webhook</c> (receiving).</param>
    /// <param name="verb">refuses, delays, ignores or answers; without the s too.</param>
    /// <param name="times">How many times; null for ever.</param>
    /// <param name="by">For delays.</param>
    /// <param name="status">HTTP status; 503 for a refusal when it is null.</param>
    /// <returns>Tells how often it has worked.</returns>
    /// <exception cref="ArgumentException">There is no such target or verb.</exception>
    public Func<int> SetRule(string target, string verb, int? times = null, TimeSpan? by = null, int? status = null) =>
        _rules.Add(target, verb, times, by, status);

    /// <summary>Mints a user token: <c>POST /v1/user_sessions</c>.</summary>
    /// <exception cref="MintFailedException">The server, or a rule, refused.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<string> MintAsync(string userId, CancellationToken cancellationToken)
    {
        if (await _rules.ApplyAsync("token", cancellationToken) is >= 400 and var refusal)
        {
            throw new MintFailedException(refusal, $"the backend refused to mint a token with {refusal}");
        }

        var body = new JsonObject { ["user"] = userId };
        if (_options.TokenTtl is { } ttl)
        {
            body["ttl_seconds"] = (long)ttl.TotalSeconds;
        }

        var answer = await AskAsync("POST", "/v1/user_sessions", body, cancellationToken);
        return answer.Status == 201 && JsonNode.Parse(answer.Body)?["client_secret"]?.GetValue<string>() is { } token
            ? token
            : throw new MintFailedException(answer.Status, $"the server minted no token, it answered {answer.Status}");
    }

    /// <summary>Registers its webhook receiver with an account, as someone did by hand before everything began.</summary>
    public void RegisterEndpoint(Account account) => _secrets.Add(account.AddWebhookEndpoint(WebhookUrl).Secret);

    /// <summary>Registers its webhook receiver through the REST API.</summary>
    /// <exception cref="InvalidOperationException">The server refused.</exception>
    public async Task RegisterEndpointAsync(CancellationToken cancellationToken)
    {
        var answer = await AskAsync("POST", "/v1/webhook_endpoints", new JsonObject { ["url"] = WebhookUrl.ToString() }, cancellationToken);
        var secret = answer.Status is 200 or 201 ? JsonNode.Parse(answer.Body)?["secret"]?.GetValue<string>() : null;
        _secrets.Add(secret ?? throw new InvalidOperationException($"The server did not register the webhook endpoint: {answer.Status} {answer.Body}"));
    }

    /// <summary>A user's first device came, or the last one went (HOOK-10).</summary>
    public Task<BackendAnswer> SetWakeUpAsync(string userId, bool isOn, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["config"] = new JsonObject { ["mobile_push_wakeup"] = isOn } };
        return AskAsync("POST", $"/v1/users/{userId}", body, cancellationToken);
    }

    /// <summary>Any request to the REST API with the platform key. Status 0: the server could not be reached.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<BackendAnswer> AskAsync(
        string method, string path, JsonObject? body = null, CancellationToken cancellationToken = default)
    {
        var url = new Uri(_options.RestBase, path);
        var text = method is "GET" or "DELETE" ? null : (body ?? []).ToJsonString();
        var key = new RequestKey(Lane, method, url.AbsolutePath);
        try
        {
            return await OutsideRequest.RunAsync(_options.Flow, key, ct => SendAsync(new HttpMethod(method), url, text, ct), cancellationToken);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new BackendAnswer(0, broken.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // On the pool: part of an outside request.
    private async Task<BackendAnswer> SendAsync(HttpMethod method, Uri url, string? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.PlatformKey);
        request.Headers.TryAddWithoutValidation("User-Agent", "stub-backend/1.0 (dotnet)");
        if (IsAccountScoped(url.AbsolutePath))
        {
            request.Headers.TryAddWithoutValidation("DialStack-Account", _options.AccountId);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return new BackendAnswer((int)response.StatusCode, text);
    }

    // Minting and revoking name the user, and with it the account (section H).
    private static bool IsAccountScoped(string path) =>
        path != "/v1/user_sessions" && !path.EndsWith("/revoke_sessions", StringComparison.Ordinal);

    private async Task<LoopReply?> ReceiveAsync(LoopRequest request)
    {
        var webhook = Read(request);
        _received.Add(webhook);
        WebhookReceived?.Invoke(webhook);
        var told = await _rules.ApplyAsync("webhook", request.Gone);
        var status = told ?? (webhook.IsSigned ? 200 : 401);
        return new LoopReply(status, string.Create(CultureInfo.InvariantCulture, $$"""{"status":{{status}}}"""));
    }

    private ReceivedWebhook Read(LoopRequest request)
    {
        var now = _options.Time.GetUtcNow();
        var header = request.Headers.GetValueOrDefault(WebhookSigner.Header);
        var bytes = Encoding.UTF8.GetBytes(request.Body);
        var isSigned = _secrets.Exists(secret => WebhookSigner.Verify(secret, header, bytes, now, s_signatureTolerance));
        var envelope = Parse(request.Body);
        var id = envelope["id"]?.ToString() ?? "";
        return new ReceivedWebhook(id, envelope["type"]?.ToString() ?? "", envelope, isSigned, _received.Exists(known => known.Id == id), now);
    }

    private static JsonObject Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
