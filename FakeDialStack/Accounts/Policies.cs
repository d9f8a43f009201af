namespace FakeDialStack.Accounts;

/// <summary>What becomes of the session above the cap (CF-05).</summary>
public enum SessionOverflow
{
    /// <summary>The oldest goes with <c>session_replaced</c>.</summary>
    EvictOldestAsReplaced,

    /// <summary>The oldest goes with <c>session_limit</c>.</summary>
    EvictOldestAsLimit,

    /// <summary>The newcomer gets <c>session_limit</c> and is closed.</summary>
    RejectNewest,
}

/// <summary>What becomes of calls when their socket drops (CF-03).</summary>
public enum RestorePolicy
{
    /// <summary>Kept for the restore window.</summary>
    Preserve,

    /// <summary>Ended at once, nothing is restored.</summary>
    Destroy,
}

/// <summary>Who offers after <c>call.restored</c> (CF-04).</summary>
public enum RestoreOfferer
{
    /// <summary>The client.</summary>
    Client,

    /// <summary>The server.</summary>
    Server,

    /// <summary>The client, or else the server after a wait.</summary>
    Either,
}

/// <summary>Which comes first when an outbound call is answered (L-14).</summary>
public enum AnswerOrder
{
    /// <summary><c>sdp.answer</c>, then <c>call.answered</c>.</summary>
    AnswerFirst,

    /// <summary><c>call.answered</c>, then <c>sdp.answer</c>.</summary>
    AnsweredFirst,
}

/// <summary>When revoked sessions fall (CF-30).</summary>
public enum RevokeTiming
{
    /// <summary>At their next call event.</summary>
    NextCallEvent,

    /// <summary>At once.</summary>
    Immediate,
}

/// <summary>Duration of a call that was never answered (CF-33).</summary>
public enum UnansweredDuration
{
    /// <summary><c>null</c>.</summary>
    Null,

    /// <summary>0.</summary>
    Zero,
}

/// <summary>When the wake-up webhook fires (CF-27).</summary>
public enum WakeWebhook
{
    /// <summary>Whenever the app leg of a flagged user is rung.</summary>
    Always,

    /// <summary>Only when the user has no live session.</summary>
    NoSessionOnly,
}

/// <summary>Whether the push names the call that then rings (CF-28).</summary>
public enum WakeCallId
{
    /// <summary>The same <c>call_id</c>.</summary>
    Same,

    /// <summary>Another one: the resumed call is a new one.</summary>
    Different,
}

/// <summary>Which layer keeps the connection alive (CF-02).</summary>
public enum KeepalivePolicy
{
    /// <summary>Native pings; every application ping is answered, missing ones are not punished.</summary>
    Both,

    /// <summary>Native pings; application pings are still answered.</summary>
    Native,

    /// <summary>No native pings; a client that sends nothing is cut off.</summary>
    App,
}

/// <summary>The answer to an offer without any candidate (CF-11).</summary>
public enum CandidatelessOffer
{
    /// <summary>An answer without ICE.</summary>
    AnswerWithoutIce,

    /// <summary>An error.</summary>
    Error,
}

/// <summary>Shape of REST error bodies (CF-31).</summary>
public enum RestErrorShape
{
    /// <summary><c>{error, code, details?}</c>.</summary>
    Flat,

    /// <summary><c>{message, code, details?}</c>.</summary>
    Message,

    /// <summary><c>{error: {message, code, type}}</c>.</summary>
    Nested,
}

/// <summary>Whom a reject stops ringing (L-13).</summary>
public enum RejectScope
{
    /// <summary>The session that rejected.</summary>
    Session,

    /// <summary>All sessions of the user.</summary>
    User,
}

/// <summary>Which keys name the user in webhook data (CF-24).</summary>
public enum WebhookUserKeys
{
    /// <summary><c>user_id</c> and <c>user</c>.</summary>
    Both,

    /// <summary><c>user_id</c>.</summary>
    UserId,

    /// <summary><c>user</c>.</summary>
    User,
}
