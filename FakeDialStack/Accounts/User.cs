using System.Text.Json.Nodes;
using FakeDialStack.Protocol;

namespace FakeDialStack.Accounts;

/// <summary>A user of an account. Loop only.</summary>
public sealed class User
{
    private readonly TimeProvider _time;
    private long _revokedThrough;
    private long _expiredThrough;

    internal User(Account account, UserId id, TimeProvider time)
    {
        _time = time;
        Account = account;
        Id = id;
        CreatedAt = UpdatedAt = time.GetUtcNow();
    }

    /// <summary>Where the user belongs.</summary>
    public Account Account { get; }

    /// <summary><c>user_…</c>.</summary>
    public UserId Id { get; }

    /// <summary>Display name, or null.</summary>
    public string? Name { get; set; }

    /// <summary>Mail address, or null.</summary>
    public string? Email { get; set; }

    /// <summary><c>config.mobile_push_wakeup</c>: a call is held while a push wakes the app (I.3).</summary>
    public bool MobilePushWakeup { get; set; }

    /// <summary><c>config.find_me_follow_me</c>, kept as it was written.</summary>
    public JsonNode? FindMeFollowMe { get; set; }

    /// <summary>A setting, never a presence status (CF-16). Such a user is not rung.</summary>
    public bool DoNotDisturb { get; set; }

    /// <summary>When the backend revoked the user's sessions; tokens minted before are dead. Null: never. See <see cref="UserTokens.Revoke"/>.</summary>
    public DateTimeOffset? SessionsRevokedAt { get; private set; }

    /// <summary>When the user was created.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>When the user was last changed through REST.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Notes the time of a change.</summary>
    internal void Touch() => UpdatedAt = _time.GetUtcNow();

    /// <summary>Kills the tokens minted so far.</summary>
    internal void RevokeSessions(long throughToken)
    {
        SessionsRevokedAt = _time.GetUtcNow();
        _revokedThrough = throughToken;
    }

    /// <summary>The tokens minted so far count as expired.</summary>
    internal void ExpireTokens(long throughToken) => _expiredThrough = throughToken;

    /// <summary>Whether a token was declared expired before its time.</summary>
    internal bool IsExpired(long token) => token <= _expiredThrough;

    /// <summary>
    /// Whether a token was minted before the revocation. Its number decides and not its <c>iat</c>: that has whole seconds only,
    /// and both may fall into one.
    /// </summary>
    internal bool IsRevoked(long token) => SessionsRevokedAt is not null && token <= _revokedThrough;
}
