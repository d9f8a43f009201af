using System.Globalization;
using System.Net;
using System.Text.Json;
using FakeDialStack.Flow;

namespace Fixtures.ReferenceClient;

/// <summary>The server had no ICE servers for us.</summary>
/// <param name="status">HTTP status; 0 when no answer came.</param>
/// <param name="message">What happened.</param>
internal sealed class IceFetchException(int status, string message) : IOException(message)
{
    public int Status { get; } = status;

    /// <summary>The token is dead (AUTH-08).</summary>
    public bool IsTokenProblem => Status == (int)HttpStatusCode.Unauthorized;
}

/// <summary>The REST calls of the client: the ICE servers, fetched before the socket and again when they are past their time.</summary>
internal sealed class RestClient : IDisposable
{
    private const string IcePath = "/v1/webrtc/ice-servers";

    private readonly ClientContext _context;
    private readonly HttpClient _http;
    private DateTimeOffset? _iceExpiresAt;

    public RestClient(ClientContext context)
    {
        _context = context;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (connecting, ct) => context.Dialer.ConnectAsync(connecting.InitialRequestMessage.RequestUri!, ct),
            // A connection for each request: a blocked network shows at once, as it does for the socket.
            PooledConnectionLifetime = TimeSpan.Zero,
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>True when there are ICE servers that are still good.</summary>
    public bool HasIce => _iceExpiresAt is { } expiry && _context.Now < expiry;

    /// <summary>Fetches the ICE servers with this token.</summary>
    /// <exception cref="IceFetchException">Refused, unreadable, or not in time.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task FetchIceAsync(string token, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var limit = _context.After(_context.Rules.Connection.IceLimit, bound.Cancel);
        try
        {
            var url = new Uri(_context.Options.RestBase.GetLeftPart(UriPartial.Path).TrimEnd('/') + IcePath);
            var key = new RequestKey(_context.Lane, "GET", url.AbsolutePath);
            var (status, body) = await OutsideRequest.RunAsync(_context.Flow, key, ct => GetAsync(url, token, ct), bound.Token);
            _iceExpiresAt = status == 200 ? ReadExpiry(body) : throw new IceFetchException(status, $"the ICE servers were refused with {status}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IceFetchException(0, "the ICE servers did not come in time");
        }
        catch (Exception broken) when (broken is HttpRequestException or (IOException and not IceFetchException))
        {
            throw new IceFetchException(0, broken.Message);
        }
        finally
        {
            limit.Dispose();
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(int Status, string Body)> GetAsync(Uri url, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in _context.Rules.Upgrade.RestHeaders(token))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return ((int)response.StatusCode, body);
    }

    private static DateTimeOffset ReadExpiry(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            _ = document.RootElement.GetProperty("ice_servers").GetArrayLength();
            var expiry = document.RootElement.GetProperty("expires_at").GetString();
            return DateTimeOffset.Parse(expiry ?? "", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new IceFetchException(200, "the ICE servers could not be read");
        }
    }
}
