using System.Net.Http.Headers;
using FakeDialStack.Flow;

namespace FakeDialStack.Push;

/// <summary>One attempt to bring a webhook to its endpoint.</summary>
/// <param name="flow">Counts the request.</param>
/// <param name="dialer">Opens the connection.</param>
internal sealed class WebhookPost(IFlow flow, IDialer dialer) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        // A connection for each attempt: a kept one may be dead without anybody having noticed.
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = (context, cancellationToken) =>
            dialer.ConnectAsync(context.InitialRequestMessage.RequestUri!, cancellationToken),
    })
    {
        // The deadline comes by the fake's clock, as a cancellation.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = 1 << 20,
    };

    /// <summary>The status of the answer; 0 when there was none. Call on the loop.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<int> SendAsync(
        Uri url, byte[] body, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        try
        {
            return await OutsideRequest.RunAsync(
                flow, new RequestKey("backend", "POST", url.AbsolutePath), token => PostAsync(url, body, headers, token), cancellationToken);
        }
        catch (Exception thrown) when (thrown is HttpRequestException or IOException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // On the pool: part of an outside request.
    private async Task<int> PostAsync(
        Uri url, byte[] body, IReadOnlyList<(string Name, string Value)> headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        return (int)response.StatusCode;
    }
}
