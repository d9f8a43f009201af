using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Protocol;

namespace FakeDialStack.Push;

/// <summary>
/// Brings events to the webhook endpoints of an account: signed, and tried again after a failure with the same id and a fresh
/// time (CF-26, L-27). Loop only.
/// </summary>
public sealed class WebhookDelivery : IDisposable
{
    private readonly TimeProvider _time;
    private readonly IFlow _flow;
    private readonly IdSequence _ids;
    private readonly Action<FakeEvent> _raise;
    private readonly WebhookPost _post;
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationToken _closed;

    /// <summary>A delivery for one fake.</summary>
    /// <param name="time">The clock: times of signatures, waits, deadlines.</param>
    /// <param name="flow">Counts what leaves the loop.</param>
    /// <param name="dialer">Opens connections to the backend.</param>
    /// <param name="ids">Where event ids come from.</param>
    /// <param name="raise">Takes <see cref="WebhookSent"/> and <see cref="WebhookAnswered"/>.</param>
    public WebhookDelivery(TimeProvider time, IFlow flow, IDialer dialer, IdSequence ids, Action<FakeEvent> raise)
    {
        _time = time;
        _flow = flow;
        _ids = ids;
        _raise = raise;
        _post = new WebhookPost(flow, dialer);
        _closed = _closing.Token;
    }

    /// <summary>Starts to bring an event to every endpoint of the account that takes its type, and comes back at once.</summary>
    /// <param name="account">Whose event.</param>
    /// <param name="type">E.g. <c>call.mobile_push_wakeup</c>.</param>
    /// <param name="data">The user as <c>user_id</c>; <c>webhook_user_keys</c> decides which keys go out.</param>
    /// <returns>The id of the event, also when nobody takes it.</returns>
    public EventId Send(Account account, string type, JsonObject data) =>
        Start(account, type, data, _ids.NextEvent(), WebhookTampering.None, account.Settings.WebhookAttempts);

    /// <summary>As <see cref="Send"/>, but once only, with an id of choice, and spoiled on demand: for tests of a receiver.</summary>
    /// <param name="account">Whose event.</param>
    /// <param name="type">Type of the event.</param>
    /// <param name="data">The user as <c>user_id</c>.</param>
    /// <param name="id">Null takes the next one.</param>
    /// <param name="tampering">Null spoils nothing.</param>
    public EventId Inject(Account account, string type, JsonObject data, EventId? id = null, WebhookTampering? tampering = null) =>
        Start(account, type, data, id ?? _ids.NextEvent(), tampering ?? WebhookTampering.None, attempts: 1);

    /// <summary>Gives up on everything under way.</summary>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        _post.Dispose();
    }

    private EventId Start(Account account, string type, JsonObject data, EventId id, WebhookTampering tampering, int attempts)
    {
        var body = WebhookBody.Write(id, type, _time.GetUtcNow(), account, data);
        var webhook = new Webhook(id, type, body, account.Id, tampering, attempts, account.Settings);
        foreach (var endpoint in account.WebhookEndpoints.Where(e => e.Receives(type)))
        {
            _flow.Loop.Spawn(() => DeliverAsync(endpoint, webhook));
        }

        return id;
    }

    private async Task DeliverAsync(WebhookEndpoint endpoint, Webhook webhook)
    {
        try
        {
            for (var attempt = 1; attempt <= webhook.Attempts; attempt++)
            {
                var status = await AttemptAsync(endpoint, webhook, attempt);
                var again = status is < 200 or > 299 && attempt < webhook.Attempts;
                // The wait begins before the answer is told of, so that whoever hears of it may move the clock at once.
                var wait = again ? Task.Delay(Backoff(webhook.Settings, attempt), _time, _closed) : Task.CompletedTask;
                Tell(new WebhookAnswered("backend", webhook.Type, webhook.Id.Value, attempt, status));
                if (!again)
                {
                    return;
                }

                await wait;
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // The fake is closing; nobody waits for this any more.
        }
    }

    private async Task<int> AttemptAsync(WebhookEndpoint endpoint, Webhook webhook, int attempt)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_closed);
        using var timer = LoopTimer.Start(_time, _flow.Loop, webhook.Settings.WebhookTimeout, deadline.Cancel);
        var (signature, body) = webhook.Tampering.Apply(endpoint.Secret, _time.GetUtcNow(), webhook.Body);
        List<(string, string)> headers = [("User-Agent", "DialStack-Webhooks"), ("X-DialStack-Account-Id", webhook.Account.Value)];
        if (signature is not null)
        {
            headers.Add((WebhookSigner.Header, signature));
        }

        Tell(new WebhookSent(
            "backend", webhook.Type, webhook.Id.Value, attempt, signature ?? "", Encoding.UTF8.GetString(body)));
        try
        {
            return await _post.SendAsync(endpoint.Url, body, headers, deadline.Token);
        }
        catch (OperationCanceledException) when (!_closed.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static TimeSpan Backoff(AccountSettings settings, int attempt) =>
        attempt == 1 ? settings.WebhookFirstBackoff : settings.WebhookNextBackoff;

    private void Tell(FakeEvent happened) => _raise(happened with { At = _time.GetUtcNow() });

    private sealed record Webhook(
        EventId Id, string Type, string Body, AccountId Account, WebhookTampering Tampering, int Attempts, AccountSettings Settings);
}
