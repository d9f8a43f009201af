using System.Text.Json.Nodes;
using System.Threading.Channels;
using FakeDialStack.Accounts;
using FakeDialStack.Flow;
using FakeDialStack.Protocol;
using FakeDialStack.Push;
using FakeDialStack.Tests.Accounts;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace FakeDialStack.Tests.Push;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class WebhookDeliveryTests
{
    private readonly ManualTime _time = new();
    private readonly Loop _loop = new();
    private readonly Channel<FakeEvent> _happened = Channel.CreateUnbounded<FakeEvent>();
    private Backend _backend = null!;
    private LoopThread _thread = null!;
    private WebhookDelivery _delivery = null!;
    private Account _account = null!;

    private static JsonObject Data => new() { ["call_id"] = "call_1", ["user_id"] = "user_1", ["from_number"] = "+14155550100" };

    [SetUp]
    public async Task StartAsync()
    {
        _backend = await Backend.StartAsync();
        _thread = new LoopThread(_loop);
        var ids = new IdSequence(1);
        _account = new AccountDirectory(_time, ids).Create();
        _account.AddWebhookEndpoint(_backend.Url);
        _delivery = new WebhookDelivery(_time, new FreeFlow(_loop), new TcpDialer(), ids, e => _happened.Writer.TryWrite(e));
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _loop.InvokeAsync(() =>
        {
            _delivery.Dispose();
            return true;
        });
        _thread.Dispose();
        await _backend.DisposeAsync();
    }

    [Test]
    public async Task An_event_arrives_signed_in_its_envelope()
    {
        var id = await SendAsync("call.mobile_push_wakeup");

        var got = await _backend.NextAsync();
        var body = JsonNode.Parse(got.Body)!.AsObject();
        Assert.That(body.Select(m => m.Key), Is.EqualTo((string[])["id", "type", "created_at", "account_id", "data"]));
        Assert.That((string?)body["id"], Is.EqualTo(id.Value));
        Assert.That((string?)body["created_at"], Is.EqualTo("2026-09-01T12:00:00Z"));
        Assert.That(got.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(got.Headers["X-DialStack-Account-Id"], Is.EqualTo(_account.Id.Value));
        Assert.That(Genuine(got));
    }

    [TestCase("both", """{"call_id":"call_1","user_id":"user_1","user":"user_1","from_number":"+14155550100"}""")]
    [TestCase("user_id", """{"call_id":"call_1","user_id":"user_1","from_number":"+14155550100"}""")]
    [TestCase("user", """{"call_id":"call_1","user":"user_1","from_number":"+14155550100"}""")]
    public async Task The_user_is_named_as_the_edition_does(string keys, string data)
    {
        _account.Settings = _account.Settings.With("webhook_user_keys", keys);

        await SendAsync("call.ringing");

        Assert.That(JsonNode.DeepEquals(JsonNode.Parse((await _backend.NextAsync()).Body)!["data"], JsonNode.Parse(data)));
    }

    [Test]
    public async Task A_failed_delivery_is_tried_three_times_with_the_same_id_and_a_fresh_time()
    {
        _backend.Answer = Status(500);
        await SendAsync("call.end");

        var first = await AttemptAsync(1, 500);
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = await AttemptAsync(2, 500);
        _time.Advance(TimeSpan.FromSeconds(5));
        var third = await AttemptAsync(3, 500);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.That(second.Body, Is.EqualTo(first.Body));
        Assert.That(third.Body, Is.EqualTo(first.Body));
        Assert.That(Times(first, second, third), Is.EqualTo((long[])[0, 1, 6]));
        Assert.That(_happened.Reader.TryRead(out _), Is.False);
    }

    [Test]
    public async Task A_delivery_that_succeeds_at_last_is_not_repeated()
    {
        _backend.Answer = Status(503);
        await SendAsync("call.end");
        await AttemptAsync(1, 503);

        _backend.Answer = Status(204);
        _time.Advance(TimeSpan.FromSeconds(1));
        await AttemptAsync(2, 204);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.That(_happened.Reader.TryRead(out _), Is.False);
    }

    [Test]
    public async Task A_backend_that_does_not_answer_is_given_up_on()
    {
        var never = new TaskCompletionSource();
        _backend.Answer = context => never.Task.WaitAsync(context.RequestAborted);
        await SendAsync("call.end");
        await _backend.NextAsync();
        var sent = (WebhookSent)await _happened.Reader.ReadAsync();

        _time.Advance(TimeSpan.FromSeconds(30));

        var answered = (WebhookAnswered)await _happened.Reader.ReadAsync();
        Assert.That((answered.EventId, answered.Status), Is.EqualTo((sent.EventId, 0)));
        Assert.That(answered.At, Is.EqualTo(sent.At.AddSeconds(30)));
    }

    [Test]
    public async Task A_backend_that_is_down_counts_as_an_attempt()
    {
        var url = _backend.Url;
        await _backend.DisposeAsync();
        _account.RemoveWebhookEndpoint(_account.WebhookEndpoints[0].Id);
        _account.AddWebhookEndpoint(url);
        _account.Settings = _account.Settings.With("webhook_attempts", "1");

        await SendAsync("call.end");

        Assert.That(await _happened.Reader.ReadAsync(), Is.InstanceOf<WebhookSent>());
        Assert.That(((WebhookAnswered)await _happened.Reader.ReadAsync()).Status, Is.Zero);
    }

    [Test]
    public async Task Every_endpoint_that_takes_the_type_gets_the_event()
    {
        _account.AddWebhookEndpoint(_backend.Url, ["call.end"]);
        _account.AddWebhookEndpoint(_backend.Url, ["call.ringing"]);

        await SendAsync("call.end");

        var bodies = new[] { await _backend.NextAsync(), await _backend.NextAsync() };
        Assert.That(bodies[0].Body, Is.EqualTo(bodies[1].Body));
        Assert.That(bodies[0].Headers["X-DialStack-Signature"], Is.Not.EqualTo(bodies[1].Headers["X-DialStack-Signature"]));
    }

    [Test]
    public async Task An_injected_event_has_the_id_that_was_asked_for_and_is_sent_once()
    {
        _backend.Answer = Status(400);
        var asked = new EventId("evt_1");

        await _loop.InvokeAsync(() => _delivery.Inject(_account, "call.end", Data, asked, WebhookTampering.Named("other secret")));
        var got = await AttemptAsync(1, 400);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.That((string?)JsonNode.Parse(got.Body)!["id"], Is.EqualTo("evt_1"));
        Assert.That(Genuine(got), Is.False);
        Assert.That(_happened.Reader.TryRead(out _), Is.False);
    }

    private static Func<HttpContext, Task> Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static IEnumerable<long> Times(params Received[] got)
    {
        var times = got.Select(g => long.Parse(g.Headers["X-DialStack-Signature"][2..12], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return times.Select(t => t - times[0]);
    }

    private Task<EventId> SendAsync(string type) => _loop.InvokeAsync(() => _delivery.Send(_account, type, Data));

    private bool Genuine(Received got) => WebhookSigner.Verify(
        _account.WebhookEndpoints[0].Secret, got.Headers["X-DialStack-Signature"], got.Body, _time.GetUtcNow(), TimeSpan.FromSeconds(300));

    private async Task<Received> AttemptAsync(int attempt, int status)
    {
        var sent = (WebhookSent)await _happened.Reader.ReadAsync();
        var got = await _backend.NextAsync();
        var answered = (WebhookAnswered)await _happened.Reader.ReadAsync();
        Assert.That((sent.Attempt, answered.Attempt, answered.Status), Is.EqualTo((attempt, attempt, status)));
        Assert.That(sent.Body, Is.EqualTo(System.Text.Encoding.UTF8.GetString(got.Body)));
        Assert.That(sent.Signature, Is.EqualTo(got.Headers["X-DialStack-Signature"]));
        return got;
    }
}
