namespace FakeDialStack.Accounts;

/// <summary>What a look at a user token found.</summary>
public enum TokenVerdict
{
    /// <summary>Good now.</summary>
    Valid,

    /// <summary>No token of this kind at all.</summary>
    Malformed,

    /// <summary>Signed by somebody else, or altered.</summary>
    BadSignature,

    /// <summary>Past its <c>exp</c>.</summary>
    Expired,

    /// <summary>Minted before the user's sessions were revoked.</summary>
    Revoked,

    /// <summary>The user, or the account that it names, does not exist.</summary>
    UnknownUser,
}

/// <summary>The outcome of <see cref="UserTokens.Verify"/>.</summary>
/// <param name="Verdict">What was found.</param>
/// <param name="User">Whose token; set when valid, expired or revoked.</param>
/// <param name="ExpiresAt">Its <c>exp</c>; set together with <paramref name="User"/>.</param>
public sealed record TokenCheck(TokenVerdict Verdict, User? User = null, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>True when the token is good now.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(User), nameof(ExpiresAt))]
    public bool IsValid => Verdict == TokenVerdict.Valid;
}

/// <summary>A new user token.</summary>
/// <param name="Token">The JWT.</param>
/// <param name="ExpiresAt">Its <c>exp</c>.</param>
public sealed record MintedToken(string Token, DateTimeOffset ExpiresAt);
