using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using FakeDialStack.Accounts;
using FakeDialStack.Protocol;
using NUnit.Framework;

namespace FakeDialStack.Tests.Accounts;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UserTokensTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly AccountDirectory _accounts;
    private readonly UserTokens _tokens;
    private readonly Account _account;
    private readonly User _alice;

    public UserTokensTests()
    {
        _accounts = new AccountDirectory(_time, new IdSequence(1));
        _tokens = new UserTokens(_accounts, _time);
        _account = _accounts.Create();
        _alice = _account.CreateUser("Alice");
    }

    public void Dispose() => _tokens.Dispose();

    [Test]
    public void A_fresh_token_is_valid_and_names_its_user()
    {
        var minted = _tokens.Mint(_alice, TimeSpan.FromHours(1));

        Assert.That(_tokens.Verify(minted.Token), Is.EqualTo(new TokenCheck(TokenVerdict.Valid, _alice, minted.ExpiresAt)));
        Assert.That(minted.ExpiresAt, Is.EqualTo(_time.GetUtcNow().AddHours(1)));
    }

    [Test]
    public void A_token_carries_the_claims_that_clients_read()
    {
        var parts = _tokens.Mint(_alice, TimeSpan.FromHours(1)).Token.Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;

        Assert.That((string?)header["alg"], Is.EqualTo("ES256"));
        Assert.That(claims.AsObject().Select(c => c.Key), Is.EqualTo((string[])["sub", "account", "iat", "exp", "jti"]));
        Assert.That((string?)claims["sub"], Is.EqualTo(_alice.Id.Value));
        Assert.That((string?)claims["account"], Is.EqualTo(_account.Id.Value));
        Assert.That((long)claims["exp"]! - (long)claims["iat"]!, Is.EqualTo(3600));
        Assert.That(Base64Url.DecodeFromChars(parts[2]), Has.Length.EqualTo(64));
    }

    [Test]
    public void A_token_dies_at_its_expiry_and_not_before()
    {
        var minted = _tokens.Mint(_alice, TimeSpan.FromSeconds(60));

        _time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.That(_tokens.Verify(minted.Token).Verdict, Is.EqualTo(TokenVerdict.Valid));

        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.That(_tokens.Verify(minted.Token), Is.EqualTo(new TokenCheck(TokenVerdict.Expired, _alice, minted.ExpiresAt)));
    }

    [Test]
    public void Revocation_kills_older_tokens_and_spares_newer_ones_even_within_one_instant()
    {
        var before = _tokens.Mint(_alice, TimeSpan.FromHours(1));
        _tokens.Revoke(_alice);
        var after = _tokens.Mint(_alice, TimeSpan.FromHours(1));

        Assert.That(_alice.SessionsRevokedAt, Is.EqualTo(_time.GetUtcNow()));
        Assert.That(_tokens.Verify(before.Token).Verdict, Is.EqualTo(TokenVerdict.Revoked));
        Assert.That(_tokens.Verify(after.Token).Verdict, Is.EqualTo(TokenVerdict.Valid));
    }

    [Test]
    public void Revocation_spares_other_users()
    {
        var minted = _tokens.Mint(_account.CreateUser("Bob"), TimeSpan.FromHours(1));

        _tokens.Revoke(_alice);

        Assert.That(_tokens.Verify(minted.Token).IsValid);
    }

    [Test]
    public void A_token_of_a_removed_user_names_nobody()
    {
        var minted = _tokens.Mint(_alice, TimeSpan.FromHours(1));

        _account.RemoveUser(_alice.Id);

        Assert.That(_tokens.Verify(minted.Token), Is.EqualTo(new TokenCheck(TokenVerdict.UnknownUser)));
    }

    [Test]
    public void A_token_of_another_fake_has_a_bad_signature()
    {
        using var other = new UserTokens(_accounts, _time);

        Assert.That(_tokens.Verify(other.Mint(_alice, TimeSpan.FromHours(1)).Token).Verdict, Is.EqualTo(TokenVerdict.BadSignature));
    }

    [Test]
    public void An_altered_token_has_a_bad_signature()
    {
        var parts = _tokens.Mint(_alice, TimeSpan.FromHours(1)).Token.Split('.');
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("\"iat\"", "\"xat\"", StringComparison.Ordinal);
        parts[1] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims));

        Assert.That(_tokens.Verify(string.Join('.', parts)).Verdict, Is.EqualTo(TokenVerdict.BadSignature));
    }

    [TestCase("")]
    [TestCase("opaque")]
    [TestCase("a.b.c")]
    [TestCase("eyJhbGciOiJFZERTQSJ9.e30.c2ln")]
    [TestCase("eyJhbGciOiJub25lIn0.e30.")]
    [TestCase("..")]
    [TestCase("\ud800.\ud800.\ud800")]
    public void Anything_else_is_malformed(string token) =>
        Assert.That(_tokens.Verify(token).Verdict, Is.EqualTo(TokenVerdict.Malformed));

    [Test]
    public void A_huge_token_is_malformed_at_once() =>
        Assert.That(_tokens.Verify(new string('a', 10_000_000)).Verdict, Is.EqualTo(TokenVerdict.Malformed));
}
