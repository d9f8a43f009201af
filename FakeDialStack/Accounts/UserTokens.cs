using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FakeDialStack.Protocol;

namespace FakeDialStack.Accounts;

/// <summary>
/// Mints and verifies user tokens: JWTs with claims sub, account, iat, exp, jti (B.4). Signed with ES256, as the base library
/// has no Ed25519 and clients never verify (L-07). The key pair is made anew for each fake. Loop only.
/// </summary>
/// <param name="accounts">Who may be named by a token.</param>
/// <param name="time">The clock.</param>
public sealed class UserTokens(AccountDirectory accounts, TimeProvider time) : IDisposable
{
    private const int LongestToken = 8192;
    private static readonly string s_header = Part(JsonSerializer.SerializeToUtf8Bytes(new TokenHeader("ES256", "JWT"), TokenJson.Default.TokenHeader));
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private long _minted;

    /// <summary>Makes a token for a user.</summary>
    /// <param name="user">Whom it is for.</param>
    /// <param name="ttl">How long it lives, from now; whole seconds count.</param>
    public MintedToken Mint(User user, TimeSpan ttl)
    {
        var now = time.GetUtcNow();
        var expires = (now + ttl).ToUnixTimeSeconds();
        var claims = new TokenClaims(
            user.Id.Value, user.Account.Id.Value, now.ToUnixTimeSeconds(), expires, (++_minted).ToString(CultureInfo.InvariantCulture));
        var signed = $"{s_header}.{Part(JsonSerializer.SerializeToUtf8Bytes(claims, TokenJson.Default.TokenClaims))}";
        return new($"{signed}.{Part(Sign(signed))}", DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    /// <summary>Looks at a token: form, signature, user, revocation, expiry, in this order. Never throws for a bad token.</summary>
    public TokenCheck Verify(string token)
    {
        var parts = token.Length > LongestToken ? [] : token.Split('.');
        if (parts.Length != 3 || Bytes(parts[1]) is not { } payload || Bytes(parts[2]) is not { } signature || parts[0] != s_header)
        {
            return new(TokenVerdict.Malformed);
        }

        return _key.VerifyData(Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256)
            ? Judge(JsonSerializer.Deserialize(payload, TokenJson.Default.TokenClaims)!)
            : new(TokenVerdict.BadSignature);
    }

    /// <summary>Kills all tokens minted for a user so far, and notes the time on the user. Sockets are not touched.</summary>
    public void Revoke(User user) => user.RevokeSessions(_minted);

    /// <summary>Lets all tokens minted for a user so far count as expired, whatever their <c>exp</c> says. Sockets are not touched.</summary>
    internal void Expire(User user) => user.ExpireTokens(_minted);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private TokenCheck Judge(TokenClaims claims)
    {
        if (accounts.FindUser(new UserId(claims.Sub)) is not { } user || user.Account.Id.Value != claims.Account)
        {
            return new(TokenVerdict.UnknownUser);
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds(claims.Exp);
        var number = long.Parse(claims.Jti, CultureInfo.InvariantCulture);
        var verdict = user.IsRevoked(number) ? TokenVerdict.Revoked : user.IsExpired(number) || time.GetUtcNow() >= expires ? TokenVerdict.Expired : TokenVerdict.Valid;
        return new(verdict, user, expires);
    }

    private byte[] Sign(string text) => _key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256);

    private static string Part(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private static byte[]? Bytes(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
