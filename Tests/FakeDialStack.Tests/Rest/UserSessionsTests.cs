using FakeDialStack.Accounts;
using NUnit.Framework;

namespace FakeDialStack.Tests.Rest;

internal sealed class UserSessionsTests : RestTests
{
    [Test]
    public async Task A_backend_mints_a_token_for_its_user()
    {
        var answer = await MintAsync($$"""{"user":"{{Fake.Alice.Id}}","ttl_seconds":3600}""");

        Assert.That(answer.Status, Is.EqualTo(201));
        Assert.That(answer.Body.Select(m => m.Key), Is.EqualTo((string[])["user", "account", "client_secret", "expires_at"]));
        Assert.That((string?)answer.Body["expires_at"], Is.EqualTo("2026-09-01T13:00:00Z"));
        Assert.That(Fake.Tokens.Verify((string)answer.Body["client_secret"]!).User, Is.SameAs(Fake.Alice));
    }

    [Test]
    public async Task Without_a_ttl_the_default_of_the_account_counts()
    {
        Fake.Account.Settings = AccountSettings.ForProfile("docs-1.0");

        var answer = await MintAsync($$"""{"user":"{{Fake.Alice.Id}}"}""");

        Assert.That((string?)answer.Body["expires_at"], Is.EqualTo("2026-09-01T13:00:00Z"));
    }

    [TestCase(604800, 201)]
    [TestCase(604801, 422)]
    [TestCase(1, 201)]
    [TestCase(0, 400)]
    [TestCase(-5, 400)]
    [TestCase(long.MaxValue, 422)]
    public async Task The_ttl_is_bounded(long ttl, int status) =>
        Assert.That((await MintAsync($$"""{"user":"{{Fake.Alice.Id}}","ttl_seconds":{{ttl}}}""")).Status, Is.EqualTo(status));

    [TestCase("""{"user":"user_nobody"}""", 404, "not_found")]
    [TestCase("""{}""", 400, "validation_error")]
    [TestCase("""{"user":7}""", 400, "validation_error")]
    [TestCase("""{"user":"u","ttl_seconds":"1h"}""", 400, "validation_error")]
    [TestCase("""{"user":"u","ttl_seconds":1.5}""", 400, "validation_error")]
    [TestCase("""{"user":"\ud800"}""", 400, "validation_error")]
    [TestCase("""{"user":"u","user":"v"}""", 400, "validation_error")]
    [TestCase("""[]""", 400, "validation_error")]
    [TestCase("""null""", 400, "validation_error")]
    [TestCase("""{""", 400, "validation_error")]
    public async Task A_bad_request_is_refused(string body, int status, string code)
    {
        var answer = await MintAsync(body);

        Assert.That((answer.Status, answer.Code), Is.EqualTo((status, code)));
    }

    [Test]
    public async Task A_user_of_another_account_is_not_found()
    {
        var stranger = Fake.Accounts.Create().CreateUser("Eve");

        Assert.That((await MintAsync($$"""{"user":"{{stranger.Id}}"}""")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Revoking_kills_the_tokens_at_once_and_leaves_the_sockets_to_the_platform()
    {
        var token = Fake.Tokens.Mint(Fake.Alice, TimeSpan.FromHours(1)).Token;

        var answer = await Fake.SendAsync("POST", $"/v1/users/{Fake.Alice.Id}/revoke_sessions", "{}", Fake.Account.PlatformKey);

        Assert.That(answer.Text, Is.EqualTo($$"""{"user":"{{Fake.Alice.Id}}","sessions_revoked_at":"2026-09-01T12:00:00Z"}"""));
        Assert.That(Fake.Revoked, Is.EqualTo((User[])[Fake.Alice]));
        Assert.That((await Fake.WithTokenAsync("GET", "/v1/me/directory", token)).Code, Is.EqualTo("auth_expired"));
        Assert.That((await Fake.WithTokenAsync("GET", "/v1/me/directory")).Status, Is.EqualTo(200));
    }

    private Task<RestAnswer> MintAsync(string body) => Fake.SendAsync("POST", "/v1/user_sessions", body, Fake.Account.PlatformKey);
}
