using FakeDialStack.Flow;
using FakeDialStack.Protocol;
using FakeDialStack.Rest;
using NUnit.Framework;

namespace FakeDialStack.Tests.Rest;

internal sealed class AccessTests : RestTests
{
    [TestCase(null, 401, "unauthorized")]
    [TestCase("sk_test_other", 401, "unauthorized")]
    [TestCase("opaque", 401, "unauthorized")]
    public async Task A_backend_needs_the_key_of_its_account(string? bearer, int status, string code)
    {
        var answer = await Fake.SendAsync("GET", "/v1/users", null, bearer, Fake.Account.Id.Value);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)));
    }

    [Test]
    public async Task An_account_scoped_call_needs_the_account_header()
    {
        var without = await Fake.SendAsync("GET", "/v1/users", null, Fake.Account.PlatformKey);
        var other = await Fake.SendAsync("GET", "/v1/users", null, Fake.Account.PlatformKey, Fake.Accounts.Create().Id.Value);

        Assert.That((without.Status, without.Code), Is.EqualTo((400, "validation_error")));
        Assert.That((other.Status, other.Code), Is.EqualTo((403, "forbidden")));
    }

    [Test]
    public async Task Keys_and_tokens_are_not_taken_for_one_another()
    {
        var token = await Fake.WithTokenAsync("GET", "/v1/users");
        var key = await Fake.SendAsync("GET", "/v1/me/directory", null, Fake.Account.PlatformKey);

        Assert.That((token.Status, key.Status), Is.EqualTo((403, 403)));
    }

    [Test]
    public async Task A_dead_token_and_a_wrong_one_are_told_apart()
    {
        var expiring = Fake.Tokens.Mint(Fake.Alice, TimeSpan.FromSeconds(1)).Token;
        Fake.Clock.Advance(TimeSpan.FromSeconds(1));
        var dead = await Fake.WithTokenAsync("GET", "/v1/webrtc/ice-servers", expiring);
        var wrong = await Fake.WithTokenAsync("GET", "/v1/webrtc/ice-servers", "opaque");

        Assert.That((dead.Status, dead.Code), Is.EqualTo((401, "auth_expired")));
        Assert.That((wrong.Status, wrong.Code), Is.EqualTo((401, "auth_failed")));
    }

    [TestCase("flat", """{"error":"There is no such user.","code":"not_found"}""")]
    [TestCase("message", """{"message":"There is no such user."}""")]
    [TestCase("nested", """{"error":{"message":"There is no such user.","code":"not_found","type":"invalid_request_error"}}""")]
    public async Task Errors_have_the_shape_of_the_account(string shape, string body)
    {
        Fake.Account.Settings = Fake.Account.Settings.With("rest_error_shape", shape);

        Assert.That((await Fake.WithKeyAsync("GET", "/v1/users/user_nobody")).Text, Is.EqualTo(body));
    }

    [Test]
    public async Task An_unknown_path_is_not_found_and_a_wrong_method_not_allowed()
    {
        Assert.That((await Fake.WithKeyAsync("GET", "/v1/nothing")).Status, Is.EqualTo(404));
        Assert.That((await Fake.WithKeyAsync("GET", "/v1/users//")).Status, Is.EqualTo(404));
        Assert.That((await Fake.WithKeyAsync("PATCH", $"/v1/users/{Fake.Alice.Id}")).Status, Is.EqualTo(405));
    }

    [Test]
    public async Task Every_request_is_told_of_and_numbered()
    {
        var answer = await Fake.WithKeyAsync("GET", "/v1/users?limit=0");

        var asked = (HttpRequested)Fake.Happened[0];
        var answered = (HttpAnswered)Fake.Happened[1];
        Assert.That(Fake.Happened, Has.Count.EqualTo(2));
        Assert.That((asked.Peer, asked.Method, asked.Path, asked.Query), Is.EqualTo(("backend", "GET", "/v1/users", "?limit=0")));
        Assert.That((answered.Exchange, answered.Status, answered.Body), Is.EqualTo((asked.Exchange, 400, answer.Text)));
        Assert.That(asked.At, Is.EqualTo(Fake.Clock.GetUtcNow()));
        Assert.That(answer.Headers["X-Request-Id"], Is.EqualTo("req_000001"));
    }

    [Test]
    public async Task The_answer_of_a_rule_wins_and_is_told_of()
    {
        Fake.Rule = _ => new LoopReply(429, "slow down", "text/plain") { Headers = new Dictionary<string, string> { ["Retry-After"] = "2" } };

        var answer = await Fake.SendAsync("GET", "/v1/users", null, null, origin: "https://app.example.com");

        Assert.That((answer.Status, answer.Text, answer.Headers["Retry-After"]), Is.EqualTo((429, "slow down", "2")));
        Assert.That(answer.Headers["Access-Control-Allow-Origin"], Is.EqualTo("https://app.example.com"));
        Assert.That(((HttpAnswered)Fake.Happened[1]).Status, Is.EqualTo(429));
    }

    [Test]
    public void A_rule_may_break_the_connection()
    {
        Fake.Rule = _ => IRestHost.Break;

        Assert.That(async () => await Fake.WithKeyAsync("GET", "/v1/users"), Throws.Exception);
        Assert.That(((HttpAnswered)Fake.Happened[1]).Status, Is.Zero);
    }

    [Test]
    public async Task A_browser_is_let_in_from_its_origin()
    {
        var preflight = await Fake.SendAsync("OPTIONS", "/v1/me/directory", null, null, origin: "https://app.example.com");
        var answer = await Fake.SendAsync("GET", "/v1/me/directory", null, null, origin: "https://app.example.com");
        var native = await Fake.SendAsync("GET", "/v1/me/directory", null, null);

        Assert.That(preflight.Status, Is.EqualTo(204));
        Assert.That(preflight.Headers["Access-Control-Allow-Headers"], Does.Contain("Authorization").And.Contains("DialStack-Account").And.Contains("Content-Type"));
        Assert.That(preflight.Headers["Access-Control-Allow-Origin"], Is.EqualTo("https://app.example.com"));
        Assert.That(answer.Headers["Access-Control-Allow-Origin"], Is.EqualTo("https://app.example.com"));
        Assert.That(native.Headers.Keys, Has.None.StartsWith("Access-Control"));
    }

    [Test]
    public void The_catalogue_lists_what_is_served() => Assert.That(
        RestRoutes.All.Select(r => $"{r.Method} {r.Pattern}"), Is.EqualTo(MessageCatalogue.Endpoints));
}
